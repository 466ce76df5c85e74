"""Reading files of this machine that somebody named: regular files only, and in a deployment only from its folders."""

import os
import stat
from contextvars import ContextVar
from pathlib import Path

from blocks.urls import redacted
from schemas.errors import BadInputError
from schemas.printable import printable

# The folders below which files may be read; None for a person at a terminal, who may read what their shell may.
_roots: ContextVar[tuple[Path, ...] | None] = ContextVar("revive_source_roots", default=None)
_KERNEL = tuple(Path(folder) for folder in ("/proc", "/sys", "/dev"))


def confine_to(roots: tuple[Path, ...]) -> None:
    """From now on, in this context, read only below these folders.

    For runs that Prefect starts: somebody who may set a deployment's parameters may not read every file of the worker.
    """
    _roots.set(tuple(root.resolve() for root in roots if root.resolve() != Path("/")))


def permitted(path: Path) -> Path:
    """The path itself; `BadInputError` if, with links followed, it leads out of the folders that may be read."""
    roots = _roots.get()
    if roots is None:
        return path
    try:
        real = path.resolve()
    except (OSError, RuntimeError, ValueError) as error:
        raise unreadable(path, error) from None
    if not any(real.is_relative_to(root) for root in roots):
        below = ", ".join(str(root) for root in roots)
        raise BadInputError(
            f"{name_of(path)} is outside of what a deployment may read ({below}): put the file there, or name its "
            "folder in REVIVE_SOURCE_ROOTS"
        )
    return path


def read_regular(path: Path, most: int) -> bytes:
    """The content of a regular file of at most `most` bytes. Raises `BadInputError`."""
    try:
        real = Path(os.path.realpath(permitted(path), strict=True))
        # Not blocking: opening a fifo would wait for a writer, and it is refused below anyway.
        with open(os.open(real, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC), "rb") as file:  # noqa: PTH123 -- a descriptor
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode) or _kernels(real):
                raise BadInputError(f"cannot read {name_of(path)}: it is not a regular file")
            content = file.read(most + 1)
    except (OSError, RuntimeError, ValueError) as error:
        raise unreadable(path, error) from None
    if len(content) > most:
        raise BadInputError(f"{name_of(path)} is larger than {most >> 20} MB")
    return content


def unreadable(path: Path, error: Exception) -> BadInputError:
    """The one line for a path that cannot be read."""
    reason = error.strerror if isinstance(error, OSError) and error.strerror else error
    return BadInputError(f"cannot read {name_of(path)}: {reason}")


def name_of(path: Path) -> str:
    """A path in a form that is safe in a message."""
    return printable(redacted(str(path))[:200])


def _kernels(real: Path) -> bool:
    """Whether the kernel makes up the file: /proc/self/environ claims to be a regular one."""
    return any(real.is_relative_to(folder) for folder in _KERNEL) and not real.is_relative_to("/dev/shm")  # noqa: S108 -- no file of ours
