"""Files too large for memory, by path or s3 URL: read from the disk of this machine, a piece at a time."""

import os
import stat
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from blocks.local_file import name_of, permitted, unreadable
from blocks.stores import open_store
from blocks.urls import redacted, split_url
from schemas.environment import AwsIdentity
from schemas.errors import BadInputError


async def large_files(source: str, endings: Sequence[str], aws: AwsIdentity, s3_endpoint: str | None) -> list[str]:
    """The file that a source names, or those of a folder or s3 prefix with one of the endings, by name.

    Raises `BadInputError` if there is none.
    """
    if source.startswith("s3://"):
        parts = split_url(source)
        store = open_store(f"s3://{parts.netloc}", aws, s3_endpoint)
        key = parts.path.strip("/")
        if key.lower().endswith(tuple(endings)):
            return [source]
        found = [one async for one, _ in store.keys(key)]
        files = [f"s3://{parts.netloc}/{one}" for one in sorted(found) if one.lower().endswith(tuple(endings))]
    elif "://" in source:
        raise BadInputError(f"{redacted(source)}: give a path, or a URL that starts with s3")
    else:
        files = _in_folder(_path(source), endings)
    if not files:
        raise BadInputError(f"{redacted(source)} has no file that ends in {', '.join(endings)}")
    return files


@asynccontextmanager
async def opened_large(source: str, home: Path, aws: AwsIdentity, s3_endpoint: str | None) -> AsyncIterator[IO[bytes]]:
    """The content of a file; of an object on S3, a copy in the home that is gone when the block ends."""
    if not source.startswith("s3://"):
        with _regular(_path(source)) as file:
            yield file
        return
    parts = split_url(source)
    store = open_store(f"s3://{parts.netloc}", aws, s3_endpoint)
    with _copy_in(home) as copy:
        async for piece in store.pieces(parts.path.strip("/")):
            copy.write(piece)
        if copy.tell() == 0:
            raise BadInputError(f"cannot read {redacted(source)}: no such object, or an empty one")
        copy.seek(0)
        yield copy


def large_name(source: str) -> str:
    """A file's own name, safe in a message."""
    return name_of(Path(PurePosixPath(split_url(source).path if "://" in source else source).name))


def _path(source: str) -> Path:
    try:
        return permitted(Path(source).expanduser())
    except RuntimeError:
        raise BadInputError(f"cannot read {name_of(Path(source))}: there is no such home folder") from None


def _in_folder(path: Path, endings: Sequence[str]) -> list[str]:
    """The file itself, or the files of the folder that it is."""
    try:
        if not path.is_dir():
            return [str(path)]
        return [str(one) for one in sorted(path.iterdir()) if one.name.lower().endswith(tuple(endings))]
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from None


def _copy_in(home: Path) -> IO[bytes]:
    """A file without a name: whatever happens to this process, nothing stays."""
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    return tempfile.TemporaryFile(dir=home)


def _regular(path: Path) -> IO[bytes]:
    try:
        # Not blocking: opening a fifo would wait for a writer.
        file = open(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb")  # noqa: PTH123, SIM115 -- a descriptor
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from None
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise BadInputError(f"cannot read {name_of(path)}: it is not a regular file")
    return file
