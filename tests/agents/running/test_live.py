"""Answering somebody who waits, over real HTTP."""

import asyncio
import json
from collections.abc import Callable, Coroutine
from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest
from fakes.bedrock import FakeBedrock

from agents.core.deadline import Deadline
from agents.core.failures import AgentFailedError, CircuitOpenError, DeadlinePassedError, ModelAwayError
from agents.core.limiter import Quota
from agents.running.live import Answer, answer
from agents.running.question import Question
from agents.running.run import AgentResult
from agents.running.service import Service, open_service
from agents.winback.churn_analysis import AGENT
from schemas.agent import AgentVersion, Draft
from schemas.environment import EnvironmentSpec
from schemas.errors import BadInputError, BudgetStoppedError, StoreError
from schemas.winback.churn_analysis import ChurnAnalysis, ChurnAnalysisInput

OpenService = Callable[..., AbstractAsyncContextManager[Service]]
Ask = Callable[..., Coroutine[Any, Any, Answer[ChurnAnalysis]]]


ENVIRONMENT = EnvironmentSpec(name="test", artifacts_url="memory://", model_timeout_s=60.0, real_model_calls=False)


@pytest.fixture
def ask(version: AgentVersion, inputs: ChurnAnalysisInput, analysis: ChurnAnalysis) -> Ask:
    async def asked(service: Service, seconds: float = 30.0, **others: Any) -> Answer[ChurnAnalysis]:
        question = Question(AGENT, version, inputs)
        return await answer(question, service, Deadline.after(seconds), lambda _failure: analysis, **others)

    return asked


async def test_a_model_answers_and_what_it_took_is_said(fake: FakeBedrock, open_live: OpenService, ask: Ask) -> None:
    saved: list[object] = []

    async def save(paid: object) -> None:
        await asyncio.sleep(0)
        saved.append(paid)

    async with open_live() as service:
        said = await ask(service, save=save)
    assert said.failure is None
    assert said.result is not None
    assert said.output == said.result.output
    assert saved == [said.result]
    assert (said.spent.calls, said.spent.usage, said.calls.calls) == (1, said.result.usage, 1)
    assert said.charged_usd == pytest.approx(said.result.cost_usd)
    assert fake.stats.paid == 1


@pytest.mark.parametrize("silence", [{"hang": True}, {"drip": 0.01}, {"latency": 30.0}])
async def test_at_the_deadline_there_is_the_fallback_and_the_call_is_maybe_paid(
    silence: dict[str, Any], fake: FakeBedrock, open_live: OpenService, ask: Ask, analysis: ChurnAnalysis
) -> None:
    fake.faults.change(silence)
    async with open_live(limit_usd=1.0) as service:
        said = await ask(service, 0.5)
        budget = service.limiter.budget
        assert (said.output, said.result, said.spent.calls) == (analysis, None, 0)
        assert isinstance(said.failure, DeadlinePassedError)
        assert (said.calls.calls, said.calls.maybe_paid) == (1, 1)
        assert said.charged_usd > 0
        assert budget.spent == budget.uncertain == pytest.approx(said.charged_usd)
        assert budget.reserved == pytest.approx(0)
        assert service.limiter.in_flight == 0
    assert fake.stats.calls == 1


async def test_the_deadline_is_for_repairs_too(fake: FakeBedrock, open_live: OpenService, ask: Ask) -> None:
    fake.faults.garbage = 1
    drafts: list[object] = []

    async def save(paid: object) -> None:
        await asyncio.sleep(0)
        drafts.append(paid)
        fake.faults.latency = 30.0

    async with open_live() as service:
        said = await ask(service, 1.0, save=save)
    assert isinstance(said.failure, DeadlinePassedError)
    assert [type(one) for one in drafts] == [Draft]
    assert (said.spent.calls, said.calls.maybe_paid) == (1, 1)
    assert said.spent.cost_usd is not None
    assert said.charged_usd > said.spent.cost_usd > 0


