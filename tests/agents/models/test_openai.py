"""What the OpenAI adapter sends over HTTP and how it reads what comes back."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from time import monotonic
from typing import Any

import pytest
from fakes.openai import FakeOpenAI, Faults

from agents.core.agent import parse_output
from agents.core.model import CallRejectedError, ModelUnavailableError
from agents.core.tokens import reserve
from agents.models.openai import _body, open_openai
from agents.winback.churn_analysis import AGENT
from schemas.agent import AgentVersion, Draft, ModelRequest, Usage
from schemas.environment import OpenAIIdentity
from schemas.errors import BadInputError
from schemas.winback.churn_analysis import ChurnAnalysisInput

MODEL = "gpt-4o-mini"
KEY = "sk-planted-planted-planted"
WRONG = "sk-wrong-wrong-wrong"


@pytest.fixture
async def openai() -> AsyncIterator[FakeOpenAI]:
    """It knows one model, and keeps what it is sent."""
    service = FakeOpenAI(Faults(record=True), models=[MODEL])
    await service.start()
    yield service
    await service.stop()


def base(openai: FakeOpenAI) -> str:
    return f"{openai.url}/v1"


@pytest.fixture
def request_(inputs: ChurnAnalysisInput, version: AgentVersion) -> ModelRequest:
    return ModelRequest(
        agent="churn-analysis",
        inputs=inputs,
        system="You analyse.",
        user="Why?",
        output_name="ChurnAnalysis",
        output_schema=version.output_schema,
        settings=version.settings,
    )


def draft(output: object, text: str = "") -> Draft:
    return Draft(output=output, text=text, violation="it is wrong", usage=Usage(), cost_usd=0.0, latency_s=0.1)


async def ask(
    url: str | None, request: ModelRequest, *, key: str | None = KEY, model: str = MODEL, timeout_s: float = 5
) -> Any:
    identity = OpenAIIdentity(api_key=key, base_url=url)
    async with open_openai(model, identity, concurrency=1, timeout_s=timeout_s, real_calls=False) as opened:
        return await opened.call(request)


async def failure(expected: type[Exception], url: str | None, request: ModelRequest, **options: Any) -> Any:
    """The error of a call, which is one short line and holds no key."""
    with pytest.raises(expected) as raised:
        await ask(url, request, **options)
    said = str(raised.value)
    assert said.startswith("openai:")
    assert len(said) <= 300
    assert "\n" not in said
    assert KEY not in said
    assert WRONG not in said
    return raised.value


@asynccontextmanager
async def answering(status: str, body: bytes, kind: str = "application/json", *further: str) -> AsyncIterator[str]:
    """A server that gives every request the same answer; its base url."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        await reader.readexactly(int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0]))
        lines = [f"HTTP/1.1 {status}", f"content-type: {kind}", f"content-length: {len(body)}", *further]
        writer.write("\r\n".join([*lines, "connection: close", "", ""]).encode() + body)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"


# What is sent


async def test_one_call_over_http(openai: FakeOpenAI, request_: ModelRequest, inputs: ChurnAnalysisInput) -> None:
    reply = await ask(base(openai), request_)
    assert parse_output(AGENT, inputs, reply.output).evidence == ["cancellation_reason"]
    assert (reply.text, reply.stop) == ("", "end")
    assert 0 < reply.usage.output_tokens < reply.usage.input_tokens
    (sent,) = openai.requests
    assert sent == {"model": MODEL, **_body(request_, frozenset())}
    assert [message["role"] for message in sent["messages"]] == ["system", "user"]
    assert (sent["temperature"], sent["max_tokens"]) == (0.25, 1024)


async def test_reserved_is_at_least_what_is_used(openai: FakeOpenAI, request_: ModelRequest) -> None:
    reply = await ask(base(openai), request_)
    assert reserve(request_).input_tokens >= reply.usage.input_tokens


async def test_every_kind_of_draft_is_a_conversation_that_openai_takes(
    openai: FakeOpenAI, request_: ModelRequest
) -> None:
    drafts = (draft({"category": "ü"}), draft(None, "pricing"), draft([]), draft(None), draft(None, " \n "))
    await ask(base(openai), replace(request_, drafts=drafts))
    (sent,) = openai.requests
    turns = sent["messages"][2:]
    assert [turn["role"] for turn in turns] == ["assistant", "user"] * 5
    answers = ['{"category": "ü"}', "pricing", "[]", "(no answer)", "(no answer)"]
    assert [turn["content"] for turn in turns[::2]] == answers
    assert all("it is wrong" in turn["content"] for turn in turns[1::2])


