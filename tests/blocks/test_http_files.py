"""URLs from strangers: no address inside the network, no bomb, no endless answer. Real HTTP on loopback."""

import asyncio
import gzip
import socket
import time
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from fakes.web_server import serving

from blocks import http_files
from blocks.http_files import download, is_public
from blocks.settings import SourceRules
from schemas.errors import BadInputError

CONTENT = b"customer_id,email\nc1,a@b.example\n"
LOOPBACK = SourceRules(frozenset({"127.0.0.1"}), ())
NOTHING = SourceRules(frozenset(), ())
MOST = 1 << 20
BOMB = gzip.compress(bytes(100 << 20))
PACKED: dict[str, tuple[str, bytes]] = {
    "/gzip": ("gzip", gzip.compress(CONTENT)),
    "/members": ("x-gzip", gzip.compress(CONTENT[:10]) + gzip.compress(CONTENT[10:])),
    "/deflate": ("deflate", zlib.compress(CONTENT)),
    "/identity": ("identity", CONTENT),
    "/bomb": ("gzip", BOMB),
    "/twice": ("gzip, gzip", gzip.compress(BOMB)),
    "/brotli": ("br", CONTENT),
    "/strange": ("\x1b[31mred", CONTENT),
    "/untrue": ("gzip", CONTENT),
    "/torn": ("gzip", gzip.compress(CONTENT)[:-9]),
}


class _Site(BaseHTTPRequestHandler):
    seen: list[str]

    def do_GET(self) -> None:
        type(self).seen.append(self.path)
        if self.path.startswith("/to?"):
            self._answer(302, {"Location": self.path.partition("?")[2]}, b"")
        elif self.path == "/drip":
            self._drip()
        elif self.path in PACKED:
            encoding, body = PACKED[self.path]
            self._answer(200, {"Content-Encoding": encoding}, body)
        else:
            self._answer(200, {}, CONTENT)

    def _answer(self, code: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _drip(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(200):
            try:
                self.wfile.write(b"x")
            except OSError:
                return
            time.sleep(0.05)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- its name there
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    """Address of a web site that redirects, packs and drips."""
    _Site.seen = []
    with serving(_Site) as address:
        yield f"http://{address}"


async def refusal(url: str, rules: SourceRules = LOOPBACK) -> str:
    with pytest.raises(BadInputError) as error:
        await download(url, rules, MOST)
    assert str(error.value).isprintable()
    return str(error.value)


# Addresses.


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "10.0.0.1", "172.16.9.9", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
        "255.255.255.255", "224.0.0.1", "240.0.0.1", "192.0.2.1", "::1", "::", "fe80::1", "fd00::1", "ff02::1",
        "::ffff:127.0.0.1", "::ffff:169.254.169.254", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::",
        "2002:a00:1::", "fd00:ec2::254", "2001:db8::1",
    ],
)  # fmt: skip
def test_a_private_address_is_known_in_every_dress(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "8.8.8.8", "2606:2800:21f::1", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_a_public_address_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1", "[::1]", "[::ffff:127.0.0.1]", "0"],
)
async def test_this_machine_is_refused_under_every_name(site: str, host: str) -> None:
    port = site.rpartition(":")[2]
    assert "REVIVE_ALLOW_PRIVATE_HOSTS" in await refusal(f"http://{host}:{port}/a.csv", NOTHING)
    assert _Site.seen == []


@pytest.mark.parametrize(
    "target",
    [
        "http://169.254.169.254/latest/meta-data/iam/security-credentials/",
        "http://[fd00:ec2::254]/latest/meta-data/",
        "http://10.0.0.1/",
        "http://localhost:{port}/a.csv",
        "//localhost:{port}/a.csv",
        "http://[::ffff:127.0.0.1]:{port}/a.csv",
        "http://127.1:{port}/a.csv",
    ],
)
async def test_a_redirect_into_the_network_is_refused(site: str, target: str) -> None:
    url = target.format(port=site.rpartition(":")[2])
    assert "is inside a private network" in await refusal(f"{site}/to?{url}")
    assert len(_Site.seen) == 1


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://127.0.0.1/x", "s3://bucket/x"])
async def test_a_redirect_to_another_scheme_is_refused(site: str, target: str) -> None:
    assert await refusal(f"{site}/to?{target}") == f"cannot read {site}/to: UnsupportedProtocol"


