"""A chain of steps that somebody waits for, over real HTTP."""

import asyncio
import json
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import Any

import pytest
from fakes.bedrock import FakeBedrock
from pydantic import BaseModel

from agents.core.deadline import Deadline
from agents.core.failures import AgentFailedError, DeadlinePassedError, HeldBackError, StreamBrokenError
from agents.core.step import Chosen, Step, ToolLoop
from agents.core.tools import Tool
from agents.running.aloud import FieldListener
from agents.running.chain import Walked, walk
from agents.running.run import AgentResult
from agents.running.service import Service
from agents.running.tool_turns import ToolsRan, ToolTurn
from agents.winback.churn_analysis import AGENT
from schemas.agent import AgentVersion, Draft, Usage
from schemas.errors import BadInputError
from schemas.paid import PaidStep, ToolTurns
from schemas.winback.churn_analysis import ChurnAnalysis, ChurnAnalysisInput

OPEN = Callable[..., AbstractAsyncContextManager[Service]]


@dataclass
class Case:
    """Is asked about twice."""

    answers: list[ChurnAnalysis] = field(default_factory=list)
    steps: list[PaidStep] = field(default_factory=list)
    failure: AgentFailedError | None = None
    loop: ToolTurns | None = None


class Word(BaseModel):
    """What the glossary is asked for."""

    word: str


async def _meaning(asked: Word) -> str:
    return f"what {asked.word} means"


def _keep_loop(case: Case, turns: ToolTurns | None) -> None:
    case.loop = turns


LOOP = ToolLoop((Tool("glossary", "What a word means.", Word, _meaning),), lambda case: case.loop, _keep_loop)


class Chain:
    """Walks it, and keeps what was saved: what had been answered by then, and what was paid for."""

    def __init__(self, version: AgentVersion, inputs: ChurnAnalysisInput) -> None:
        self.saved: list[tuple[int, Any]] = []
        self.on_save: Callable[[], Any] = lambda: asyncio.sleep(0)
        self.loop: ToolLoop[Case] | None = None  # of the second step
        self.case = Case()
        self._version = version
        self._inputs = inputs

    async def walk(
        self, service: Service, seconds: float = 30.0, listener: FieldListener | None = None
    ) -> Walked[Case]:
        versions = {AGENT.name: Chosen(self._version, self._version.model)}
        listeners = {} if listener is None else {AGENT.name: listener}
        return await walk(self.case, self._next, versions, service, Deadline.after(seconds), self._save, listeners)

    def _next(self, case: Case) -> Step[Case] | None:
        turn = len(case.answers)
        if turn == 2:
            return None

        def keep(case: Case, answer: Any, paid: PaidStep) -> None:
            case.answers.append(answer)
            case.steps.append(paid)

        def failed(case: Case, failure: AgentFailedError) -> None:
            case.failure = failure

        loop = self.loop if turn else None
        return Step(AGENT, turn, self._inputs, f"f{turn}", 1 - turn, keep, failed, loop=loop)

    async def _save(self, case: Case, paid: Any) -> None:
        self.saved.append((len(case.answers), paid))
        await self.on_save()


@pytest.fixture
def chain(version: AgentVersion, inputs: ChurnAnalysisInput) -> Chain:
    return Chain(version, inputs)


async def test_steps_are_asked_until_there_is_none(fake: FakeBedrock, open_live: OPEN, chain: Chain) -> None:
    async with open_live() as service:
        walked = await chain.walk(service)
        spent = service.limiter.budget.spent
    assert walked.failure is None
    assert [step.fingerprint for step in walked.record.steps] == ["f0", "f1"]
    assert [(answers, type(paid)) for answers, paid in chain.saved] == [(1, AgentResult), (2, AgentResult)]
    assert walked.spent.usage == sum((step.usage for step in walked.record.steps), Usage())
    assert (walked.spent.calls, walked.calls.calls, fake.stats.paid) == (2, 2, 2)
    assert walked.spent.cost_usd == pytest.approx(spent)
    assert walked.charged_usd == pytest.approx(spent)


async def test_a_step_with_tools_is_one_step_whose_turns_are_in_the_record_before_they_are_saved(
    fake: FakeBedrock, open_live: OPEN, chain: Chain
) -> None:
    chain.loop = LOOP
    fake.faults.script = [[("glossary", {"word": "churn"})]]
    kept: list[int] = []

    async def note() -> None:
        await asyncio.sleep(0)
        kept.append(0 if chain.case.loop is None else len(chain.case.loop.messages))

    chain.on_save = note
    async with open_live() as service:
        walked = await chain.walk(service)
    assert walked.failure is None
    assert [type(paid) for _, paid in chain.saved] == [AgentResult, ToolTurn, ToolsRan, AgentResult]
    assert kept == [0, 1, 2, 0]
    tools = chain.case.steps[1].tools
    assert tools is not None
    assert (tools.calls, walked.spent.calls, fake.stats.paid) == (1, 3, 3)