async def test_what_a_reasoning_model_refuses_is_left_out_from_then_on(
    openai: FakeOpenAI, request_: ModelRequest
) -> None:
    openai.faults.reasoning = True
    identity = OpenAIIdentity(KEY, base(openai))
    async with open_openai(MODEL, identity, concurrency=4, timeout_s=5, real_calls=False) as model:
        await asyncio.gather(*(model.call(request_) for _ in range(4)))
        asked = openai.stats.calls
        await model.call(request_)
    assert openai.stats.calls == asked + 1
    assert openai.stats.paid == 5
    assert all("temperature" not in sent and sent["max_completion_tokens"] == 1024 for sent in openai.requests)


async def test_openai_itself_is_asked_with_the_name_that_all_its_models_take(request_: ModelRequest) -> None:
    async with open_openai(MODEL, OpenAIIdentity(KEY), concurrency=1, timeout_s=5, real_calls=True) as model:
        body = _body(request_, model._refused)
    assert body["max_completion_tokens"] == 1024
    assert "max_tokens" not in body


async def test_a_server_that_needs_no_key_gets_a_placeholder(openai: FakeOpenAI, request_: ModelRequest) -> None:
    await ask(base(openai), request_, key=None)
    assert openai.stats.paid == 1


async def test_no_proxy_stands_on_the_way_to_this_machine(
    openai: FakeOpenAI, request_: ModelRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    await ask(base(openai), request_)
    assert openai.stats.paid == 1


# What is refused before anything is sent


async def test_neither_key_nor_base_url(request_: ModelRequest) -> None:
    assert "OPENAI_API_KEY" in str(await failure(BadInputError, None, request_, key=None))


@pytest.mark.parametrize(
    "url", ["localhost:11434/v1", "not a url", "http://", "http://[", "http://h:99999/v1", "ftp://h"]
)
async def test_a_base_url_that_is_none(url: str, request_: ModelRequest) -> None:
    assert "OPENAI_BASE_URL is not a URL" in str(await failure(BadInputError, url, request_))


@pytest.mark.parametrize("key", [f"{KEY}\n", f"{KEY} ", f"{KEY}ü", "\x00"])
async def test_a_key_that_no_header_can_hold(key: str, request_: ModelRequest) -> None:
    error = await failure(BadInputError, "http://127.0.0.1:9/v1", request_, key=key)
    assert "OPENAI_API_KEY holds characters" in str(error)


@pytest.mark.parametrize("url", [None, "https://api.openai.com/v1", "http://127.0.0.1.invalid:9/v1"])
async def test_forbidden_real_calls_are_refused_before_any_connection(
    url: str | None, request_: ModelRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up: list[object] = []

    def no_network(host: object, *_: object, **__: object) -> None:
        looked_up.append(host)
        raise OSError("no network here")

    monkeypatch.setattr(socket, "getaddrinfo", no_network)
    with pytest.raises(BadInputError, match="REVIVE_REAL_MODEL_CALLS=forbid"):
        await ask(url, request_)
    assert looked_up == []
    identity = OpenAIIdentity(KEY, url)
    async with open_openai(MODEL, identity, concurrency=1, timeout_s=5, real_calls=True) as model:
        with pytest.raises(ModelUnavailableError):
            await model.call(request_)  # else nothing above could fail
    assert looked_up


# What comes back


@pytest.mark.parametrize(
    ("fault", "kind", "maybe_paid"),
    [
        ({"throttle": 1}, "throttled", False),
        ({"unavailable": 1}, "server", False),
        ({"internal": 1}, "server", False),
        ({"reset": 1}, "cut", True),
        ({"cut": 1}, "cut", True),
        ({"hang": True}, "timeout", True),
    ],
)
async def test_passing_faults(
    fault: dict[str, Any],
    kind: str,
    maybe_paid: bool,  # noqa: FBT001 -- a parameter of the table above
    openai: FakeOpenAI,
    request_: ModelRequest,
) -> None:
    openai.faults.change(fault)
    error = await failure(ModelUnavailableError, base(openai), request_, timeout_s=0.2)
    assert (error.fault, error.maybe_paid) == (kind, maybe_paid)
    assert openai.stats.calls == 1  # one attempt per call


async def test_nobody_listens(request_: ModelRequest) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}/v1"
        error = await failure(ModelUnavailableError, url, request_)
    assert (error.fault, error.maybe_paid) == ("server", False)


async def test_a_wrong_key(openai: FakeOpenAI, request_: ModelRequest) -> None:
    error = await failure(BadInputError, base(openai), request_, key=WRONG)
    assert "check OPENAI_API_KEY" in str(error)
    assert "[key]" in str(error)  # the server repeated it


async def test_an_unknown_model(openai: FakeOpenAI, request_: ModelRequest) -> None:
    error = await failure(BadInputError, base(openai), request_, model="gpt-none")
    assert str(error).startswith("openai:gpt-none: check the model's name")


async def test_a_base_url_without_its_path(openai: FakeOpenAI, request_: ModelRequest) -> None:
    assert "OPENAI_BASE_URL" in str(await failure(BadInputError, openai.url, request_))


async def test_an_account_that_is_not_paid_for(openai: FakeOpenAI, request_: ModelRequest) -> None:
    openai.faults.insufficient_quota = True
    assert "billing" in str(await failure(BadInputError, base(openai), request_))


async def test_a_request_that_is_never_answered(openai: FakeOpenAI, request_: ModelRequest) -> None:
    openai.faults.fail_if = "Why?"
    assert "maximum context length" in str(await failure(CallRejectedError, base(openai), request_))


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ({"refusal": 1}, "the model refused: I'm sorry, I cannot assist with that."),
        ({"filtered": 1}, "the answer was blocked (content_filter)"),
    ],
)
async def test_a_withheld_answer_says_by_what_and_what_it_took(
    fault: dict[str, Any], said: str, openai: FakeOpenAI, request_: ModelRequest
) -> None:
    openai.faults.change(fault)
    reply = await ask(base(openai), request_)
    assert (reply.stop, reply.text, reply.output) == ("blocked", said, None)
    assert reply.usage.input_tokens > 0
    assert reply.usage.output_tokens > 0  # what it did not say is charged, too


