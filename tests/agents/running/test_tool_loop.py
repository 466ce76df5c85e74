"""Tools that an agent asks for before it answers, with both providers over real HTTP."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from typing import Any

import pytest
from fakes.bedrock import FakeBedrock
from pydantic import BaseModel, Field

from agents.core.deadline import Deadline
from agents.core.failures import AgentFailedError, DeadlinePassedError, OutOfBoundsError
from agents.core.tools import MOST_CHARACTERS, Bounds, Tool, ToolFailedError
from agents.running.live import Answer, answer
from agents.running.question import Question
from agents.running.run import AgentResult
from agents.running.service import Service
from agents.running.tool_turns import ToolsRan, ToolTurn
from agents.winback.churn_analysis import AGENT
from schemas.agent import AgentVersion, Draft, Usage
from schemas.errors import BadInputError
from schemas.messages import Message
from schemas.paid import Spend, ToolTurns
from schemas.winback.churn_analysis import ChurnAnalysis, ChurnAnalysisInput

OPEN = Callable[..., AbstractAsyncContextManager[Service]]
ORDER: tuple[str, Any] = ("find_order", {"number": 7})


class Order(BaseModel):
    number: int = Field(ge=1)
    wait_s: float = 0.0


class Orders:
    """A shop's, with what was looked up."""

    def __init__(self) -> None:
        self.found: list[int] = []

    async def find(self, order: Order) -> object:
        await asyncio.sleep(order.wait_s)
        self.found.append(order.number)
        if order.number == 404:
            raise ToolFailedError("there is no such order")
        if order.number == 500:
            raise RuntimeError("postgres://shop:s3cret@db/orders is down")
        return {"number": order.number, "state": "sent"} if order.number < 1_000 else "x" * 50_000


@pytest.fixture
def orders() -> Orders:
    return Orders()


@pytest.fixture
def tools(orders: Orders) -> tuple[Tool[Any], ...]:
    return (Tool("find_order", "An order by its number.", Order, orders.find, timeout_s=0.5),)


class Turns:
    """Keeps what it is given, and how many calls the model had had by then."""

    def __init__(self) -> None:
        self.kept: list[Any] = []

    async def __call__(self, turn: Any) -> None:
        await asyncio.sleep(0)
        self.kept.append(turn)

    def messages(self) -> tuple[Message, ...]:
        return tuple(turn.message for turn in self.kept if isinstance(turn, ToolTurn | ToolsRan))


Ask = Callable[..., Any]


@pytest.fixture
def ask(provider: Any, inputs: ChurnAnalysisInput, analysis: ChurnAnalysis, tools: tuple[Tool[Any], ...]) -> Ask:
    async def asked(
        service: Service, script: list[list[tuple[str, Any]]], save: Any = None, seconds: float = 30.0, **others: Any
    ) -> Answer[ChurnAnalysis]:
        provider.fake.faults.script = list(script)
        question = replace(Question(AGENT, provider.version, inputs, tools=tools), **others)
        deadline = Deadline.after(seconds)
        return await answer(question, service, deadline, lambda _failure: analysis, save or Turns())

    return asked


def results(provider: Any, number: int) -> list[str]:
    """The texts of the tools' results in a request, as the provider was sent them."""
    if not provider.is_bedrock:
        return [message["content"] for message in provider.sent(number) if message["role"] == "tool"]
    blocks = [block for message in provider.sent(number) for block in message["content"]]
    return [block["toolResult"]["content"][0]["text"] for block in blocks if "toolResult" in block]


async def test_a_tool_is_run_and_the_answer_comes_after_it(provider: Any, ask: Ask, orders: Orders) -> None:
    turns = Turns()
    async with provider.open() as service:
        said = await ask(service, [[ORDER]], turns)
    assert said.failure is None
    assert isinstance(said.output, ChurnAnalysis)
    assert orders.found == [7]
    assert results(provider, 1) == ['{"number":7,"state":"sent"}']
    assert [type(turn) for turn in turns.kept] == [ToolTurn, ToolsRan, AgentResult]


async def test_costs_of_all_turns_are_summed(provider: Any, ask: Ask) -> None:
    turns = Turns()
    async with provider.open() as service:
        said = await ask(service, [[ORDER], [ORDER]], turns)
        spent = service.limiter.budget.spent
    paid = [turn for turn in turns.kept if not isinstance(turn, ToolsRan)]
    assert said.spent.calls == said.calls.calls == len(paid) == 3
    assert said.spent.usage == sum((turn.usage for turn in paid), Usage())
    if provider.is_bedrock:  # of a server that is not OpenAI's no price is known
        assert said.spent.cost_usd == pytest.approx(sum(turn.cost_usd for turn in paid)) == pytest.approx(spent)


