"""What an endpoint may not do with a request, nor with the memory of who asks. Real HTTP on loopback."""

import tracemalloc
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from http.server import BaseHTTPRequestHandler
from typing import Any, ClassVar

import pytest
from aiobotocore.config import AioConfig
from aiobotocore.session import AioSession
from aiohttp import ClientPayloadError
from botocore.exceptions import ClientError, HTTPClientError
from fakes.event_stream import event
from fakes.web_server import serving

from aws.direct_http import MAX_BYTES, DirectSession


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
        if b"stream" in asked:
            self.send_header("Content-Type", "application/vnd.amazon.eventstream")
        self.end_headers()
        part = event("contentBlockDelta", {"delta": {"text": "x" * 60_000}}) if b"speak" in asked else b" " * (1 << 20)
        with suppress(ConnectionError):
            for _ in range(10 * MAX_BYTES // len(part)):
                self.wfile.write(part)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- its name there
        """Say nothing."""


@pytest.fixture
def endpoint() -> Iterator[str]:
    _Endpoint.paths.clear()
    with serving(_Endpoint) as address:
        yield f"http://{address}"


@asynccontextmanager
async def client(endpoint: str, service: str = "dynamodb") -> AsyncIterator[Any]:
    config = AioConfig(http_session_cls=DirectSession, retries={"total_max_attempts": 1})
    async with AioSession().create_client(service, endpoint_url=endpoint, config=config) as opened:
        yield opened


async def test_no_redirect_is_followed(endpoint: str) -> None:
    async with client(endpoint) as dynamodb:
        with pytest.raises(ClientError, match="307"):
            await dynamodb.get_item(TableName="away", Key={"id": {"S": "ann@acme.example"}})
    assert _Endpoint.paths == ["/"]


@pytest.mark.parametrize("table", ["large", "large.error", "large.stream"])
async def test_an_answer_without_an_end_is_not_kept(endpoint: str, table: str) -> None:
    tracemalloc.start()
    async with client(endpoint) as dynamodb:
        with pytest.raises(HTTPClientError):
            await dynamodb.get_item(TableName=table, Key={"id": {"S": "a"}})
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 4 * MAX_BYTES


async def test_nor_is_a_stream_without_an_end_heard_for_ever(endpoint: str) -> None:
    said = [{"role": "user", "content": [{"text": "speak in a stream"}]}]
    async with client(endpoint, "bedrock-runtime") as bedrock:
        answer = await bedrock.converse_stream(modelId="m", messages=said)
        with pytest.raises(ClientPayloadError, match="larger than 32 MB"):
            await _length(answer["stream"])


async def _length(stream: Any) -> int:
    return sum([len(part["contentBlockDelta"]["delta"]["text"]) async for part in stream])
