"""Where a customer file comes from: a path, an http(s) or s3 URL, or the newest of a folder or prefix."""

import logging
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from blocks.local_file import name_of, permitted, read_regular, unreadable
from blocks.settings import read_source_rules
from blocks.stores import open_store
from blocks.urls import redacted, split
from blocks.web import download
from schemas.environment import AwsIdentity
from schemas.errors import BadInputError, StoreError

MAX_BYTES = 200 << 20
# It logs whole URLs at INFO, with the query that signs them.
logging.getLogger("httpx").setLevel(logging.WARNING)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """What came in. `name` is the file's own name, without its folder."""

    name: str
    content: bytes


async def fetch(source: str, aws: AwsIdentity, s3_endpoint: str | None) -> AsyncGenerator[SourceFile]:
    """The file; or, for a folder or prefix, its CSV files from the newest on. Raises `BadInputError`."""
    scheme = _scheme(source)
    if scheme in ("http", "https"):
        yield await _download(source)
    elif scheme == "s3":
        async for file in _from_s3(source, aws, s3_endpoint):
            yield file
    elif scheme in ("", "file"):
        for path in _paths(_local(source)):
            yield SourceFile(path.name.encode(errors="replace").decode(), read_regular(path, MAX_BYTES))
    else:
        raise BadInputError(f"{redacted(source)}: give a path, or a URL that starts with http, https, s3 or file")


async def read_file(source: str, aws: AwsIdentity, s3_endpoint: str | None) -> SourceFile:
    """One file by path or URL, whatever it is called. Raises `BadInputError`."""
    if _scheme(source) == "s3":
        return await _object(source, aws, s3_endpoint)
    if is_folder(source):
        raise BadInputError(f"{redacted(source)} is a folder; name a file")
    async with aclosing(fetch(source, aws, s3_endpoint)) as files:
        return await anext(files)


async def _object(source: str, aws: AwsIdentity, s3_endpoint: str | None) -> SourceFile:
    parts = split(source)
    key = parts.path.strip("/")
    try:
        content = await open_store(f"s3://{parts.netloc}", aws, s3_endpoint).get(key, most=MAX_BYTES)
    except StoreError as error:
        raise BadInputError(str(error)) from None
    if content is None:
        raise BadInputError(f"cannot read {redacted(source)}: no such object")
    return SourceFile(PurePosixPath(key).name, content)


def is_folder(source: str) -> bool:
    """Whether a source names several files, of which the newest unprocessed one counts."""
    scheme = _scheme(source)
    if scheme in ("", "file"):
        return _is_dir(_local(source))
    return scheme == "s3" and not split(source).path.lower().endswith(".csv")


def _scheme(source: str) -> str:
    return split(source).scheme.lower() if "://" in source else ""


def _local(source: str) -> Path:
    try:
        path = Path(unquote(split(source).path) if "://" in source else source).expanduser()
    except RuntimeError:
        raise BadInputError(f"cannot read {name_of(Path(source))}: there is no such home folder") from None
    return permitted(path)


def _is_dir(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from None


def _paths(path: Path) -> list[Path]:
    if not _is_dir(path):
        return [path]
    files = [file for file in path.iterdir() if file.suffix.lower() == ".csv" and file.is_file()]
    if not files:
        raise BadInputError(f"{name_of(path)} holds no .csv file")
    return sorted(files, key=lambda file: (file.stat().st_mtime, file.name), reverse=True)


async def _download(url: str) -> SourceFile:
    content = await download(url, read_source_rules(), MAX_BYTES)
    return SourceFile(PurePosixPath(unquote(split(url).path)).name or "download", content)


async def _from_s3(source: str, aws: AwsIdentity, s3_endpoint: str | None) -> AsyncGenerator[SourceFile]:
    parts, shown = split(source), redacted(source)
    bucket = open_store(f"s3://{parts.netloc}", aws, s3_endpoint)
    key = parts.path.strip("/")
    try:
        if not is_folder(source):
            keys = [key]
        else:
            found = [(changed, name) async for name, changed in bucket.keys(key) if name.lower().endswith(".csv")]
            keys = [name for _, name in sorted(found, reverse=True)]
        if not keys:
            raise BadInputError(f"{shown} holds no .csv object")
        for name in keys:
            content = await bucket.get(name, most=MAX_BYTES)
            if content is None:
                raise BadInputError(f"cannot read {shown}: no such object")
            yield SourceFile(PurePosixPath(name).name, content)
    except StoreError as error:
        raise BadInputError(str(error)) from None