async def test_tools_of_one_answer_run_together(provider: Any, ask: Ask, orders: Orders) -> None:
    slow, fast = ("find_order", {"number": 1, "wait_s": 0.2}), ("find_order", {"number": 2})
    async with provider.open() as service:
        said = await ask(service, [[slow, fast]])
    assert said.failure is None
    assert orders.found == [2, 1]
    assert [text[:11] for text in results(provider, 1)] == ['{"number":1', '{"number":2']


async def test_the_model_is_told_what_went_wrong_and_nothing_secret(
    provider: Any, ask: Ask, orders: Orders, caplog: pytest.LogCaptureFixture
) -> None:
    calls: list[tuple[str, Any]] = [
        ("find_order", {"number": 0}),
        ("delete_all", {}),
        ("find_order", {"number": 404}),
        ("find_order", {"number": 500}),
        ("find_order", {"number": 1, "wait_s": 30}),
    ]
    turns = Turns()
    async with provider.open() as service:
        said = await ask(service, [calls], turns)
    assert said.failure is None
    prefix = "" if provider.is_bedrock else "Error: "
    assert results(provider, 1) == [
        f"{prefix}invalid arguments: number: Input should be greater than or equal to 1",
        f"{prefix}there is no tool delete_all; there are: find_order",
        f"{prefix}there is no such order",
        f"{prefix}the tool failed",
        f"{prefix}the tool took too long",
    ]
    ran = next(turn for turn in turns.kept if isinstance(turn, ToolsRan))
    assert isinstance(ran.runs[3].error, RuntimeError)  # the caller is told all of it
    assert "RuntimeError" in caplog.text
    assert orders.found == [404, 500]


async def test_a_result_is_cut_to_size(provider: Any, ask: Ask) -> None:
    async with provider.open() as service:
        await ask(service, [[("find_order", {"number": 1_000})]])
    (text,) = results(provider, 1)
    assert text.startswith("x" * MOST_CHARACTERS + "\n(cut here")
    assert text.endswith("of 50000 characters)")


async def test_the_last_step_must_answer(provider: Any, ask: Ask, orders: Orders) -> None:
    async with provider.open() as service:
        said = await ask(service, [[ORDER]] * 9, bounds=Bounds(steps=3))
    assert said.failure is None
    assert orders.found == [7, 7]
    assert said.calls.calls == 3


async def test_where_one_more_call_fits_it_must_answer(provider: Any, ask: Ask) -> None:
    turns = Turns()
    async with provider.open() as service:
        said = await ask(service, [[ORDER]] * 9, turns, bounds=Bounds(steps=9, tokens=6_000))
    assert said.failure is None
    assert 1 < said.calls.calls < 9
    assert said.spent.usage.input_tokens + said.spent.usage.output_tokens <= 6_000


@pytest.mark.parametrize("bounds", [Bounds(tokens=500), Bounds(usd=1e-9)])
async def test_where_not_even_one_fits_nothing_is_asked(
    bounds: Bounds, fake: FakeBedrock, open_live: OPEN, version: AgentVersion, inputs: ChurnAnalysisInput,
    analysis: ChurnAnalysis, tools: tuple[Tool[Any], ...],
) -> None:  # fmt: skip
    question = Question(AGENT, version, inputs, tools=tools, bounds=bounds)
    async with open_live() as service:
        said = await answer(question, service, Deadline.after(30), lambda _failure: analysis)
    assert isinstance(said.failure, OutOfBoundsError)
    assert "the next call does not fit" in str(said.failure)
    assert fake.stats.calls == 0


@pytest.mark.parametrize("provider", ["openai"], indirect=True)
async def test_dollars_without_a_price_cannot_be_kept_to(provider: Any, ask: Ask) -> None:
    async with provider.open() as service:
        said = await ask(service, [], bounds=Bounds(usd=1.0))
    assert isinstance(said.failure, BadInputError)
    assert "no price is known for openai:gpt-4o-mini" in str(said.failure)


async def test_calls_that_were_cut_count_against_the_bounds(
    fake: FakeBedrock, open_live: OPEN, version: AgentVersion, inputs: ChurnAnalysisInput, analysis: ChurnAnalysis,
    tools: tuple[Tool[Any], ...],
) -> None:  # fmt: skip
    question = Question(AGENT, version, inputs, tools=tools, bounds=Bounds(tokens=6_000))
    fake.faults.change({"cut": 1})
    async with open_live(open_s=0.0) as service:
        asking = asyncio.create_task(answer(question, service, Deadline.after(30), lambda _failure: analysis))
        while fake.stats.cut < 2:  # noqa: ASYNC110 -- the fake has no event to wait for
            await asyncio.sleep(0.001)
        fake.faults.change({"cut": 0, "script": [[ORDER]]})
        said = await asking
    assert isinstance(said.failure, OutOfBoundsError)
    assert said.calls.maybe_paid >= 2
    assert said.charged_usd > (said.spent.cost_usd or 0.0)


