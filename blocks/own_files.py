"""Files that are read without being named must be ours: whoever may write to a home could steer what is sent from it.

A planted sender profile signs everybody's emails, a planted ruling lifts a hold, an edited upload is written to. So the
file and every folder down to it from the root of the store belong to this user or to root, and not everybody may write
to them; what a link leads to is looked at, too. On a file system that gives everybody every right (a Windows drive in
WSL), Revive keeps nothing.
"""

import os
import stat
from pathlib import Path

from schemas.errors import BadInputError
from schemas.printable import printable


def require_own(root: Path, key: str, known: set[str]) -> None:
    """Raise `BadInputError` if the file at `key` below `root`, or a folder on the way to it, may be somebody else's.

    Raises `OSError` if there is no such file, or where it is neither file nor folder: opening a fifo waits for a
    writer. `known` are folders that were looked at before.
    """
    place = str(root)
    *folders, name = key.split("/")
    for folder in ("", *folders):
        place = f"{place}/{folder}" if folder else place
        if place not in known:
            _require_own(place)
            known.add(place)
    mode = _require_own(f"{place}/{name}")
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise OSError("it is not a regular file")


def require_own_file(path: Path) -> None:
    """The same for one file and its folder; a file that is not there is nobody's."""
    try:
        require_own(path.parent, path.name, set())
    except OSError:
        return  # reading it will say what is wrong


def _require_own(path: str) -> int:
    """Returns the file mode. Strings and not paths: this is done for every read of a run."""
    found = os.lstat(path)
    if stat.S_ISLNK(found.st_mode):
        _require(path, found.st_uid in (os.geteuid(), 0), "the link belongs to another user")
        found = os.stat(path)  # noqa: PTH116 -- a Path costs ten times as much
    _require(path, found.st_uid in (os.geteuid(), 0), "it belongs to another user")
    _require(path, not found.st_mode & stat.S_IWOTH, "everybody may write to it")
    return found.st_mode


def _require(path: str, holds: bool, otherwise: str) -> None:  # noqa: FBT001 -- a condition
    if not holds:
        raise BadInputError(
            f"{printable(path[:300])} may be somebody else's ({otherwise}) and is not read: see what is in it, then "
            "make it yours (chown, chmod o-w), or use another folder (REVIVE_HOME)"
        )
