"""Why the artifact store could not do something, in one line."""

import os
import re
from pathlib import Path

from blocks.disk import is_full
from schemas.errors import BadInputError, ReviveError, StoreError, one_line

_OS_ERROR = re.compile(r"\(os error (\d+)\)")


def no_bucket(url: str) -> BadInputError:
    """There is nothing at this URL to write to."""
    return BadInputError(f"cannot use {url}: there is no such bucket or folder")


def store_failure(verb: str, where: str, error: Exception, url: str, folder: Path | None) -> ReviveError:
    """What to raise where obstore raised `error` as it was to `verb` (read, write …) what is at `where`."""
    reason = one_line(str(error).split("Debug source")[0])
    if "NoSuchBucket" in reason:  # a listing says it in words; a write raises `NotFoundError`
        return no_bucket(url)
    if folder and is_full(folder):
        reason = "the disk is full"
    elif folder and (number := _OS_ERROR.search(reason)):
        reason = os.strerror(int(number[1]))
    return StoreError(f"cannot {verb} {where}: {reason}")
