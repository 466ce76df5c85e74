"""What an endpoint may not do with a request, nor with the memory of who asks. Real HTTP on loopback."""

import tracemalloc
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from http.server import BaseHTTPRequestHandler
from typing import Any, ClassVar

import pytest
from aiobotocore.config import AioConfig
from aiobotocore.session import AioSession
from botocore.exceptions import ClientError, HTTPClientError
from fakes.web_server import serving

from schemas.aws_http import MAX_BYTES, DirectSession


class _Endpoint(BaseHTTPRequestHandler):
    """Redirects the table `away`, and answers for the table `large` without an end."""

    paths: ClassVar[list[str]] = []

    def do_POST(self) -> None:
        asked = self.rfile.read(int(self.headers["Content-Length"]))
        self.paths.append(self.path)
        if b"away" in asked and self.path == "/":
            self.send_response(307)
            self.send_header("Location", f"http://{self.headers['Host']}/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        self.send_response(400 if b"error" in asked else 200)
        self.end_headers()
        with suppress(ConnectionError):
            for _ in range(10 * MAX_BYTES >> 20):
                self.wfile.write(b" " * (1 << 20))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- its name there
        """Say nothing."""


@pytest.fixture
def endpoint() -> Iterator[str]:
    _Endpoint.paths.clear()
    with serving(_Endpoint) as address:
        yield f"http://{address}"


@asynccontextmanager
async def client(endpoint: str) -> AsyncIterator[Any]:
    config = AioConfig(http_session_cls=DirectSession, retries={"total_max_attempts": 1})
    async with AioSession().create_client("dynamodb", endpoint_url=endpoint, config=config) as opened:
        yield opened


async def test_no_redirect_is_followed(endpoint: str) -> None:
    async with client(endpoint) as dynamodb:
        with pytest.raises(ClientError, match="307"):
            await dynamodb.get_item(TableName="away", Key={"id": {"S": "ann@acme.example"}})
    assert _Endpoint.paths == ["/"]


@pytest.mark.parametrize("table", ["large", "large.error"])
async def test_an_answer_without_an_end_is_not_kept(endpoint: str, table: str) -> None:
    tracemalloc.start()
    async with client(endpoint) as dynamodb:
        with pytest.raises(HTTPClientError):
            await dynamodb.get_item(TableName=table, Key={"id": {"S": "a"}})
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 4 * MAX_BYTES
