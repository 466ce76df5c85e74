"""Chat Completions, heard over HTTP as server-sent events. Streams that break are in running/test_speaking.py."""

import json
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
from fakes.answers import SENTENCES
from fakes.openai import FakeOpenAI, Faults
from fakes.web_server import serving

from agents.core.model import CallRejectedError, ModelUnavailableError
from agents.core.tokens import reserve
from agents.models.openai import open_openai
from schemas.agent import AgentVersion, ModelReply, ModelRequest
from schemas.environment import OpenAIIdentity
from schemas.messages import Conversation
from schemas.winback.churn_analysis import ChurnAnalysisInput


@pytest.fixture
async def openai() -> AsyncIterator[FakeOpenAI]:
    service = FakeOpenAI(Faults(record=True))
    await service.start()
    yield service
    await service.stop()


@pytest.fixture
def request_(inputs: ChurnAnalysisInput, version: AgentVersion) -> ModelRequest:
    shape = ("ChurnAnalysis", version.output_schema, version.settings)
    request = ModelRequest("churn-analysis", inputs, "You analyse.", "Why?", *shape)
    return replace(request, conversation=Conversation(spoken=True))


async def listen(url: str, request: ModelRequest) -> tuple[list[str], ModelReply]:
    said: list[str] = []
    identity = OpenAIIdentity(api_key="sk-planted", base_url=f"{url}/v1")
    async with open_openai("gpt-4o-mini", identity, concurrency=1, timeout_s=5, real_calls=False) as model:
        return said, await model.speak(request, said.append)


async def test_the_reply_is_all_that_was_said(openai: FakeOpenAI, request_: ModelRequest) -> None:
    said, reply = await listen(openai.url, request_)
    assert "".join(said) == reply.text == SENTENCES[0]
    assert len(said) == len(SENTENCES[0].split())
    assert (reply.stop, reply.output) == ("end", None)
    (sent,) = openai.requests
    assert sent.keys() == {"model", "messages", "temperature", "max_tokens", "stream", "stream_options"}
    assert 0 < reply.usage.output_tokens < request_.settings.max_tokens


@pytest.mark.parametrize(("fault", "error"), [
    ({"throttle": 1}, ModelUnavailableError),
    ({"fail_if": "Why?"}, CallRejectedError),
])  # fmt: skip
async def test_what_is_refused_before_the_stream_is_free(
    fault: dict[str, Any], error: type[Exception], openai: FakeOpenAI, request_: ModelRequest
) -> None:
    openai.faults.change(fault)
    with pytest.raises(error) as failure:
        await listen(openai.url, request_)
    assert not getattr(failure.value, "maybe_paid", False)


def part(delta: Any = None, why: Any = None, **others: Any) -> str:
    return json.dumps({"choices": [{"index": 0, "delta": delta, "finish_reason": why}], **others})


HM, END = part({"content": "Hm."}), part({}, "stop")


@pytest.fixture
def server(request: pytest.FixtureRequest) -> Iterator[str]:
    """Gives every request the same stream, and refuses `stream_options`."""
    parts: tuple[str, ...] = request.param

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            sent = json.loads(self.rfile.read(int(self.headers["content-length"])))
            refused = "stream_options" in sent
            body = json.dumps({"error": {"message": "unknown field: stream_options", "type": "invalid_request_error"}})
            if not refused:
                body = "".join(f"data: {part}\n\n" for part in parts)
            self.send_response(400 if refused else 200)
            self.send_header("content-type", "application/json" if refused else "text/event-stream")
            self.send_header("content-length", str(len(body.encode())))
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            """Nothing."""

    with serving(Handler) as address:
        yield f"http://{address}"


@pytest.mark.parametrize("server", [(HM, END, "[DONE]"), (HM, END)], indirect=True)
async def test_a_server_without_usage_is_charged_as_reserved(server: str, request_: ModelRequest) -> None:
    said, reply = await listen(server, request_)
    assert said == ["Hm."]
    assert reply.usage == reserve(request_)


@pytest.mark.parametrize("server", [(HM,), ("{", HM), ("[]", "7", '"Hm."'), (), ('{"choices": 7}',)], indirect=True)
async def test_what_is_no_whole_answer_is_maybe_paid(server: str, request_: ModelRequest) -> None:
    with pytest.raises(ModelUnavailableError) as failure:
        await listen(server, request_)
    assert failure.value.maybe_paid


ODD = (part({"content": 7}), part(None), part([]), json.dumps({"choices": None}), HM, END)
REFUSED = (part({"refusal": "I can"}), part({"refusal": "not."}), END)


@pytest.mark.parametrize("server", [ODD], indirect=True)
async def test_what_is_no_text_is_passed_over(server: str, request_: ModelRequest) -> None:
    said, reply = await listen(server, request_)
    assert (said, reply.text) == (["Hm."], "Hm.")


@pytest.mark.parametrize("server", [REFUSED], indirect=True)
async def test_a_refusal_is_no_answer(server: str, request_: ModelRequest) -> None:
    said, reply = await listen(server, request_)
    assert (said, reply.stop, reply.text) == ([], "blocked", "the model refused: I cannot.")


@pytest.mark.parametrize("server", [(HM, part({}, "length")), (part({"content": "42"}), END)], indirect=True)
async def test_a_text_stays_a_text(server: str, request_: ModelRequest) -> None:
    said, reply = await listen(server, request_)
    assert reply.output is None
    assert reply.text == "".join(said)