async def test_an_answer_that_is_too_long(openai: FakeOpenAI, request_: ModelRequest) -> None:
    openai.faults.length = 1
    reply = await ask(base(openai), request_)
    assert (reply.stop, reply.output) == ("max_tokens", None)
    assert reply.text.startswith('{"category"')


async def test_garbage_is_an_answer_that_is_judged_later(openai: FakeOpenAI, request_: ModelRequest) -> None:
    openai.faults.garbage = 1
    incomplete, words, wrong = [await ask(base(openai), request_) for _ in range(3)]
    assert "category" not in incomplete.output
    assert words.output is None
    assert words.text.startswith("Nobody was left")
    assert wrong.output["category"] == "no_such_value"
    assert openai.stats.paid == 3


def refusal(**error: object) -> bytes:
    return json.dumps({"error": {"message": "no\nway " * 500, **error}}).encode()


@pytest.mark.parametrize(
    ("status", "body", "expected", "said"),
    [
        ("302 Found", b"", BadInputError, "check OPENAI_BASE_URL"),
        ("400 Bad", refusal(param="response_format"), BadInputError, "response_format json_schema"),
        ("400 Bad", refusal(param="model", code="invalid_model"), BadInputError, "check the model's name"),
        ("400 Bad", refusal(param="temperature", code="invalid_value"), CallRejectedError, "no way"),
        ("400 Bad", refusal(param="top_p", code="unsupported_parameter"), CallRejectedError, "no way"),
        ("400 Bad", refusal(param="messages", code="unsupported_value"), CallRejectedError, "no way"),
        ("400 Bad", refusal(param="max_completion_tokens", code="unsupported_value"), CallRejectedError, "no way"),
        ("400 Bad", refusal(param=["temperature"], code={}, type=[]), CallRejectedError, "no way"),
        ("402 Pay", refusal(), BadInputError, "billing"),
        ("403 No", refusal(), BadInputError, "what the key may do"),
        ("408 Slow", refusal(), ModelUnavailableError, "408"),
        ("409 Conflict", refusal(), ModelUnavailableError, "409"),
        ("422 Odd", b'{"detail": [1]}', CallRejectedError, "422"),
        ("502 Bad", b"<html>gateway " + b"x" * 5_000, ModelUnavailableError, "502"),
        ("529 Full", b"[]", ModelUnavailableError, "529"),
    ],
)
async def test_other_servers_have_other_words(
    status: str, body: bytes, expected: type[Exception], said: str, request_: ModelRequest
) -> None:
    async with answering(status, body, "application/json", "location: http://127.0.0.1:9/") as url:
        assert said in str(await failure(expected, url, request_))


