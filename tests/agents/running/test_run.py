"""Asking until an answer holds, over real HTTP. What goes wrong on the way there is in test_run_faults.py."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest
from fakes.bedrock import FakeBedrock

from agents.core.failures import AgentFailedError, VersionWithdrawnError
from agents.core.limiter import Quota, StoppedError
from agents.core.prompt import render
from agents.core.tokens import reserve
from agents.running.run import AgentResult, Blocked, run_agent
from agents.running.runtime import Runtime
from agents.winback.churn_analysis import AGENT
from schemas.agent import AgentVersion, Draft, ModelRequest, Usage
from schemas.errors import BadInputError, BudgetStoppedError, StoreError
from schemas.winback.churn_analysis import ChurnAnalysis, ChurnAnalysisInput

OpenRuntime = Callable[..., AbstractAsyncContextManager[Runtime]]
Paid = AgentResult[ChurnAnalysis] | Draft | Blocked
Save = Callable[[Paid], Awaitable[None]]
# Dollars a token of amazon.nova-lite-v1:0, from its price list.
NOVA_INPUT, NOVA_OUTPUT = 0.06 / 1e6, 0.24 / 1e6


class Saves:
    """Keeps what it is given, and how many calls the model had had by then."""

    def __init__(self, fake: FakeBedrock) -> None:
        self._fake = fake
        self.paid: list[Paid] = []
        self.calls: list[int] = []

    async def __call__(self, paid: Paid) -> None:
        await asyncio.sleep(0.01)
        self.paid.append(paid)
        self.calls.append(self._fake.stats.calls)


class Ask:
    """`run_agent` with all but what a test is about."""

    def __init__(self, version: AgentVersion, inputs: ChurnAnalysisInput, saves: Saves) -> None:
        self.version = version
        self.inputs = inputs
        self.saves = saves

    async def __call__(
        self, runtime: Runtime, save: Save | None = None, drafts: tuple[Draft, ...] = (), *, steps_after: int = 0
    ) -> AgentResult[ChurnAnalysis]:
        return await run_agent(
            AGENT, self.version, self.inputs, runtime, save or self.saves, drafts, steps_after=steps_after
        )

    def change(self, **fields: object) -> None:
        self.version = AgentVersion.model_validate(self.version.model_dump() | fields)

    def worst_usd(self) -> float:
        """What one call reserves."""
        system, user = render(self.version.system, self.inputs), render(self.version.user, self.inputs)
        shape = (self.version.output, self.version.output_schema, self.version.settings)
        return dollars(reserve(ModelRequest(AGENT.name, self.inputs, system, user, *shape)))


@pytest.fixture
def ask(fake: FakeBedrock, version: AgentVersion, inputs: ChurnAnalysisInput) -> Ask:
    return Ask(version, inputs, Saves(fake))


async def in_flight(fake: FakeBedrock, number: int) -> None:
    while fake.stats.in_flight < number:  # noqa: ASYNC110 -- the fake has no event to wait for
        await asyncio.sleep(0.001)


def dollars(usage: Usage) -> float:
    return usage.input_tokens * NOVA_INPUT + usage.output_tokens * NOVA_OUTPUT


def draft(number: int) -> Draft:
    return Draft(
        output={"category": f"draft {number}"},
        violation=f"reason {number}",
        usage=Usage(input_tokens=10, output_tokens=10),
        cost_usd=0.0,
        latency_s=0.1,
    )


# An answer that holds


async def test_an_answer_with_what_it_took(fake: FakeBedrock, open_runtime: OpenRuntime, ask: Ask) -> None:
    fake.faults.latency = 0.05
    async with open_runtime() as runtime:
        result = await ask(runtime)
    assert isinstance(result.output, ChurnAnalysis)
    assert result.output.evidence == ["cancellation_reason"]
    assert result.model == ask.version.model
    assert result.usage.input_tokens > 0
    assert result.usage.output_tokens > 0
    assert result.cost_usd == pytest.approx(dollars(result.usage))
    assert 0.05 <= result.latency_s < 5
    assert result.attempts == 1
    assert ask.saves.paid == [result]
    assert runtime.counters.model_dump() == {
        "calls": 1,
        "answers": 1,
        "retries": 0,
        "repairs": 0,
        "maybe_paid": 0,
        "bounded": 0,
    }
    assert runtime.limiter.budget.spent == pytest.approx(result.cost_usd)
    assert runtime.limiter.budget.reserved == pytest.approx(0)
    assert runtime.limiter.in_flight == 0


async def test_what_the_model_is_sent(fake: FakeBedrock, open_runtime: OpenRuntime, ask: Ask) -> None:
    async with open_runtime() as runtime:
        await ask(runtime)
    (sent,) = fake.requests
    assert sent["system"] == [{"text": ask.version.system}]
    assert sent["inferenceConfig"] == {"temperature": 0.25, "maxTokens": 1024}
    assert sent["toolConfig"]["toolChoice"] == {"tool": {"name": "ChurnAnalysis"}}
    assert sent["toolConfig"]["tools"][0]["toolSpec"]["inputSchema"]["json"] == ask.version.output_schema
    (message,) = sent["messages"]
    assert message["role"] == "user"
    assert '"cancellation_reason": "too expensive"' in message["content"][0]["text"]
    assert "ann@acme.example" not in str(sent)  # no field that the version does not name
    assert "called twice" not in str(sent)


async def test_reserved_is_at_least_what_is_used(open_runtime: OpenRuntime, ask: Ask) -> None:
    async with open_runtime() as runtime:
        result = await ask(runtime)
    assert result.cost_usd is not None
    assert result.cost_usd < ask.worst_usd()


# Answers that break the rules


def exchanges(messages: list[dict[str, Any]]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """The rejected answers and what was said to them."""
    assert [message["role"] for message in messages] == ["user", "assistant"] * (len(messages) // 2) + ["user"]
    later = messages[1:]
    return [(answer["content"][0], said["content"][0]) for answer, said in zip(later[::2], later[1::2], strict=True)]


async def test_garbage_goes_back_with_the_reason_at_most_twice(
    fake: FakeBedrock, open_runtime: OpenRuntime, ask: Ask
) -> None:
    fake.faults.garbage = 1  # incomplete, then text, then a wrong category
    async with open_runtime() as runtime:
        with pytest.raises(AgentFailedError, match=r"^3 answers broke the rules; the last: category: ") as failure:
            await ask(runtime)
    assert "\n" not in str(failure.value)
    assert fake.stats.calls == 3
    first, second, third = (request["messages"] for request in fake.requests)
    assert exchanges(first) == []
    assert exchanges(third)[0] == exchanges(second)[0]
    answer, said = exchanges(third)[0]
    assert "category" not in answer["toolUse"]["input"]
    assert said["toolResult"]["toolUseId"] == answer["toolUse"]["toolUseId"]
    assert said["toolResult"]["status"] == "error"
    assert "category: Field required" in said["toolResult"]["content"][0]["text"]
    answer, said = exchanges(third)[1]
    assert set(answer) == {"text"}
    assert "answer in the given structure, not in free text" in said["text"]


async def test_every_draft_is_saved_before_the_next_call(
    fake: FakeBedrock, open_runtime: OpenRuntime, ask: Ask
) -> None:
    fake.faults.garbage = 1
    async with open_runtime() as runtime:
        with pytest.raises(AgentFailedError):
            await ask(runtime)
    assert ask.saves.calls == [1, 2, 3]
    drafts = [paid for paid in ask.saves.paid if isinstance(paid, Draft)]
    assert len(drafts) == 3
    assert [draft.cost_usd for draft in drafts] == [pytest.approx(dollars(draft.usage)) for draft in drafts]
    assert runtime.limiter.budget.spent == pytest.approx(sum(dollars(draft.usage) for draft in drafts))


async def test_repairs_are_the_calls_that_ask_again(fake: FakeBedrock, open_runtime: OpenRuntime, ask: Ask) -> None:
    fake.faults.garbage = 1
    async with open_runtime() as runtime:
        with pytest.raises(AgentFailedError):
            await ask(runtime)
    assert (runtime.counters.calls, runtime.counters.repairs) == (3, 2)


async def test_a_mended_answer_holds(fake: FakeBedrock, open_runtime: OpenRuntime, ask: Ask) -> None:
    fake.faults.garbage = 1

    async def save(paid: Paid) -> None:
        await ask.saves(paid)
        fake.faults.garbage = 0

    async with open_runtime() as runtime:
        result = await ask(runtime, save)
    assert result.attempts == 2
    assert [type(paid) for paid in ask.saves.paid] == [Draft, AgentResult]
    # The result accounts for its own call only; the draft has its own.
    assert result.usage != ask.saves.paid[0].usage
    assert runtime.limiter.budget.spent == pytest.approx(sum(dollars(paid.usage) for paid in ask.saves.paid))
    assert runtime.counters.repairs == 1


async def test_an_answer_cut_off_at_the_maximum_is_a_violation(
    fake: FakeBedrock, open_runtime: OpenRuntime, ask: Ask
) -> None:
    ask.change(settings={"temperature": 0, "max_tokens": 20})
    async with open_runtime() as runtime:
        with pytest.raises(AgentFailedError, match="cut off at the maximum length"):
            await ask(runtime)
    assert len(ask.saves.paid) == fake.stats.calls == 3
    answer, said = exchanges(fake.requests[1]["messages"])[0]
    assert answer["text"].startswith('{"category"')
    assert "answer more briefly" in said["text"]


@pytest.mark.parametrize("before", [1, 2])
async def test_drafts_of_an_earlier_process_are_continued(
    before: int, fake: FakeBedrock, open_runtime: OpenRuntime, ask: Ask
) -> None:
    fake.faults.garbage = 1
    drafts = tuple(draft(number) for number in range(before))
    async with open_runtime() as runtime:
        with pytest.raises(AgentFailedError, match=r"^3 answers"):
            await ask(runtime, drafts=drafts)
    assert fake.stats.calls == 3 - before
    conversation = exchanges(fake.requests[0]["messages"])
    assert [answer["toolUse"]["input"] for answer, _ in conversation] == [paid.output for paid in drafts]
    for number, (_, said) in enumerate(conversation):
        assert f"reason {number}" in said["toolResult"]["content"][0]["text"]


async def test_a_continued_answer_counts_the_drafts_before_it(open_runtime: OpenRuntime, ask: Ask) -> None:
    async with open_runtime() as runtime:
        result = await ask(runtime, drafts=(draft(0), draft(1)))
    assert result.attempts == 3
    assert ask.saves.paid == [result]


async def test_nothing_is_asked_where_all_chances_are_used_up(
    fake: FakeBedrock, open_runtime: OpenRuntime, ask: Ask
) -> None:
    drafts = (draft(0), draft(1), draft(2))
    async with open_runtime() as runtime:
        with pytest.raises(AgentFailedError, match="the last: reason 2"):
            await ask(runtime, drafts=drafts)
    assert fake.stats.calls == 0


# Saving


async def test_the_slot_is_held_until_the_save_returns(fake: FakeBedrock, open_runtime: OpenRuntime, ask: Ask) -> None:
    saving, durable = asyncio.Event(), asyncio.Event()

    async def save(_paid: Paid) -> None:
        saving.set()
        await durable.wait()

    async with open_runtime(Quota(concurrency=1)) as runtime:
        both = [asyncio.create_task(ask(runtime, save)) for _ in range(2)]
        await asyncio.wait_for(saving.wait(), 5)
        await asyncio.sleep(0.1)
        assert (fake.stats.calls, runtime.limiter.in_flight) == (1, 1)
        durable.set()
        await asyncio.gather(*both)
    assert fake.stats.calls == 2
    assert runtime.limiter.in_flight == 0


async def test_a_store_that_fails_stops_the_run_before_the_next_call(
    fake: FakeBedrock, open_runtime: OpenRuntime, ask: Ask
) -> None:
    full = StoreError("no space left on the disk")

    async def save(_paid: Paid) -> None:
        await asyncio.sleep(0.01)
        raise full

    async with open_runtime(Quota(concurrency=1)) as runtime:
        outcomes = await asyncio.gather(*(ask(runtime, save) for _ in range(4)), return_exceptions=True)
    assert outcomes[0] is full
    assert [type(outcome) for outcome in outcomes[1:]] == [StoppedError] * 3
    assert runtime.limiter.stopped is full
    assert fake.stats.calls == 1
    assert runtime.limiter.budget.spent > 0  # it was paid for, whether it is kept or not


async def test_calls_in_flight_are_saved_when_the_run_is_stopped(
    fake: FakeBedrock, open_runtime: OpenRuntime, ask: Ask
) -> None:
    fake.faults.latency = 0.1
    async with open_runtime(Quota(concurrency=2)) as runtime:
        calls = [asyncio.create_task(ask(runtime)) for _ in range(5)]
        await in_flight(fake, 2)
        runtime.limiter.stop(BadInputError("enough"))
        outcomes = await asyncio.gather(*calls, return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [AgentResult] * 2 + [StoppedError] * 3
    assert len(ask.saves.paid) == fake.stats.paid == 2


async def test_a_cancelled_call_gives_its_slot_back(fake: FakeBedrock, open_runtime: OpenRuntime, ask: Ask) -> None:
    fake.faults.latency = 30
    async with open_runtime() as runtime:
        call = asyncio.create_task(ask(runtime))
        await in_flight(fake, 1)
        assert runtime.limiter.in_flight == 1
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call
        assert runtime.limiter.in_flight == 0
        assert runtime.limiter.budget.reserved == pytest.approx(0)


# Money


async def test_a_run_never_spends_more_than_its_budget(fake: FakeBedrock, open_runtime: OpenRuntime, ask: Ask) -> None:
    fake.faults.garbage = 0.3
    limit = 5.5 * ask.worst_usd()
    async with open_runtime(limit_usd=limit) as runtime:
        outcomes = await asyncio.gather(*(ask(runtime) for _ in range(40)), return_exceptions=True)
    assert {type(outcome) for outcome in outcomes} == {AgentResult, StoppedError}
    assert isinstance(runtime.limiter.stopped, BudgetStoppedError)
    spent = sum(dollars(paid.usage) for paid in ask.saves.paid)
    assert limit - ask.worst_usd() * 1.5 < spent <= limit
    assert fake.stats.paid == len(ask.saves.paid)


async def test_no_price_and_a_budget_is_refused_before_any_call(
    fake: FakeBedrock, open_runtime: OpenRuntime, ask: Ask
) -> None:
    ask.change(model="bedrock:acme.unheard-of-v1:0")
    async with open_runtime(limit_usd=10.0) as runtime:
        with pytest.raises(BadInputError, match="no price is known for bedrock:acme"):
            await ask(runtime)
    assert fake.stats.calls == 0


async def test_without_a_budget_an_unknown_price_stays_unknown(
    open_runtime: OpenRuntime, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    anything = FakeBedrock()
    monkeypatch.setenv("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", await anything.start())
    ask.change(model="bedrock:acme.unheard-of-v1:0")
    async with open_runtime() as runtime:
        result = await ask(runtime)
    await anything.stop()
    assert result.cost_usd is None
    assert result.usage.input_tokens > 0


# Order


async def test_longer_chains_are_admitted_first(fake: FakeBedrock, open_runtime: OpenRuntime, ask: Ask) -> None:
    fake.faults.latency = 0.02
    order: list[int] = []

    async def chain(runtime: Runtime, steps_after: int) -> None:
        await ask(runtime, steps_after=steps_after)
        order.append(steps_after)

    async with open_runtime(Quota(concurrency=1)) as runtime:
        await asyncio.gather(*(chain(runtime, steps) for steps in (0, 0, 0, 1, 1)))
    assert order == [0, 1, 1, 0, 0]  # the first was alone when it came


async def test_a_stopped_run_makes_no_call(fake: FakeBedrock, open_runtime: OpenRuntime, ask: Ask) -> None:
    async with open_runtime() as runtime:
        runtime.limiter.stop(StoreError("gone"))
        with pytest.raises(StoppedError):
            await ask(runtime)
    assert fake.stats.calls == 0


async def test_a_version_that_is_withdrawn_is_not_even_asked_again(
    fake: FakeBedrock, open_runtime: OpenRuntime, ask: Ask
) -> None:
    fake.faults.garbage = 1
    said = iter([False, True])
    async with open_runtime(limit_usd=1.0) as runtime:
        with pytest.raises(VersionWithdrawnError):
            await run_agent(AGENT, ask.version, ask.inputs, runtime, ask.saves, withdrawn=lambda: next(said))
        assert (runtime.limiter.in_flight, runtime.limiter.budget.reserved) == (0, 0)
    assert (fake.stats.calls, len(ask.saves.paid)) == (1, 1)
