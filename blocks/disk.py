"""Whether a disk is full, because the error of a failed write often does not say so."""

import shutil
from pathlib import Path

_LEAST = 1 << 20  # bytes: below it, some write fails


def is_full(folder: Path) -> bool:
    """Whether there is no room for a write in this folder."""
    try:
        return shutil.disk_usage(folder).free < _LEAST
    except OSError:
        return False  # the folder itself is gone; the error at hand says so
