"""Answers of an endpoint that speaks like OpenAI's: bounded, whatever they are packed as. Real HTTP on loopback."""

import gzip
import json
import tracemalloc
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler

import httpx2
import pytest
from fakes.web_server import serving

from agents.models.bounded_http import MAX_BYTES, bounded
from agents.models.openai import open_openai
from schemas.agent import ModelRequest, SamplingSettings
from schemas.environment import OpenAIIdentity
from schemas.winback.churn_analysis import ChurnAnalysisInput, CustomerView

ANSWER = json.dumps({"said": "yes " * 1_000}).encode()
BOMB = gzip.compress(bytes(200 << 20))
PAGES: dict[str, tuple[str, bytes]] = {
    "/plain": ("", ANSWER),
    "/gzip": ("gzip", gzip.compress(ANSWER)),
    "/deflate": ("deflate", zlib.compress(ANSWER)),
    "/bomb": ("gzip", BOMB),
    "/large": ("", bytes(MAX_BYTES + 1)),
    "/twice": ("gzip, gzip", gzip.compress(BOMB)),
    "/untrue": ("gzip", ANSWER),
    "/brotli": ("br", ANSWER),
}


class _Endpoint(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        encoding, body = PAGES[self.path]
        self.send_response(200)
        if encoding:
            self.send_header("Content-Encoding", encoding)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        self.path = "/bomb"
        self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- its name there
        """Say nothing."""


@pytest.fixture
def endpoint() -> Iterator[str]:
    """Address of an endpoint that answers with any of the pages."""
    with serving(_Endpoint) as address:
        yield f"http://{address}"


async def read(url: str) -> bytes:
    async with httpx2.AsyncClient(event_hooks={"response": [bounded]}, trust_env=False) as client:
        return (await client.get(url)).content


@pytest.mark.parametrize("path", ["/plain", "/gzip", "/deflate"])
async def test_an_answer_is_read_however_it_is_packed(endpoint: str, path: str) -> None:
    assert await read(endpoint + path) == ANSWER


@pytest.mark.parametrize("path", ["/bomb", "/large", "/twice", "/untrue", "/brotli"])
async def test_what_has_no_bound_is_refused(endpoint: str, path: str) -> None:
    tracemalloc.start()
    with pytest.raises(httpx2.DecodingError):
        await read(endpoint + path)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 8 * MAX_BYTES


async def test_a_call_to_a_model_is_bounded(endpoint: str) -> None:
    identity = OpenAIIdentity(api_key="k", base_url=f"{endpoint}/v1")
    request = ModelRequest(
        agent="churn-analysis", inputs=ChurnAnalysisInput(customer=CustomerView()), system="s", user="u",
        output_name="X", output_schema={"type": "object", "properties": {}},
        settings=SamplingSettings(temperature=0, max_tokens=9),
    )  # fmt: skip
    tracemalloc.start()
    async with open_openai("m", identity, concurrency=2, timeout_s=20.0, real_calls=True) as model:
        with pytest.raises(Exception, match=r".") as failed:
            await model.call(request)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert not isinstance(failed.value, MemoryError)
    assert most < 100 << 20
