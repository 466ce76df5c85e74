"""Where a customer file comes from: a path, an http(s) or s3 URL; and what a folder or prefix contains."""

import logging
import os
import stat
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, unquote_to_bytes

from blocks.http_files import download
from blocks.local_file import name_of, permitted, read_regular, unreadable
from blocks.settings import read_source_rules
from blocks.stores import open_store
from blocks.urls import redacted, split_url
from schemas.environment import AwsIdentity
from schemas.errors import BadInputError, StoreError

MAX_BYTES = 200 << 20
# Names of files that can hold a table; of a file that is named itself, only its content counts.
TABLES = (".csv", ".xlsx", ".xlsm", ".csv.gz", ".csv.bz2", ".csv.xz", ".zip")
_BESIDE = ("~$", ".")  # what Excel, macOS and tools that copy put beside a file: opened, described, not whole yet
# It logs whole URLs at INFO, including the query that signs them.
logging.getLogger("httpx").setLevel(logging.WARNING)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """What came in. `name` is the file's own name, without its folder."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class ListedFile:
    """A file of a folder or prefix. `mark` changes when the file does, as far as that can be seen from outside."""

    source: str
    mark: str


async def read_file(source: str, aws: AwsIdentity, s3_endpoint: str | None) -> SourceFile:
    """One file by path or URL, whatever it is called. Raises `BadInputError`."""
    scheme = _scheme(source)
    if scheme in ("http", "https"):
        return await _download(source)
    if scheme == "s3":
        return await _object(source, aws, s3_endpoint)
    if scheme not in ("", "file"):
        raise BadInputError(f"{redacted(source)}: give a path, or a URL that starts with http, https, s3 or file")
    path = _local(source)
    if _is_dir(path):
        raise BadInputError(f"{redacted(source)} is a folder; name a file")
    return SourceFile(path.name.encode(errors="replace").decode(), read_regular(path, MAX_BYTES))


async def list_files(source: str, aws: AwsIdentity, s3_endpoint: str | None) -> list[ListedFile]:
    """The files of a folder or prefix that can hold a table, oldest first; none if it is empty or not there yet.

    Raises `BadInputError` if it cannot be listed.
    """
    if _scheme(source) == "s3":
        return await _objects(source, aws, s3_endpoint)
    path = _local(source)
    try:
        named = [file for file in path.iterdir() if _is_table(file.name)]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise unreadable(path, error) from None
    found = [listed for file in named if (listed := _listed(file)) is not None]
    return [listed for _, _, listed in sorted(found, key=lambda one: one[:2])]


def _listed(file: Path) -> tuple[int, str, ListedFile] | None:
    """When a file was last changed, its name and itself; None if it is gone meanwhile, or is not a file."""
    try:
        found = file.stat()
    except FileNotFoundError:
        return None
    except OSError:
        # A link to where we may not look, for example. Reading it will say so, and the others are not held up.
        return 0, file.name, ListedFile(_named(file), "")
    if not stat.S_ISREG(found.st_mode):
        return None
    return (
        found.st_mtime_ns,
        file.name,
        ListedFile(_named(file), f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns}"),
    )


def _named(path: Path) -> str:
    """A path as text that can be stored; as a URL if it is not UTF-8."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return path.absolute().as_uri()
    return str(path)


async def _object(source: str, aws: AwsIdentity, s3_endpoint: str | None) -> SourceFile:
    parts = split_url(source)
    key = parts.path.strip("/")
    try:
        content = await open_store(f"s3://{parts.netloc}", aws, s3_endpoint).get(key, most=MAX_BYTES)
    except StoreError as error:
        raise BadInputError(str(error)) from None
    if content is None:
        raise BadInputError(f"cannot read {redacted(source)}: no such object")
    return SourceFile(PurePosixPath(key).name, content)


async def _objects(source: str, aws: AwsIdentity, s3_endpoint: str | None) -> list[ListedFile]:
    parts = split_url(source)
    bucket = f"s3://{parts.netloc}"
    try:
        keys = open_store(bucket, aws, s3_endpoint).keys(parts.path.strip("/"))
        found = [(changed, key) async for key, changed in keys if _is_table(PurePosixPath(key).name)]
    except StoreError as error:
        raise BadInputError(str(error)) from None
    return [ListedFile(f"{bucket}/{key}", str(changed)) for changed, key in sorted(found)]


def is_folder(source: str) -> bool:
    """Whether a source names several files. A path that ends in / is a folder, even if it is not there yet."""
    scheme = _scheme(source)
    if scheme in ("", "file"):
        return source.endswith("/") or _is_dir(_local(source))
    return scheme == "s3" and not split_url(source).path.lower().endswith(TABLES)


def _is_table(name: str) -> bool:
    return name.lower().endswith(TABLES) and not name.startswith(_BESIDE)


def _scheme(source: str) -> str:
    return split_url(source).scheme.lower() if "://" in source else ""


def _local(source: str) -> Path:
    try:
        # os.fsdecode: a name that is not UTF-8 passes through a URL unchanged.
        path = Path(os.fsdecode(unquote_to_bytes(split_url(source).path)) if "://" in source else source).expanduser()
    except RuntimeError:
        raise BadInputError(f"cannot read {name_of(Path(source))}: there is no such home folder") from None
    return permitted(path)


def _is_dir(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from None


async def _download(url: str) -> SourceFile:
    content = await download(url, read_source_rules(), MAX_BYTES)
    return SourceFile(PurePosixPath(unquote(split_url(url).path)).name or "download", content)