async def test_a_loop_that_the_deadline_cut_goes_on_with_what_the_record_has(
    fake: FakeBedrock, open_live: OPEN, chain: Chain
) -> None:
    chain.loop = LOOP
    fake.faults.script = [[("glossary", {"word": "churn"})]]

    async def slow_down() -> None:
        await asyncio.sleep(0)
        fake.faults.latency = 30.0 if chain.case.loop is not None else 0.0

    chain.on_save = slow_down
    async with open_live() as service:
        cut = await chain.walk(service, 1.0)
        fake.faults.latency = 0.0
        chain.on_save = lambda: asyncio.sleep(0)
        walked = await chain.walk(service)
    assert isinstance(cut.failure, DeadlinePassedError)
    assert (cut.spent.calls, walked.failure, walked.spent.calls) == (2, None, 1)
    assert len(walked.record.answers) == 2


async def test_the_deadline_is_for_the_whole_chain(fake: FakeBedrock, open_live: OPEN, chain: Chain) -> None:
    async def slow_down() -> None:
        await asyncio.sleep(0)
        fake.faults.latency = 30.0

    chain.on_save = slow_down
    async with open_live() as service:
        walked = await chain.walk(service, 1.0)
    assert isinstance(walked.failure, DeadlinePassedError)
    assert walked.record.failure is walked.failure
    assert len(walked.record.answers) == 1  # what is there stays
    assert (walked.spent.calls, walked.calls.calls, walked.calls.maybe_paid) == (1, 2, 1)
    assert walked.charged_usd > (walked.spent.cost_usd or 0.0)


async def test_rejected_answers_are_saved_and_summed(fake: FakeBedrock, open_live: OPEN, chain: Chain) -> None:
    fake.faults.garbage = 1

    async def mend() -> None:
        await asyncio.sleep(0)
        fake.faults.garbage = 0

    chain.on_save = mend
    async with open_live() as service:
        walked = await chain.walk(service)
    assert walked.failure is None
    assert [type(paid) for _, paid in chain.saved] == [Draft, AgentResult, AgentResult]
    assert [step.attempts for step in walked.record.steps] == [2, 1]
    assert walked.record.steps[0].drafts_usd == chain.saved[0][1].cost_usd
    assert walked.record.steps[1].drafts_usd == 0.0


async def test_a_step_that_fails_is_told_so(fake: FakeBedrock, open_live: OPEN, chain: Chain) -> None:
    fake.faults.garbage = 1
    async with open_live() as service:
        walked = await chain.walk(service)
    assert isinstance(walked.failure, AgentFailedError)
    assert walked.record.failure is walked.failure
    assert (len(chain.saved), walked.spent.calls) == (3, 3)


async def test_an_error_of_ours_is_no_failure_of_the_step(fake: FakeBedrock, open_live: OPEN, chain: Chain) -> None:
    fake.faults.stubborn = "The provided model identifier is invalid."
    async with open_live() as service:
        walked = await chain.walk(service)
    assert isinstance(walked.failure, BadInputError)
    assert walked.record.failure is None


async def test_an_answer_that_is_there_is_not_called_failed(fake: FakeBedrock, open_live: OPEN, chain: Chain) -> None:
    may_go_on = asyncio.Event()
    chain.on_save = may_go_on.wait
    async with open_live() as service:
        walked = await chain.walk(service, 1.0)
        may_go_on.set()
        await service.saved()
    assert isinstance(walked.failure, DeadlinePassedError)
    assert (len(walked.record.answers), walked.record.failure, fake.stats.paid) == (1, None, 1)


ADVICE = "Offer a call. Name no price. Ask what they miss."


def _advising(fake: FakeBedrock, version: AgentVersion) -> None:
    """Its answers have this recommendation, and hold."""
    answer = fake.answers(version.output_schema).good
    fake.faults.change({"answer": json.dumps(json.loads(answer) | {"recommendation": ADVICE}), "piece": 3})


async def test_a_listener_hears_the_first_answer_of_its_agent(
    open_live: OPEN, fake: FakeBedrock, version: AgentVersion, chain: Chain
) -> None:
    _advising(fake, version)
    heard: list[str] = []
    async with open_live() as service:
        walked = await chain.walk(service, listener=FieldListener("recommendation", lambda _text: None, heard.append))
    assert (walked.failure, len(chain.case.answers)) == (None, 2)
    assert "".join(heard) == ADVICE
    assert len(heard) == 3


async def test_what_a_listener_may_not_hear_fails_the_step(
    open_live: OPEN, fake: FakeBedrock, version: AgentVersion, chain: Chain
) -> None:
    _advising(fake, version)
    heard: list[str] = []
    listener = FieldListener("recommendation", lambda text: "no prices" if "price" in text else None, heard.append)
    async with open_live() as service:
        walked = await chain.walk(service, listener=listener)
    assert heard == ["Offer a call."]
    assert isinstance(walked.failure, HeldBackError)
    assert chain.case.failure is walked.failure
    assert (chain.case.answers, walked.spent.calls, walked.calls.maybe_paid) == ([], 1, 0)
    assert [type(turn) for _, turn in chain.saved] == [Draft]


async def test_a_stream_that_breaks_within_a_chain(
    open_live: OPEN, fake: FakeBedrock, version: AgentVersion, chain: Chain
) -> None:
    _advising(fake, version)
    heard: list[str] = []

    def say(part: str) -> None:
        heard.append(part)
        for connection in fake.connections:
            connection.transport.close()

    async with open_live() as service:
        walked = await chain.walk(service, listener=FieldListener("recommendation", lambda _text: None, say))
    assert heard
    assert isinstance(walked.failure, StreamBrokenError)
    assert (walked.calls.calls, walked.calls.maybe_paid) == (1, 1)
