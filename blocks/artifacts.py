"""The artifact store: one async interface to a folder or an S3 prefix, through obstore.

Every write is whole or absent: a temporary name and a rename on disk, one PUT (or one multipart upload) on S3.
"""

import atexit
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING, Protocol

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError, NotFoundError, PreconditionError
from obstore.store import ObjectStore

from blocks.folder_listing import folders_in, list_readable
from blocks.own_files import require_own
from blocks.store_failures import no_bucket, store_failure
from schemas.errors import BadInputError, ReviveError

if TYPE_CHECKING:
    from obstore import ObjectMeta, PutMode  # obstore has these types for type checkers only

_NO_KEY = "invalid path"  # how obstore's listing fails at a name with a control character, or one that is not UTF-8
# obstore's threads release the last result just after it arrived; an interpreter that exits in that moment aborts
# (pyo3-async-runtimes issue 40). A short wait before the interpreter shuts down lets them finish.
atexit.register(sleep, 0.05)


class Writer(Protocol):
    """An object that is being written; it appears once it is complete."""

    async def write(self, data: bytes) -> int:
        """Append."""


class ArtifactStore:
    """Objects by key. Every method raises `StoreError` if the store cannot be used.

    On disk, reading raises `BadInputError` where somebody else may have written (`blocks/own_files.py`).
    """

    def __init__(self, store: ObjectStore, url: str, folder: Path | None) -> None:
        self.url = url.rstrip("/")
        self.folder = folder
        self._store = store
        # Awaited before every write, which carries the token it returns: a run on S3 checks its lease here.
        self.guard: Callable[[], Awaitable[None]] | None = None
        self.token: str | None = None
        # Files and folders that a listing passed by, each with a line that says why: names that no key has, so
        # Revive did not write them, and where a listing was asked to go on, what cannot be read.
        self.passed_by: dict[Path, str] = {}
        self._own: set[str] = set()  # folders on disk that are known to be ours

    def location(self, key: str) -> str:
        """Where a person can find an object: a path on disk, a URL on S3."""
        return str(self.folder / key) if self.folder else f"{self.url}/{key}"

    async def get(self, key: str, most: int | None = None) -> bytes | None:
        """The object, or None if there is none; `BadInputError` if it has more than `most` bytes."""
        try:
            self._require_file(key)
            found = await obstore.get_async(self._store, key)
            if most is not None and found.meta["size"] > most:
                raise BadInputError(f"{self.location(key)} is larger than {most >> 20} MB")
            return bytes(await found.bytes_async())
        except (NotFoundError, FileNotFoundError):
            return None
        except (BaseError, OSError) as error:
            raise self._failed("read", key, error) from None

    async def exists(self, key: str) -> bool:
        """Whether the object exists."""
        return await self.tag(key) is not None

    async def tag(self, key: str) -> str | None:
        """The e_tag of an object, which changes with every write; None if there is no such object."""
        try:
            self._require_file(key)
            return (await obstore.head_async(self._store, key))["e_tag"] or ""
        except (NotFoundError, FileNotFoundError):
            return None
        except (BaseError, OSError) as error:
            raise self._failed("read", key, error) from None

    async def pieces(self, key: str) -> AsyncIterator[bytes]:
        """The object in pieces of about a megabyte; nothing if there is none."""
        try:
            self._require_file(key)
            async for chunk in (await obstore.get_async(self._store, key)).stream(min_chunk_size=1 << 20):
                yield bytes(chunk)
        except (NotFoundError, FileNotFoundError):
            return
        except (BaseError, OSError) as error:
            raise self._failed("read", key, error) from None

    async def lines(self, key: str) -> AsyncIterator[bytes]:
        """The lines of an object without line ends, holding one line in memory; nothing if there is no object."""
        rest = b""
        async for piece in self.pieces(key):
            *whole, rest = (rest + piece).split(b"\n")
            for line in whole:
                yield line
        if rest:
            yield rest

    async def put(self, key: str, data: bytes) -> None:
        """Write or replace an object."""
        await self._checked()
        try:
            await obstore.put_async(self._store, key, data, use_multipart=False, attributes=self._attributes())
        except (NotFoundError, FileNotFoundError):
            raise self._no_bucket() from None
        except (BaseError, OSError) as error:
            raise self._failed("write", key, error) from None

    async def put_if(self, key: str, data: bytes, e_tag: str | None) -> str | None:
        """Write only if there is no object (`e_tag` None) or still the same one; the new e_tag, None if too late."""
        mode: PutMode = "create" if e_tag is None else {"e_tag": e_tag}
        try:
            return (await obstore.put_async(self._store, key, data, mode=mode))["e_tag"] or ""
        except (AlreadyExistsError, PreconditionError):
            return None
        except (NotFoundError, FileNotFoundError):
            if e_tag is None:
                raise self._no_bucket() from None
            return None
        except (BaseError, OSError) as error:
            raise self._failed("write", key, error) from None

    async def get_tagged(self, key: str) -> tuple[bytes, str] | None:
        """The object with its e_tag, or None if there is none."""
        try:
            self._require_file(key)
            found = await obstore.get_async(self._store, key)
            return bytes(await found.bytes_async()), found.meta["e_tag"] or ""
        except (NotFoundError, FileNotFoundError):
            return None
        except (BaseError, OSError) as error:
            raise self._failed("read", key, error) from None

    @asynccontextmanager
    async def writer(self, key: str) -> AsyncIterator[Writer]:
        """Stream a large object; nothing is written if the block raises."""
        await self._checked()
        stream = obstore.open_writer_async(self._store, key, buffer_size=5 << 20, attributes=self._attributes())
        try:
            yield stream
            await self._checked()
            await stream.close()
        except (BaseError, OSError) as error:
            raise self._failed("write", key, error) from None

    async def delete(self, key: str) -> None:
        """Remove an object; it is not an error if there is none."""
        try:
            await obstore.delete_async(self._store, key)
        except (NotFoundError, FileNotFoundError):
            return
        except (BaseError, OSError) as error:
            raise self._failed("delete", key, error) from None

    async def keys(self, prefix: str, *, past_unreadable: bool = False) -> AsyncIterator[tuple[str, float]]:
        """Every key under a prefix with the time it was last changed (seconds since the epoch).

        With `past_unreadable`, a folder on disk that cannot be read is noted in `passed_by` and does not end the
        listing. Only for callers that say what was passed by: to a run, a record that is not listed was never paid.
        """
        async for item in self._items(prefix, past_unreadable=past_unreadable):
            yield item["path"], item["last_modified"].timestamp()

    async def folders(self, prefix: str = "") -> list[str]:
        """The names of the folders right below a prefix; without one, of those at the top."""
        try:
            found = await obstore.list_with_delimiter_async(self._store, prefix or None)
        except (NotFoundError, FileNotFoundError):
            return []
        except (BaseError, OSError) as error:
            if self.folder is None or _NO_KEY not in str(error):
                raise self._failed("list", prefix, error) from None
            return folders_in(self.folder / prefix)
        return sorted(place.rpartition("/")[2] for place in found["common_prefixes"])

    async def listing(self, prefix: str) -> AsyncIterator[tuple[str, str, int]]:
        """Every key under a prefix with its e_tag, which changes with every write, and its size in bytes."""
        async for item in self._items(prefix):
            size = item["size"]
            yield item["path"], item["e_tag"] or f"{size} {item['last_modified']}", size

    async def _items(self, prefix: str, *, past_unreadable: bool = False) -> AsyncIterator["ObjectMeta"]:
        """The objects under a prefix; names that no key can have are skipped and noted in `passed_by`."""
        seen: set[str] = set()
        try:
            async for chunk in obstore.list(self._store, prefix=prefix):
                for item in chunk:
                    if self.folder:
                        seen.add(item["path"])
                    yield item
        except (NotFoundError, FileNotFoundError):
            return
        except (BaseError, OSError) as error:
            if self.folder is None or not (past_unreadable or _NO_KEY in str(error)):
                raise self._failed("list", prefix, error) from None
            async for item in self._walked(self.folder, prefix, past_unreadable=past_unreadable):
                if item["path"] not in seen:
                    yield item

    async def _walked(self, folder: Path, prefix: str, *, past_unreadable: bool) -> AsyncIterator["ObjectMeta"]:
        try:
            keys, passed_by = list_readable(folder, prefix, past_unreadable=past_unreadable)
        except OSError as error:
            raise self._failed("list", prefix, error) from None
        self.passed_by |= passed_by
        for key in keys:
            try:
                item = await obstore.head_async(self._store, key)
            except (NotFoundError, FileNotFoundError):
                continue
            except (BaseError, OSError) as error:
                failed = self._failed("list", key, error)
                if not past_unreadable:
                    raise failed from None
                self.passed_by[folder / key] = str(failed)
            else:
                yield item

    def _require_file(self, key: str) -> None:
        if self.folder:
            require_own(self.folder, key, self._own)

    async def _checked(self) -> None:
        if self.guard:
            await self.guard()

    def _attributes(self) -> dict[str, str] | None:
        return {"revive-lease": self.token} if self.token else None

    def _no_bucket(self) -> BadInputError:
        return no_bucket(self.url)

    def _failed(self, verb: str, key: str, error: Exception) -> ReviveError:
        return store_failure(verb, self.location(key), error, self.url, self.folder)