USAGE = {"prompt_tokens": 3, "completion_tokens": 4, "total_tokens": 7}


def completion(content: str | None, **changes: object) -> bytes:
    choice = {"index": 0, "message": {"role": "assistant", "content": content}, "finish_reason": "stop"}
    return json.dumps({"id": "x", "choices": [choice], "usage": USAGE, **changes}).encode()


@pytest.mark.parametrize(
    "body",
    [
        b"{}",
        b'{"choices": [',
        b'{"error": {"message": "upstream", "code": 502}}',
        completion("{}", choices=[]),
        completion("{}", choices=[{"index": 0, "message": {"content": "{}"}, "finish_reason": None}]),
        completion("{}", choices={"index": 0}),
    ],
)
async def test_an_answer_that_arrived_in_part_may_have_been_paid(body: bytes, request_: ModelRequest) -> None:
    async with answering("200 OK", body) as url:
        error = await failure(ModelUnavailableError, url, request_)
    assert (error.fault, error.maybe_paid) == ("cut", True)


@pytest.mark.parametrize("message", [None, [], "words", {}, {"content": ["{}"]}, {"content": {"a": 1}}], ids=str)
async def test_an_answer_of_another_shape_is_paid_for_and_holds_nothing(
    message: object, request_: ModelRequest
) -> None:
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    async with answering("200 OK", completion("{}", choices=[choice])) as url:
        reply = await ask(url, request_)
    assert (reply.output, reply.text) == (None, "")
    assert reply.usage == Usage(input_tokens=3, output_tokens=4)


@pytest.mark.parametrize("usage", [None, [], "many", {"prompt_tokens": None}, {"prompt_tokens": -5}], ids=str)
async def test_a_server_that_does_not_count_is_charged_what_was_reserved(usage: object, request_: ModelRequest) -> None:
    async with answering("200 OK", completion('{"a": 1}', usage=usage)) as url:
        reply = await ask(url, request_)
    assert (reply.output, reply.usage) == ({"a": 1}, reserve(request_))


@pytest.mark.parametrize("status", ["429 Later", "503 Full"])
async def test_when_to_come_again_is_told(status: str, request_: ModelRequest) -> None:
    async with answering(status, refusal(), "application/json", "retry-after: 7") as url:
        assert (await failure(ModelUnavailableError, url, request_)).retry_after_s == 7


async def test_a_dripping_answer_ends_at_the_deadline(openai: FakeOpenAI, request_: ModelRequest) -> None:
    openai.faults.drip = 0.05
    started = monotonic()
    error = await failure(ModelUnavailableError, base(openai), request_, timeout_s=0.5)
    assert (error.fault, error.maybe_paid) == ("timeout", True)
    assert monotonic() - started < 2


@pytest.mark.parametrize(
    "error",
    [
        {"message": "Unsupported value: 'temperature' does not support 0.25 with this model.", "param": None},
        {"message": "litellm.UnsupportedParamsError: gpt-5 does not support parameters: ['temperature']"},
        {"message": "temperature is not supported", "param": "temperature", "code": "unsupported_value"},
    ],
)
async def test_what_is_refused_still_ends_the_run_with_the_servers_words(
    error: dict[str, Any], request_: ModelRequest
) -> None:
    async with answering("400 Bad", json.dumps({"error": error}).encode()) as url:
        assert error["message"] in str(await failure(BadInputError, url, request_))


async def test_a_page_is_no_answer(request_: ModelRequest) -> None:
    async with answering("200 OK", b"<html>Welcome", "text/html") as url:
        assert "check OPENAI_BASE_URL" in str(await failure(BadInputError, url, request_))


@pytest.mark.parametrize(
    ("content", "output", "text"),
    [
        ('{"a": 1}', {"a": 1}, ""),
        (' "pricing" ', "pricing", ""),
        (None, None, ""),
        ("<think>hm</think>", None, "<think>hm</think>"),
        ('{"a": NaN}', None, '{"a": NaN}'),
        ('{"a": "\\ud800"}', None, '{"a": "\\ud800"}'),
        ("\ud800", None, "?"),
        ("[" * 5_000, None, "[" * 5_000),
    ],
)
async def test_content_of_every_kind(content: str | None, output: object, text: str, request_: ModelRequest) -> None:
    async with answering("200 OK", completion(content)) as url:
        reply = await ask(url, request_)
    assert (reply.output, reply.text, reply.stop) == (output, text, "end")
    assert reply.usage == Usage(input_tokens=3, output_tokens=4)
    reply.model_dump_json()  # it can be stored
