"""HTTP of AWS clients: requests go to their endpoint and nowhere else, and no answer grows without a bound.

botocore follows no redirects; aiohttp, which aiobotocore puts in its place, does, and takes whatever comes. An endpoint
that redirects would get customers' data to another host, and one that goes on sending filled 1.4 GB in ten seconds.
"""

from collections.abc import AsyncIterator
from typing import Any

from aiobotocore.httpsession import AIOHTTPSession
from aiohttp import ClientPayloadError, ClientResponse, ClientSession

MAX_BYTES = 32 << 20  # DynamoDB answers with 16 MB at most, a model with much less
_CHUNK = 1 << 16


class DirectSession(AIOHTTPSession):  # type: ignore[misc]  # aiobotocore has no types
    """aiobotocore's session without redirects, with bounded answers."""

    async def _get_session(self, proxy_url: str | None) -> "_Direct":
        return _Direct(await super()._get_session(proxy_url))


class _Direct:
    def __init__(self, session: ClientSession) -> None:
        self._session = session

    async def request(self, method: str, **options: Any) -> ClientResponse:
        response = await self._session.request(method, allow_redirects=False, **options)
        response.content = _Bounded(response.content)  # type: ignore[assignment]  # it has all that is asked of one
        return response


class _Bounded:
    """A body, read whole or as a stream of events: `ClientPayloadError` beyond `MAX_BYTES`."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self._room = MAX_BYTES

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    async def read(self, most: int = -1) -> bytes:
        """All of it, or the next bytes: a body that a service streams is read in parts by whoever wants to."""
        if most >= 0:
            chunk: bytes = await self._stream.read(most)
            self._count(chunk)
            return chunk
        found = bytearray()
        while chunk := await self._stream.read(_CHUNK):
            self._count(chunk)
            found += chunk
        return bytes(found)

    async def iter_chunks(self) -> AsyncIterator[tuple[bytes, bool]]:
        async for chunk, is_last in self._stream.iter_chunks():
            self._count(chunk)
            yield chunk, is_last

    def _count(self, chunk: bytes) -> None:
        self._room -= len(chunk)
        if self._room < 0:
            raise ClientPayloadError(f"the answer is larger than {MAX_BYTES >> 20} MB")