async def test_a_redirect_on_an_allowed_host_is_followed(site: str) -> None:
    assert await download(f"{site}/to?/a.csv", LOOPBACK, MOST) == CONTENT


def _resolving(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> list[str]:
    """Let names resolve to these addresses, one answer after the other; returns the names that were asked for."""
    asked: list[str] = []
    waiting = list(answers)

    async def getaddrinfo(self: object, host: str, port: int, **_: Any) -> list[Any]:  # noqa: ARG001 -- asyncio's
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in waiting.pop(0)]

    monkeypatch.setattr(asyncio.BaseEventLoop, "getaddrinfo", getaddrinfo)
    return asked


async def test_one_private_address_among_public_ones_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = _resolving(monkeypatch, ["93.184.215.14", "10.0.0.1"])
    assert "inside.example is inside a private network" in await refusal("http://inside.example/", NOTHING)
    assert asked == ["inside.example"]


async def test_the_address_that_was_looked_at_is_the_one_that_is_called(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = site.rpartition(":")[2]
    # A second question would answer with something else: nobody asks it.
    asked = _resolving(monkeypatch, ["127.0.0.1"], ["10.0.0.1"])
    rules = SourceRules(frozenset({"rebound.example"}), ())
    assert await download(f"http://rebound.example:{port}/a.csv", rules, MOST) == CONTENT
    assert asked == ["rebound.example"]


async def test_the_next_address_is_tried_where_one_does_not_answer(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _resolving(monkeypatch, ["127.0.0.2", "127.0.0.1"])
    port = site.rpartition(":")[2]
    assert await download(f"http://two.example:{port}/a.csv", SourceRules(frozenset({"*"}), ()), MOST) == CONTENT


async def test_a_name_that_there_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    async def nobody(*_: object, **__: object) -> list[Any]:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(asyncio.BaseEventLoop, "getaddrinfo", nobody)
    assert await refusal("http://nowhere.example/a.csv") == "cannot read http://nowhere.example/a.csv: ConnectError"


# Time and size.


async def test_a_dripping_answer_ends_at_the_deadline(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http_files, "WITHIN_S", 1.0)
    begun = time.monotonic()
    assert await refusal(f"{site}/drip") == f"cannot read {site}/drip: it was not there after 1 seconds"
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize("path", ["/gzip", "/members", "/deflate", "/identity"])
async def test_what_is_packed_is_unpacked(site: str, path: str) -> None:
    assert await download(site + path, LOOPBACK, MOST) == CONTENT


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/bomb", "is larger than 1 MB"),
        ("/twice", "it is packed as gzip, gzip; serve it as it is, or as gzip"),
        ("/brotli", "it is packed as br; serve it as it is, or as gzip"),
        ("/strange", "it is packed as"),
        ("/untrue", "it is not packed as gzip"),
        ("/torn", "it ends before its packing does"),
    ],
)
async def test_what_is_packed_otherwise_is_refused(site: str, path: str, said: str) -> None:
    assert said in await refusal(site + path)


async def test_a_bomb_is_refused_before_it_is_unpacked(site: str) -> None:
    import tracemalloc  # noqa: PLC0415 -- slows everything down while it looks

    tracemalloc.start()
    await refusal(f"{site}/bomb")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 20 << 20


def test_the_bound_is_exact(site: str, tmp_path: Path) -> None:  # noqa: ARG001 -- one loop of its own
    async def both() -> None:
        assert await download(f"{site}/gzip", LOOPBACK, len(CONTENT)) == CONTENT
        with pytest.raises(BadInputError, match="is larger than"):
            await download(f"{site}/gzip", LOOPBACK, len(CONTENT) - 1)

    asyncio.run(both())
