"""HTTP of AWS clients: requests go to their endpoint and nowhere else, and no answer grows without a bound.

botocore follows no redirects; aiohttp, which aiobotocore puts in its place, does, and takes whatever comes. An endpoint
that redirects would get customers' data to another host, and one that goes on sending filled 1.4 GB in ten seconds.
"""

from typing import Any

from aiobotocore.httpsession import AIOHTTPSession
from aiohttp import ClientPayloadError, ClientResponse, ClientSession

MAX_BYTES = 32 << 20  # DynamoDB answers with 16 MB at most, a model with much less
_CHUNK = 1 << 16
_STREAM = "application/vnd.amazon.eventstream"


class DirectSession(AIOHTTPSession):  # type: ignore[misc]  # aiobotocore has no types
    """aiobotocore's session without redirects, with bounded answers. Streams of events are left to their readers."""

    async def _get_session(self, proxy_url: str | None) -> "_Direct":
        return _Direct(await super()._get_session(proxy_url))


class _Direct:
    def __init__(self, session: ClientSession) -> None:
        self._session = session

    async def request(self, method: str, **options: Any) -> ClientResponse:
        response = await self._session.request(method, allow_redirects=False, **options)
        if response.content_type != _STREAM:
            response.content = _Bounded(response.content)  # type: ignore[assignment]  # it has all that is asked of one
        return response


class _Bounded:
    """A body that is read whole, or not at all: `ClientPayloadError` beyond `MAX_BYTES`."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    async def read(self) -> bytes:
        found = bytearray()
        while chunk := await self._stream.read(_CHUNK):
            found += chunk
            if len(found) > MAX_BYTES:
                raise ClientPayloadError(f"the answer is larger than {MAX_BYTES >> 20} MB")
        return bytes(found)