async def test_the_deadline_is_for_waiting_to_be_admitted_too(
    fake: FakeBedrock, open_live: OpenService, ask: Ask
) -> None:
    fake.faults.latency = 30.0
    async with open_live(quota=Quota(concurrency=1)) as service:
        first = asyncio.create_task(ask(service, 30))
        while not fake.stats.in_flight:  # noqa: ASYNC110 -- the fake has no event to wait for
            await asyncio.sleep(0.001)
        said = await ask(service, 0.1)
        assert isinstance(said.failure, DeadlinePassedError)
        assert (said.calls.calls, said.charged_usd) == (0, 0.0)
        first.cancel()
        with pytest.raises(asyncio.CancelledError):
            await first
    assert fake.stats.calls == 1


async def test_a_passing_fault_is_tried_again_within_the_deadline(
    fake: FakeBedrock, open_live: OpenService, ask: Ask
) -> None:
    fake.faults.throttle = 1
    async with open_live(open_s=0.0) as service:
        asking = asyncio.create_task(ask(service))
        while fake.stats.throttled < 2:  # noqa: ASYNC110 -- same
            await asyncio.sleep(0.001)
        fake.faults.throttle = 0
        said = await asking
    assert said.failure is None
    assert said.calls.retries >= 2


async def test_a_provider_that_is_asked_again_too_late_gives_the_fallback_at_once(
    fake: FakeBedrock, open_live: OpenService, ask: Ask
) -> None:
    fake.faults.change({"throttle": 1, "retry_after": "40"})
    async with open_live() as service:
        first, second = await ask(service), await ask(service)
    for said in (first, second):
        assert isinstance(said.failure, DeadlinePassedError)
        assert "asking again is possible in" in str(said.failure)
    assert "ThrottlingException" in str(first.failure)
    assert fake.stats.calls == 1  # the second did not even ask


@pytest.mark.parametrize("fault", ["unavailable", "cut", "reset", "model_timeout", "internal"])
async def test_a_run_of_faults_opens_the_circuit_and_a_probe_closes_it(
    fault: str, fake: FakeBedrock, open_live: OpenService, ask: Ask
) -> None:
    fake.faults.change({fault: 1})
    async with open_live(open_s=0.2) as service:
        broken = await ask(service)
        refused = await ask(service)
        assert isinstance(broken.failure, CircuitOpenError)  # it opened while this one was tried again
        assert isinstance(refused.failure, CircuitOpenError | ModelAwayError)
        assert (refused.calls.calls, fake.stats.calls) == (0, 3)
        fake.faults.change({fault: 0})
        while (said := await ask(service)).failure is not None:
            assert isinstance(said.failure, CircuitOpenError)
            await asyncio.sleep(0.02)
        assert service.limiter.stopped is None
    assert fake.stats.calls == 4


async def test_silence_opens_the_circuit_too(fake: FakeBedrock, open_live: OpenService, ask: Ask) -> None:
    fake.faults.hang = True
    async with open_live() as service:
        failures = [(await ask(service, 0.3)).failure for _ in range(4)]
    assert [type(failure) for failure in failures] == [DeadlinePassedError] * 3 + [CircuitOpenError]
    assert fake.stats.calls == 3


async def test_half_open_only_one_call_tries(fake: FakeBedrock, open_live: OpenService, ask: Ask) -> None:
    fake.faults.unavailable = 1
    async with open_live(open_s=0.1) as service:
        await ask(service)
        await asyncio.sleep(0.11)
        fake.faults.change({"unavailable": 0, "latency": 0.05})
        answers = await asyncio.gather(*(ask(service) for _ in range(5)))
    assert [type(one.failure) for one in answers].count(CircuitOpenError) == 4
    assert fake.stats.calls == 4


async def test_one_models_circuit_is_not_anothers(
    fake: FakeBedrock, open_live: OpenService, ask: Ask, version: AgentVersion, inputs: ChurnAnalysisInput
) -> None:
    other = AgentVersion.model_validate(version.model_dump() | {"model": "offline"})
    fake.faults.down = True
    async with open_live() as service:
        assert (await ask(service)).failure is not None

        def refuse(failure: Exception) -> ChurnAnalysis:
            raise failure

        said = await answer(Question(AGENT, other, inputs), service, Deadline.after(5), refuse)
    assert said.result is not None
    assert said.result.model.startswith("offline:")


