"""Whatever a provider answers, what it may charge is charged and kept."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from time import monotonic
from typing import Any

import pytest
from fakes.bedrock import FakeBedrock

from agents.core.failures import AgentFailedError
from agents.core.limiter import Quota, Slot, StoppedError
from agents.core.model import Model, ModelUnavailableError
from agents.core.prices import price_of
from agents.core.prompt import render
from agents.core.tokens import reserve
from agents.models.counts import MOST_TIMES
from agents.running.run import AgentResult, Blocked, run_agent
from agents.running.runtime import Runtime
from agents.winback.churn_analysis import AGENT
from schemas.agent import AgentVersion, Draft, ModelReply, ModelRequest, Usage
from schemas.errors import BudgetStoppedError
from schemas.winback.churn_analysis import ChurnAnalysis, ChurnAnalysisInput

OpenRuntime = Callable[..., AbstractAsyncContextManager[Runtime]]
Ask = Callable[[Runtime], Awaitable[AgentResult[ChurnAnalysis]]]


@pytest.fixture
def saved() -> list[AgentResult[ChurnAnalysis] | Draft | Blocked]:
    """What was paid, as it was kept."""
    return []


@pytest.fixture
def ask(
    version: AgentVersion, inputs: ChurnAnalysisInput, saved: list[AgentResult[ChurnAnalysis] | Draft | Blocked]
) -> Ask:
    async def save(paid: AgentResult[ChurnAnalysis] | Draft | Blocked) -> None:
        saved.append(paid)

    return lambda runtime: run_agent(AGENT, version, inputs, runtime, save)


@pytest.fixture
def reserved(version: AgentVersion, inputs: ChurnAnalysisInput) -> Usage:
    """What one call reserves."""
    system, user = render(version.system, inputs), render(version.user, inputs)
    return reserve(
        ModelRequest(AGENT.name, inputs, system, user, version.output, version.output_schema, version.settings)
    )


def dollars(usage: Usage) -> float:
    price = price_of("bedrock:amazon.nova-lite-v1:0")
    assert price is not None
    return price(usage)


def good(**changes: object) -> str:
    answer = {
        "category": "pricing",
        "confidence": 80,
        "insights": ["It paid much.", "It used little.", "It said so."],
        "recommendation": "Propose a smaller scope.",
        "evidence": ["cancellation_reason"],
    }
    return json.dumps(answer | changes)


# Answers that nobody can use


@pytest.mark.parametrize("stop", ["guardrail_intervened", "content_filtered"])
async def test_a_blocked_answer_is_charged_once_and_kept(
    stop: str, fake: FakeBedrock, open_runtime: OpenRuntime, ask: Ask, saved: list[Any]
) -> None:
    fake.faults.change({"stop": stop, "usage": {"inputTokens": 300, "outputTokens": 40}})
    async with open_runtime(limit_usd=1.0) as runtime:
        with pytest.raises(AgentFailedError, match=rf"^bedrock:.*: the answer was blocked \({stop}\)$") as failure:
            await ask(runtime)
    usage = Usage(input_tokens=300, output_tokens=40)
    assert failure.value.guardrail
    assert [(type(paid), paid.usage) for paid in saved] == [(Blocked, usage)]
    assert runtime.limiter.budget.spent == pytest.approx(dollars(usage))
    assert (runtime.counters.answers, runtime.counters.maybe_paid) == (1, 0)


async def test_answers_of_another_shape_are_charged_as_drafts(
    fake: FakeBedrock, open_runtime: OpenRuntime, ask: Ask, saved: list[Any]
) -> None:
    fake.faults.change({"message": {"role": "assistant", "content": "words"}, "usage": {"outputTokens": 40}})
    async with open_runtime(limit_usd=1.0) as runtime:
        with pytest.raises(AgentFailedError, match="answer in the given structure"):
            await ask(runtime)
    assert [type(paid) for paid in saved] == [Draft] * 3
    assert runtime.limiter.budget.spent == pytest.approx(sum(dollars(paid.usage) for paid in saved))


# Counts that nobody can believe


@pytest.mark.parametrize("count", [0, -5, -(2**63), None, "many", 1.5e-300])
async def test_a_count_that_cannot_be_is_charged_as_it_was_reserved(
    count: object, fake: FakeBedrock, open_runtime: OpenRuntime, ask: Ask, reserved: Usage
) -> None:
    fake.faults.usage = {"inputTokens": count, "outputTokens": count}
    async with open_runtime(limit_usd=1.0) as runtime:
        result = await ask(runtime)
    assert result.usage == reserved
    assert runtime.limiter.budget.spent == pytest.approx(dollars(reserved))


async def test_free_answers_do_not_come_for_ever(
    fake: FakeBedrock, open_runtime: OpenRuntime, ask: Ask, reserved: Usage
) -> None:
    fake.faults.usage = {"inputTokens": 0, "outputTokens": -1_000_000}
    async with open_runtime(limit_usd=3.5 * dollars(reserved)) as runtime:
        outcomes = await asyncio.gather(*(ask(runtime) for _ in range(30)), return_exceptions=True)
    assert fake.stats.calls == 3
    assert [type(one) for one in outcomes].count(StoppedError) == 27
    assert isinstance(runtime.limiter.stopped, BudgetStoppedError)


@pytest.mark.parametrize("count", [2**31, 2**63, 10**30])
async def test_a_count_beyond_all_bounds_can_be_kept(
    count: int, fake: FakeBedrock, open_runtime: OpenRuntime, ask: Ask, saved: list[Any]
) -> None:
    fake.faults.usage = {"inputTokens": count, "outputTokens": count, "cacheReadInputTokens": count}
    async with open_runtime() as runtime:
        result = await ask(runtime)
    assert 0 < result.usage.input_tokens + result.usage.output_tokens < 2**32
    assert (result.usage.bounded, runtime.counters.bounded) == (True, 1)
    assert result.usage.model_dump_json()
    assert saved == [result]


async def test_one_absurd_count_does_not_end_the_budget(
    fake: FakeBedrock, open_runtime: OpenRuntime, ask: Ask, reserved: Usage
) -> None:
    # A hair more than forty calls: sums of floats may not turn the last one away.
    limit = 40 * dollars(reserved) * (1 + 1e-9)
    async with open_runtime(limit_usd=limit) as runtime:
        fake.faults.usage = {"inputTokens": 2**63, "outputTokens": 10**9}
        await ask(runtime)
        assert runtime.limiter.budget.spent == pytest.approx(MOST_TIMES * dollars(reserved))
        fake.faults.usage = {"inputTokens": reserved.input_tokens, "outputTokens": reserved.output_tokens}
        outcomes = await asyncio.gather(*(ask(runtime) for _ in range(60)), return_exceptions=True)
    assert [type(one) for one in outcomes].count(AgentResult) == 30
    assert runtime.limiter.budget.spent == pytest.approx(limit)


async def test_where_the_estimate_is_too_low_only_the_calls_in_flight_exceed_it(
    fake: FakeBedrock, open_runtime: OpenRuntime, ask: Ask, reserved: Usage
) -> None:
    real = Usage(input_tokens=10 * reserved.input_tokens, output_tokens=10 * reserved.output_tokens)
    fake.faults.change(
        {"usage": {"inputTokens": real.input_tokens, "outputTokens": real.output_tokens}, "latency": 0.02}
    )
    limit = 100 * dollars(reserved)
    async with open_runtime(Quota(concurrency=4), limit_usd=limit) as runtime:
        await asyncio.gather(*(ask(runtime) for _ in range(60)), return_exceptions=True)
    paid = fake.stats.paid * dollars(real)
    assert isinstance(runtime.limiter.stopped, BudgetStoppedError)
    # After the first four, which were in flight together, the others are known to cost as much.
    assert 0.5 * limit < paid <= limit * 1.000001
    assert runtime.limiter.budget.spent == pytest.approx(paid)


# Answers that nobody need pay for twice


async def test_half_a_character_is_replaced_and_the_answer_kept(
    fake: FakeBedrock, open_runtime: OpenRuntime, ask: Ask, saved: list[Any]
) -> None:
    fake.faults.answer = good(recommendation="Propose a smaller scope \ud83d.")
    async with open_runtime() as runtime:
        result = await ask(runtime)
    assert result.output.recommendation == "Propose a smaller scope \ufffd."
    assert result.output.model_dump_json()
    assert saved == [result]


async def test_half_a_character_in_an_answer_that_breaks_a_rule_can_be_kept(
    fake: FakeBedrock, open_runtime: OpenRuntime, ask: Ask, saved: list[Any]
) -> None:
    fake.faults.answer = good(category="\ud83d", evidence=["\udc00"])
    async with open_runtime() as runtime:
        with pytest.raises(AgentFailedError):
            await ask(runtime)
    assert all(draft.model_dump_json() for draft in saved)
    assert len(saved) == 3


@pytest.mark.parametrize(
    "answer",
    [
        good(evidence='["cancellation_reason"]'),
        good(insights='["It paid much.", "It used little.", "It said so."]'),
        json.dumps({"ChurnAnalysis": json.loads(good())}),
        json.dumps({"input": good()}),
        good(insights="['It paid much.', 'It used little.', 'It said so.']"),
        good(insights="- It paid much.\n- It used little.\n- It said so."),
        good(insights="The insights:\n\n1. It paid much.\n2. It used little.\n3. It said so.\n"),
        good(insights='```json\n["It paid much.", "It used little.",\n "It said so."]\n```'),
        json.dumps({"input": f"```json\n{good()}\n```"}),
        json.dumps({"input": repr(json.loads(good()))}),
    ],
)
async def test_an_answer_that_is_only_wrapped_wrongly_is_paid_for_once(
    answer: str, fake: FakeBedrock, open_runtime: OpenRuntime, ask: Ask
) -> None:
    fake.faults.answer = answer
    async with open_runtime() as runtime:
        result = await ask(runtime)
    assert result.output == ChurnAnalysis.model_validate_json(good())
    assert fake.stats.paid == 1


# Ends that nobody saw


async def test_a_call_that_was_cancelled_may_have_been_paid(
    fake: FakeBedrock, open_runtime: OpenRuntime, ask: Ask, reserved: Usage
) -> None:
    fake.faults.latency = 30
    async with open_runtime(limit_usd=1.0) as runtime:
        call = asyncio.ensure_future(ask(runtime))
        while not fake.stats.in_flight:  # noqa: ASYNC110 -- the fake has no event to wait for
            await asyncio.sleep(0.001)
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call
    assert runtime.counters.maybe_paid == 1
    assert runtime.limiter.budget.uncertain == pytest.approx(dollars(reserved))
    assert runtime.limiter.budget.spent == pytest.approx(dollars(reserved))


# When a provider wants to be asked again


@pytest.mark.parametrize("fault", ["throttle", "unavailable"])
async def test_nobody_is_asked_before_the_provider_said(
    fault: str, fake: FakeBedrock, open_runtime: OpenRuntime, ask: Ask
) -> None:
    async with open_runtime() as runtime:
        await ask(runtime)
        fake.faults.change({fault: 1, "retry_after": "0.6"})
        first = asyncio.ensure_future(ask(runtime))
        while not fake.stats.throttled + fake.stats.unavailable:  # noqa: ASYNC110 -- same
            await asyncio.sleep(0.001)
        started = monotonic()
        fake.faults.change({fault: 0})
        await asyncio.gather(first, ask(runtime), ask(runtime))
        assert monotonic() - started > 0.5
    assert fake.stats.calls == 5


async def test_no_provider_is_waited_for_longer_than_the_run_tries(
    fake: FakeBedrock, open_runtime: OpenRuntime, ask: Ask
) -> None:
    fake.faults.change({"throttle": 1, "retry_after": "86400"})
    async with open_runtime(retry_for_s=0.3) as runtime:
        started = monotonic()
        with pytest.raises(AgentFailedError, match=r"\(2 attempts"):
            await ask(runtime)
    assert monotonic() - started < 10


class Earlier:
    """A model with a request of an earlier process under way, which brings no answer."""

    def __init__(self, model: Model) -> None:
        self.name = model.name
        self._model = model
        self._ended = False

    async def under_way(self, request: ModelRequest) -> bool:
        assert request.user
        return not self._ended

    async def call(self, request: ModelRequest) -> ModelReply:
        if not self._ended:
            self._ended = True
            raise ModelUnavailableError("unanswered", "the job ended without it")
        return await self._model.call(request)


@pytest.mark.usefixtures("fake")
async def test_what_is_under_way_reserves_nothing_until_it_is_known_to_bring_nothing(
    open_runtime: OpenRuntime, ask: Ask, version: AgentVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_runtime(limit_usd=1.0) as runtime:
        earlier, admit = Earlier(await runtime.models.get(version.model)), runtime.limiter.admit
        reservations: list[float] = []

        async def admitted(tokens: int, worst_usd: float, steps_after: int = 0) -> Slot:
            reservations.append(worst_usd)
            return await admit(tokens, worst_usd, steps_after)

        async def get(_name: str) -> Earlier:
            return earlier

        monkeypatch.setattr(runtime.limiter, "admit", admitted)
        monkeypatch.setattr(runtime.models, "get", get)
        result = await ask(runtime)
    first, second = reservations
    assert (first, second > 0, result.tier) == (0.0, True, "on_demand")
    assert runtime.limiter.budget.spent == result.cost_usd
    assert runtime.limiter.budget.uncertain == 0.0  # nothing was cut
