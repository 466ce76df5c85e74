"""Fetching a URL that somebody gave: bounded in time and size, and never from inside the company's network.

Anybody with access to the Prefect UI can set a deployment's parameters. Through a worker in a company's network, a URL
there could reach what only that network may reach, including the cloud's metadata address with its credentials. So all
addresses of a host name are checked, again for each redirect, and the connection goes to a checked address: a name that
resolves differently a moment later makes no difference.
"""

import asyncio
import socket
import zlib
from contextlib import suppress
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import httpx

from blocks.settings import SourceRules
from blocks.urls import redacted
from schemas.errors import BadInputError, shown

WITHIN_S = 300.0
_NAT64 = ip_network("64:ff9b::/96")


async def download(url: str, rules: SourceRules, most: int) -> bytes:
    """The body of a GET of the URL, redirects followed, of at most `most` bytes. Raises `BadInputError`."""
    name = redacted(url)
    transport = _Checked(rules)
    # Every other bound is per read: a server that sends one byte a second would hold up the run forever.
    try:
        async with (
            asyncio.timeout(WITHIN_S),
            httpx.AsyncClient(
                transport=transport, follow_redirects=True, timeout=30, headers={"Accept-Encoding": "identity"}
            ) as client,
            client.stream("GET", url) as response,
        ):
            if response.is_error:
                raise BadInputError(f"cannot read {name}: HTTP {response.status_code}")
            return await _body(response, name, most)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise BadInputError(f"cannot read {name}: {type(error).__name__}") from None
    except TimeoutError:
        raise BadInputError(f"cannot read {name}: it was not there after {WITHIN_S:.0f} seconds") from None


def checked_transport(rules: SourceRules) -> httpx.AsyncBaseTransport:
    """A transport for an `httpx.AsyncClient` that connects to checked addresses only."""
    return _Checked(rules)


class _Checked(httpx.AsyncBaseTransport):
    """Connects only to addresses that were checked."""

    def __init__(self, rules: SourceRules) -> None:
        self._rules = rules
        # A connection is never reused for another name: two names may share an address, but not a certificate.
        self._inner = httpx.AsyncHTTPTransport(retries=2, limits=httpx.Limits(max_keepalive_connections=0))

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        host = request.url.host
        if request.url.scheme not in ("http", "https") or not host:
            raise httpx.UnsupportedProtocol("only http and https")
        *others, last = await checked_addresses(host, request.url.port, self._rules)
        for address in others:
            with suppress(httpx.ConnectError):
                return await self._inner.handle_async_request(_to(address, request))
        return await self._inner.handle_async_request(_to(last, request))

    async def aclose(self) -> None:
        await self._inner.aclose()


def _to(address: str, request: httpx.Request) -> httpx.Request:
    """The same request to one address; its Host header stays, and TLS asks for the name."""
    return httpx.Request(
        request.method,
        request.url.copy_with(host=address),
        headers=request.headers,
        stream=request.stream,
        extensions={**request.extensions, "sni_hostname": request.url.host},
    )


async def checked_addresses(host: str, port: int | None, rules: SourceRules) -> list[str]:
    """A host's addresses; `BadInputError` if one of them is private and the host is not allowed."""
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port or 80, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise httpx.ConnectError("no such host") from None
    addresses = list(dict.fromkeys(str(entry[4][0]).partition("%")[0] for entry in found))
    if not rules.allows(host) and not all(is_public(address) for address in addresses):
        raise BadInputError(
            f"{shown(host)} is inside a private network: if that is meant, name it in REVIVE_ALLOW_PRIVATE_HOSTS"
        )
    return addresses


def is_public(address: str) -> bool:
    """Whether an address is on the public internet, including an IPv4 address embedded in it."""
    found = ip_address(address)
    inner = _carried(found) if isinstance(found, IPv6Address) else None
    return found.is_global and not found.is_multicast and (inner is None or is_public(str(inner)))


def _carried(address: IPv6Address) -> IPv4Address | None:
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None)


async def _body(response: httpx.Response, name: str, most: int) -> bytes:
    """The bytes, unpacked if need be; the bound applies to the unpacked size, as a gzip bomb is small."""
    encoding = response.headers.get("Content-Encoding", "").strip().lower() or "identity"
    if encoding not in ("identity", "gzip", "x-gzip", "deflate"):
        raise BadInputError(f"cannot read {name}: it is packed as {shown(encoding)}; serve it as it is, or as gzip")
    unpack = None if encoding == "identity" else _Unpacker()
    content = bytearray()
    async for chunk in response.aiter_raw():
        room = most + 1 - len(content)
        try:
            content += chunk[:room] if unpack is None else unpack.feed(chunk, room)
        except zlib.error:
            raise BadInputError(f"cannot read {name}: it is not packed as {encoding}") from None
        if len(content) > most:
            raise BadInputError(f"{name} is larger than {most >> 20} MB")
    if unpack is not None and not unpack.whole:
        raise BadInputError(f"cannot read {name}: it ends before its packing does")
    return bytes(content)


class _Unpacker:
    """Unpacks gzip or zlib as it arrives; a gzip file may consist of several parts."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(zlib.MAX_WBITS | 32)

    @property
    def whole(self) -> bool:
        """Whether what has come so far is complete."""
        return self._inner.eof

    def feed(self, chunk: bytes, room: int) -> bytes:
        """At most `room` bytes of what the chunk unpacks to; with that many, the caller has enough."""
        said = b""
        while chunk and len(said) < room:
            if self._inner.eof:
                self._inner = zlib.decompressobj(zlib.MAX_WBITS | 32)
            said += self._inner.decompress(chunk, room - len(said))
            chunk = self._inner.unused_data
        return said
