"""Listing a folder that contains names no key can have: obstore gives up the whole listing at the first of them."""

import os
import re
from pathlib import Path

_TORN = re.compile(r"#\d+$")  # the name of an unfinished write
_NO_KEY = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")  # control characters, and bytes that are not UTF-8


def list_readable(folder: Path, prefix: str) -> tuple[list[str], list[Path]]:
    """The keys under a prefix, and the files and folders that no key can name. Raises `OSError`."""
    keys: list[str] = []
    odd: list[Path] = []
    seen: set[str] = set()
    for place, folders, files in os.walk(folder / prefix, onerror=_raise, followlinks=True):
        odd += [Path(place, name) for name in (*folders, *files) if _NO_KEY.search(name)]
        seen.add(os.path.realpath(place))
        folders[:] = [one for one in folders if not _NO_KEY.search(one) and _new(os.path.join(place, one), seen)]  # noqa: PTH118 -- realpath's
        keys += [_key(folder, place, name) for name in files if not _NO_KEY.search(name) and not _TORN.search(name)]
    return sorted(keys), odd


def _new(place: str, seen: set[str]) -> bool:
    """Whether a folder has not been walked before: a link may lead back to a folder above it."""
    return os.path.realpath(place) not in seen


def _key(folder: Path, place: str, name: str) -> str:
    return (Path(place, name)).relative_to(folder).as_posix()


def _raise(error: OSError) -> None:
    raise error
