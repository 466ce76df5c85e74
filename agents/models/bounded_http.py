"""A bound on the answers of OpenAI-compatible endpoints: without it, one of 4 MB unpacked to 4.2 GB of memory."""

import zlib
from collections.abc import AsyncIterator

from httpx2 import AsyncByteStream, DecodingError, Response

MAX_BYTES = 8 << 20  # of an unpacked answer; 64,000 tokens take less than half a megabyte


async def bounded(response: Response) -> None:
    """An HTTP client's hook: let no answer grow beyond `MAX_BYTES`. One that does raises `DecodingError`."""
    encoding = response.headers.get("Content-Encoding", "").strip().lower() or "identity"
    if encoding not in ("identity", "gzip", "x-gzip", "deflate"):
        raise DecodingError("the answer is packed in a way that was not asked for")
    response.headers.pop("Content-Encoding", None)  # otherwise the client would unpack it itself, without a bound
    assert isinstance(response.stream, AsyncByteStream)
    response.stream = _Bounded(response.stream, packed=encoding != "identity")


class _Bounded(AsyncByteStream):
    def __init__(self, inner: AsyncByteStream, *, packed: bool) -> None:
        self._inner = inner
        self._unpack = zlib.decompressobj(zlib.MAX_WBITS | 32) if packed else None

    async def __aiter__(self) -> AsyncIterator[bytes]:
        room = MAX_BYTES
        async for chunk in self._inner:
            try:
                said = chunk if self._unpack is None else self._unpack.decompress(chunk, room + 1)
            except zlib.error:
                raise DecodingError("the answer is not packed as it says") from None
            room -= len(said)
            if room < 0:
                raise DecodingError(f"the answer is larger than {MAX_BYTES >> 20} MB")
            yield said

    async def aclose(self) -> None:
        await self._inner.aclose()