async def test_an_error_that_ends_a_bulk_run_fails_one_question(
    fake: FakeBedrock, open_live: OpenService, ask: Ask
) -> None:
    fake.faults.stubborn = "The provided model identifier is invalid."
    async with open_live() as service:
        failures = [(await ask(service)).failure for _ in range(4)]
        assert [type(failure) for failure in failures] == [BadInputError] * 3 + [CircuitOpenError]
        assert service.limiter.stopped is None
    assert fake.stats.calls == 3


async def test_a_budget_that_is_used_up_fails_questions_and_stops_nothing(
    fake: FakeBedrock, open_live: OpenService, ask: Ask
) -> None:
    async with open_live(limit_usd=1e-9) as service:
        said = await ask(service)
        assert isinstance(said.failure, BudgetStoppedError)
        service.limiter.budget.limit = 1.0
        assert (await ask(service)).failure is None
    assert fake.stats.calls == 1


async def test_an_answer_that_keeps_breaking_the_rules_gives_the_fallback(
    fake: FakeBedrock, open_live: OpenService, ask: Ask
) -> None:
    fake.faults.garbage = 1
    async with open_live() as service:
        said = await ask(service)
    assert isinstance(said.failure, AgentFailedError)
    assert said.failure.guardrail
    assert said.spent.calls == 3


async def test_what_was_paid_is_saved_although_nobody_waits_any_more(
    fake: FakeBedrock, open_live: OpenService, ask: Ask
) -> None:
    may_save, saved = asyncio.Event(), list[object]()

    async def save(paid: object) -> None:
        await may_save.wait()
        saved.append(paid)

    async with open_live() as service:
        said = await ask(service, 1.0, save=save)
        assert isinstance(said.failure, DeadlinePassedError)
        assert (said.spent.calls, said.calls.maybe_paid) == (1, 0)
        may_save.set()
        await service.saved()
    assert [type(one) for one in saved] == [AgentResult]
    assert fake.stats.paid == 1


async def test_a_save_that_fails_fails_the_question(fake: FakeBedrock, open_live: OpenService, ask: Ask) -> None:
    async def save(_paid: object) -> None:
        await asyncio.sleep(0)
        raise StoreError("the disk is full")

    async with open_live() as service:
        said = await ask(service, save=save)
    assert isinstance(said.failure, StoreError)
    assert (said.spent.calls, fake.stats.paid) == (1, 1)


async def test_a_save_that_fails_when_nobody_waits_is_reported(
    fake: FakeBedrock, open_live: OpenService, ask: Ask, caplog: pytest.LogCaptureFixture
) -> None:
    may_save = asyncio.Event()

    async def save(_paid: object) -> None:
        await may_save.wait()
        raise StoreError("the disk is full")

    async with open_live() as service:
        await ask(service, 1.0, save=save)
        may_save.set()
        await service.saved()
    assert "a paid answer was not saved: the disk is full" in caplog.text
    assert fake.stats.paid == 1


async def test_a_caller_who_goes_away_leaves_the_books_in_order(
    fake: FakeBedrock, open_live: OpenService, ask: Ask
) -> None:
    fake.faults.latency = 30.0
    async with open_live() as service:
        asking = asyncio.create_task(ask(service))
        while not fake.stats.in_flight:  # noqa: ASYNC110 -- same
            await asyncio.sleep(0.001)
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
        assert service.limiter.in_flight == 0
        assert service.limiter.budget.uncertain > 0


async def test_a_service_is_opened_for_an_environment(fake: FakeBedrock, ask: Ask) -> None:
    async with open_service(ENVIRONMENT, Quota()) as service:
        answers = await asyncio.gather(*(ask(service) for _ in range(20)))
    assert all(one.failure is None for one in answers)
    assert json.dumps(fake.stats.by_tool) == '{"ChurnAnalysis": 20}'