async def test_an_answer_beside_tools_is_the_answer(provider: Any, ask: Ask, orders: Orders) -> None:
    given = {
        "category": "pricing",
        "confidence": 80,
        "insights": ["It paid much.", "It used little.", "It said so."],
        "recommendation": "Propose a smaller scope.",
        "evidence": ["cancellation_reason"],
    }
    async with provider.open() as service:
        said = await ask(service, [[ORDER, ("ChurnAnalysis", given)]])
    assert said.failure is None
    assert said.output == ChurnAnalysis.model_validate(given)
    assert orders.found == []


async def test_an_answer_that_breaks_the_rules_is_asked_for_again_and_no_tool_more(
    provider: Any, ask: Ask, orders: Orders
) -> None:
    turns = Turns()
    async with provider.open() as service:
        said = await ask(service, [[ORDER], [("ChurnAnalysis", {"category": "?"})], [ORDER]], turns)
    assert said.failure is None
    assert said.result is not None
    assert (said.result.attempts, said.calls.repairs, orders.found) == (2, 1, [7])
    assert [type(turn) for turn in turns.kept] == [ToolTurn, ToolsRan, Draft, AgentResult]
    assert any("Rejected: category: Input should be" in text for text in results(provider, 2))


async def test_answers_that_keep_breaking_them_give_the_fallback(provider: Any, ask: Ask) -> None:
    provider.fake.faults.garbage = 1
    async with provider.open() as service:
        said = await ask(service, [])
    assert isinstance(said.failure, AgentFailedError)
    assert said.failure.guardrail
    assert said.spent.calls == 3


async def test_the_deadline_is_for_tools_too(
    provider: Any, ask: Ask, orders: Orders, tools: tuple[Tool[Any], ...]
) -> None:
    turns = Turns()
    slow = replace(tools[0], timeout_s=60.0)
    async with provider.open() as service:
        script = [[("find_order", {"number": 1, "wait_s": 50})]]
        said = await ask(service, script, turns, 1.0, tools=(slow,))
        await service.saved()
    assert isinstance(said.failure, DeadlinePassedError)
    assert (said.spent.calls, said.calls.maybe_paid) == (1, 0)
    assert [type(turn) for turn in turns.kept] == [ToolTurn]
    assert orders.found == []


@pytest.mark.parametrize("kept", [1, 2])
async def test_a_loop_that_was_killed_goes_on_where_it_was(kept: int, provider: Any, ask: Ask, orders: Orders) -> None:
    turns = Turns()
    async with provider.open() as service:
        await ask(service, [[ORDER]], turns)
        (paid,) = (turn for turn in turns.kept if isinstance(turn, ToolTurn))
        spent = Spend().plus(paid.usage, paid.cost_usd)
        earlier = ToolTurns(of="", messages=turns.messages()[:kept], spent=spent)
        said = await ask(service, [], turns=earlier, bounds=Bounds(steps=2))
    assert said.failure is None
    assert said.calls.calls == 1
    assert orders.found == [7] * (3 - kept)
    assert provider.sent(2)[-1] == provider.sent(1)[-1]


async def test_history_comes_before_the_question(provider: Any, ask: Ask) -> None:
    history = (Message(role="assistant", text="How can I help?"), Message(role="user", text="Good morning."))
    async with provider.open() as service:
        said = await ask(service, [[ORDER]], history=history)
    assert said.failure is None
    roles = [message["role"] for message in provider.sent(0)]
    assert roles == (["user", "assistant", "user"] if provider.is_bedrock else ["system", "assistant", "user"])
    assert "Good morning." in str(provider.sent(0)[-1]["content"])


@pytest.mark.parametrize("name", ["ChurnAnalysis", "find_order"])
async def test_names_of_tools_are_not_used_twice(
    name: str, provider: Any, ask: Ask, tools: tuple[Tool[Any], ...]
) -> None:
    async with provider.open() as service:
        with pytest.raises(ValueError, match="a name of its own"):
            await ask(service, [], tools=(*tools, replace(tools[0], name=name)))


async def test_offline_answers_without_tools(
    open_live: OPEN, version: AgentVersion, inputs: ChurnAnalysisInput, analysis: ChurnAnalysis, orders: Orders,
    tools: tuple[Tool[Any], ...],
) -> None:  # fmt: skip
    offline = AgentVersion.model_validate(version.model_dump() | {"model": "offline"})
    async with open_live() as service:
        question = Question(AGENT, offline, inputs, tools=tools)
        said = await answer(question, service, Deadline.after(30), lambda _failure: analysis)
    assert said.result is not None
    assert (said.spent.cost_usd, orders.found) == (0.0, [])
