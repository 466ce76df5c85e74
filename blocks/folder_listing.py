"""What obstore does not say of a folder: it gives up a listing at odd names and at what may not be read, and waits."""

import os
import re
import stat
from collections.abc import Callable
from pathlib import Path

from schemas.printable import printable

_TORN = re.compile(r"#\d+$")  # the name of an unfinished write
_NO_KEY = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")  # control characters, and bytes that are not UTF-8


def list_readable(folder: Path, prefix: str, *, past_unreadable: bool) -> tuple[list[str], dict[Path, str]]:
    """The keys under a prefix, and what was passed by, each with a line that says why.

    Passed by are files and folders that no key can name and, with `past_unreadable`, folders that cannot be listed;
    without it, these raise `OSError`.
    """
    keys: list[str] = []
    passed: dict[Path, str] = {}
    seen: set[str] = set()
    onerror = _noting(passed) if past_unreadable else _raise
    for place, folders, files in os.walk(folder / prefix, onerror=onerror, followlinks=True):
        passed |= {Path(place, name): _odd(place, name) for name in (*folders, *files) if _NO_KEY.search(name)}
        seen.add(os.path.realpath(place))
        folders[:] = [one for one in folders if not _NO_KEY.search(one) and _new(os.path.join(place, one), seen)]  # noqa: PTH118 -- realpath's
        keys += [_key(folder, place, name) for name in files if _is_object(place, name)]
    return sorted(keys), passed


def folders_in(folder: Path) -> list[str]:
    """The names of the folders right below this one that a key can have. Raises `OSError`."""
    return sorted(place.name for place in folder.iterdir() if place.is_dir() and not _NO_KEY.search(place.name))


def _new(place: str, seen: set[str]) -> bool:
    """Whether a folder has not been walked before: a link may lead back to a folder above it."""
    return os.path.realpath(place) not in seen


def _is_object(place: str, name: str) -> bool:
    """Whether a file is an object to obstore, too. Looking at a fifo would wait for somebody who writes to it."""
    if _NO_KEY.search(name) or _TORN.search(name):
        return False
    try:
        return stat.S_ISREG(Path(place, name).stat().st_mode)
    except FileNotFoundError:
        return False
    except OSError:
        return True  # a link that leads to itself, for example: whoever looks at it will say so


def _key(folder: Path, place: str, name: str) -> str:
    return (Path(place, name)).relative_to(folder).as_posix()


def _odd(place: str, name: str) -> str:
    path = printable(str(Path(place, name)))
    return f"{path}: its name holds a character that no name of Revive's does; rename or remove it"


def _noting(passed: dict[Path, str]) -> Callable[[OSError], None]:
    def note(error: OSError) -> None:
        if not isinstance(error, FileNotFoundError):  # deleted meanwhile, or never there: nothing is missed
            passed[Path(error.filename)] = f"cannot list {printable(error.filename)}: {error.strerror}"

    return note


def _raise(error: OSError) -> None:
    raise error
