"""Hearing an answer while it is made, from both providers over real HTTP."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest
from fakes.answers import SENTENCES
from fakes.bedrock import FakeBedrock

from agents.core.deadline import Deadline
from agents.core.failures import AgentFailedError, CircuitOpenError, DeadlinePassedError, StreamBrokenError
from agents.running.question import Question
from agents.running.run import Blocked
from agents.running.service import Service
from agents.running.speaking import Speech, Spoken, speaking
from agents.winback.churn_analysis import AGENT
from schemas.agent import AgentVersion
from schemas.errors import BadInputError
from schemas.messages import Message, ToolResult, ToolUse
from schemas.winback.churn_analysis import ChurnAnalysisInput

OPEN = Callable[..., AbstractAsyncContextManager[Service]]
SAID = SENTENCES[0]
WORDS = len(SAID.split())


class Saved:
    def __init__(self) -> None:
        self.paid: list[Spoken | Blocked] = []

    async def __call__(self, paid: Spoken | Blocked) -> None:
        await asyncio.sleep(0)
        self.paid.append(paid)


Listen = Callable[..., Any]


@pytest.fixture
def listen(inputs: ChurnAnalysisInput) -> Listen:
    """The parts that were heard, the speech, and what ended it, None where it is whole."""

    async def listened(
        provider: Any, service: Service, seconds: float = 30.0, save: Any = None, **others: Any
    ) -> tuple[list[str], Speech[Spoken], Exception | None]:
        parts: list[str] = []
        question = Question(AGENT, provider.version, inputs, **others)
        async with speaking(question, service, Deadline.after(seconds), save or Saved()) as speech:
            try:
                async for part in speech:
                    parts.append(part)  # noqa: PERF401 -- what was heard before a failure counts
            except (AgentFailedError, BadInputError) as failure:
                return parts, speech, failure
        return parts, speech, None

    return listened


async def test_words_are_heard_one_by_one_and_their_cost_at_the_end(provider: Any, listen: Listen) -> None:
    saved = Saved()
    async with provider.open() as service:
        parts, speech, failure = await listen(provider, service, save=saved)
        budget = service.limiter.budget
    assert failure is None
    assert len(parts) == WORDS
    assert "".join(parts) == SAID
    spoken = speech.spoken
    assert saved.paid == [spoken]
    assert (spoken.text, spoken.whole) == (SAID, True)
    assert spoken.usage.output_tokens == pytest.approx(len(SAID) // 4, abs=5)
    assert (speech.spent.calls, speech.spent.usage, speech.calls.maybe_paid) == (1, spoken.usage, 0)
    assert speech.charged_usd == pytest.approx(budget.spent)
    if provider.is_bedrock:
        assert spoken.cost_usd == pytest.approx(budget.spent)


async def test_the_first_word_is_heard_before_the_last_is_said(provider: Any, inputs: ChurnAnalysisInput) -> None:
    provider.fake.faults.pause = 0.02
    question = Question(AGENT, provider.version, inputs)
    async with provider.open() as service, speaking(question, service, Deadline.after(30)) as speech:
        first = await anext(aiter(speech))
        assert first.strip() == SAID.split()[0]
        assert provider.fake.stats.in_flight == 1


async def test_neither_structure_nor_tools_are_asked_for(provider: Any, listen: Listen) -> None:
    use = ToolUse(id="a", name="look", input={})
    history = (
        Message(role="user", text="Hm."),
        Message(role="assistant", tool_uses=(use,)),
        Message(role="user", tool_results=(ToolResult(id="a", text="sent"),)),
        Message(role="assistant", text="It is on its way."),
    )
    async with provider.open() as service:
        _, _, failure = await listen(provider, service, history=history)
    assert failure is None
    assert not {"toolConfig", "tools", "response_format"} & provider.fake.requests[0].keys()
    roles = [message["role"] for message in provider.sent(0) if message["role"] != "system"]
    assert roles == ["user", "assistant", "user"]


@pytest.mark.parametrize("break_after", [4, 8])
async def test_a_stream_that_breaks_says_so_and_is_maybe_paid(break_after: int, provider: Any, listen: Listen) -> None:
    provider.fake.faults.break_after = break_after
    saved = Saved()
    async with provider.open(limit_usd=1.0 if provider.is_bedrock else None) as service:
        parts, speech, failure = await listen(provider, service, save=saved)
        budget = service.limiter.budget
    assert isinstance(failure, StreamBrokenError)
    assert "the stream broke" in str(failure)
    assert 0 < len(parts) < WORDS
    assert (saved.paid, speech.spoken, speech.spent.calls) == ([], None, 0)
    assert (speech.calls.calls, speech.calls.maybe_paid, provider.fake.stats.paid) == (1, 1, 1)
    assert budget.reserved == pytest.approx(0)
    if provider.is_bedrock:
        assert budget.spent == budget.uncertain == pytest.approx(speech.charged_usd)
        assert budget.spent > 0


async def test_before_the_first_word_it_is_tried_again(provider: Any, inputs: ChurnAnalysisInput) -> None:
    provider.fake.faults.break_after = 0
    question = Question(AGENT, provider.version, inputs)
    async with provider.open(open_s=0.0) as service, speaking(question, service, Deadline.after(30)) as speech:
        while provider.fake.stats.paid < 2:  # noqa: ASYNC110 -- the fake has no event to wait for
            await asyncio.sleep(0.001)
        provider.fake.faults.break_after = None
        assert "".join([part async for part in speech]) == SAID
        assert speech.calls.retries >= 2
        assert speech.calls.maybe_paid == speech.calls.retries


@pytest.mark.parametrize("kind", ["throttlingException", "modelStreamErrorException", "internalServerException"])
async def test_an_error_of_the_service_in_the_middle_of_a_stream(kind: str, provider: Any, listen: Listen) -> None:
    provider.fake.faults.stream_error = kind
    async with provider.open() as service:
        parts, speech, failure = await listen(provider, service)
    assert isinstance(failure, StreamBrokenError)
    assert f"the stream ended early: {'An error occurred (' if provider.is_bedrock else ''}{kind}" in str(failure)
    assert parts
    assert speech.calls.maybe_paid == 1


async def test_streams_that_break_open_the_circuit(provider: Any, listen: Listen) -> None:
    provider.fake.faults.break_after = 5
    async with provider.open() as service:
        failures = [(await listen(provider, service))[2] for _ in range(4)]
    assert [type(failure) for failure in failures] == [StreamBrokenError] * 3 + [CircuitOpenError]


@pytest.mark.parametrize("silence", [{"hang": True}, {"drip": 0.01}, {"pause": 0.1}])
async def test_at_the_deadline_it_ends(silence: dict[str, Any], provider: Any, listen: Listen) -> None:
    provider.fake.faults.change(silence)
    async with provider.open() as service:
        parts, speech, failure = await listen(provider, service, 0.6)
        assert service.limiter.in_flight == 0
    assert isinstance(failure, DeadlinePassedError)
    assert len(parts) < WORDS
    assert (speech.calls.calls, speech.calls.maybe_paid) == (1, 1)


async def test_a_listener_who_leaves_ends_the_call(provider: Any, inputs: ChurnAnalysisInput) -> None:
    provider.fake.faults.pause = 0.05
    question = Question(AGENT, provider.version, inputs)
    async with provider.open() as service:
        async with speaking(question, service, Deadline.after(30)) as speech:
            async for _part in speech:
                break
        assert service.limiter.in_flight == 0
        assert speech.calls.maybe_paid == 1


async def test_a_stream_without_usage_is_charged_as_reserved(
    fake: FakeBedrock, open_live: OPEN, version: AgentVersion, inputs: ChurnAnalysisInput
) -> None:
    fake.faults.unbilled = True
    async with (
        open_live() as service,
        speaking(Question(AGENT, version, inputs), service, Deadline.after(30)) as speech,
    ):
        assert "".join([part async for part in speech]) == SAID
        assert speech.spoken is not None
        assert speech.spoken.usage.output_tokens == version.settings.max_tokens
        assert speech.spoken.cost_usd == pytest.approx(service.limiter.budget.spent)


async def test_a_guardrail_ends_it(
    fake: FakeBedrock, open_live: OPEN, version: AgentVersion, inputs: ChurnAnalysisInput
) -> None:
    fake.faults.stop = "guardrail_intervened"
    saved = Saved()
    async with open_live() as service:
        async with speaking(Question(AGENT, version, inputs), service, Deadline.after(30), saved) as speech:
            with pytest.raises(AgentFailedError, match="guardrail_intervened") as failure:
                assert [part async for part in speech] == []
        assert speech.spent.calls == 1
    assert failure.value.guardrail
    assert [type(paid) for paid in saved.paid] == [Blocked]


async def test_what_steers_a_terminal_is_not_handed_on(
    fake: FakeBedrock, open_live: OPEN, version: AgentVersion, inputs: ChurnAnalysisInput
) -> None:
    fake.faults.message = {"role": "assistant", "content": [{"text": "red \x1b[31malert\u202e now"}]}
    async with (
        open_live() as service,
        speaking(Question(AGENT, version, inputs), service, Deadline.after(30)) as speech,
    ):
        assert "".join([part async for part in speech]) == "red [31malert now"
        assert speech.spoken is not None
        assert speech.spoken.text == "red alert now"


async def test_offline_says_the_texts_of_its_answer(
    open_live: OPEN, version: AgentVersion, inputs: ChurnAnalysisInput
) -> None:
    offline = AgentVersion.model_validate(version.model_dump() | {"model": "offline"})
    async with (
        open_live() as service,
        speaking(Question(AGENT, offline, inputs), service, Deadline.after(30)) as speech,
    ):
        parts = [part async for part in speech]
    assert len(parts) > 10
    assert speech.spoken is not None
    assert "".join(parts) == speech.spoken.text
    assert speech.spoken.cost_usd == 0.0
