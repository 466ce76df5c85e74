"""ConverseStream, heard over HTTP in AWS's binary framing. Streams that break are in running/test_speaking.py."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
from fakes.answers import SENTENCES
from fakes.bedrock import FakeBedrock

from agents.core.model import CallRejectedError, ModelUnavailableError
from agents.models.bedrock import open_bedrock
from agents.models.converse_stream import heard
from schemas.agent import ModelReply, ModelRequest, SamplingSettings
from schemas.environment import AwsIdentity
from schemas.messages import Conversation
from schemas.winback.churn_analysis import ChurnAnalysisInput

NOVA = "amazon.nova-lite-v1:0"


@pytest.fixture
def request_(inputs: ChurnAnalysisInput) -> ModelRequest:
    settings = SamplingSettings(temperature=0.5, max_tokens=99)
    request = ModelRequest("churn-analysis", inputs, "You analyse.", "Why?", "ChurnAnalysis", {}, settings)
    return replace(request, conversation=Conversation(spoken=True))


async def listen(request: ModelRequest) -> tuple[list[str], ModelReply]:
    said: list[str] = []
    async with open_bedrock(NOVA, AwsIdentity(), concurrency=1, timeout_s=5, real_calls=False) as model:
        return said, await model.speak(request, said.append)


async def test_the_reply_is_all_that_was_said(fake: FakeBedrock, request_: ModelRequest) -> None:
    said, reply = await listen(request_)
    assert "".join(said) == reply.text == SENTENCES[0]
    assert len(said) == len(SENTENCES[0].split())
    assert (reply.stop, reply.output) == ("end", None)
    assert reply.usage.input_tokens == fake.stats.input_tokens
    (sent,) = fake.requests
    assert sent.keys() == {"system", "messages", "inferenceConfig"}


async def test_a_setting_that_is_refused_is_left_out(fake: FakeBedrock, request_: ModelRequest) -> None:
    fake.faults.refuse = ["temperature"]
    _, reply = await listen(request_)
    assert reply.text == SENTENCES[0]
    assert fake.stats.calls == 2


@pytest.mark.parametrize(("fault", "error"), [
    ({"throttle": 1}, ModelUnavailableError),
    ({"fail_if": "Why?"}, CallRejectedError),
])  # fmt: skip
async def test_what_is_refused_before_the_stream_is_free(
    fault: dict[str, Any], error: type[Exception], fake: FakeBedrock, request_: ModelRequest
) -> None:
    fake.faults.change(fault)
    with pytest.raises(error) as failure:
        await listen(request_)
    assert not getattr(failure.value, "maybe_paid", False)


class Events:
    """A stream as aiobotocore gives it."""

    def __init__(self, *events: Any) -> None:
        self._events = events
        self.closed = False

    async def __aiter__(self) -> AsyncIterator[Any]:
        for event in self._events:
            yield event

    def close(self) -> None:
        self.closed = True


@pytest.mark.parametrize("event", [None, 7, {"contentBlockDelta": {"delta": []}}, {"messageStop": [1]}])
async def test_events_of_another_shape_break_it(event: Any) -> None:
    stream = Events({"contentBlockDelta": {"delta": {"text": "Hm."}}}, event)
    said: list[str] = []
    with pytest.raises(ModelUnavailableError, match="the stream broke") as failure:
        await heard(stream, said.append, "m")
    assert failure.value.maybe_paid
    assert said == ["Hm."]
    assert stream.closed


async def test_what_is_no_text_is_passed_over() -> None:
    deltas = [{"text": 7}, {"reasoningContent": {"text": "secretly"}}, {"toolUse": {"input": "{}"}}, {"text": "Hm."}]
    events = [{"contentBlockDelta": {"delta": delta}} for delta in deltas]
    said: list[str] = []
    whole = await heard(Events(*events, {"messageStop": {"stopReason": "end_turn"}}), said.append, "m")
    assert said == ["Hm."]
    assert whole == {"output": {"message": {"content": [{"text": "Hm."}]}}, "stopReason": "end_turn"}
