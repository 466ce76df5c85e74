"""What goes wrong between an agent and its model, over real HTTP."""

import asyncio
import random
from collections.abc import Callable, Coroutine
from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest
from fakes.bedrock import FakeBedrock

from agents.core.failures import AgentFailedError
from agents.core.limiter import Quota, StoppedError
from agents.core.model import ModelUnavailableError
from agents.core.prices import price_of
from agents.core.prompt import render
from agents.core.tokens import reserve
from agents.running.run import AgentResult, Blocked, run_agent
from agents.running.runtime import Runtime
from agents.winback.churn_analysis import AGENT
from schemas.agent import AgentVersion, Draft, ModelRequest
from schemas.errors import BadInputError, StoreError
from schemas.winback.churn_analysis import ChurnAnalysis, ChurnAnalysisInput

OpenRuntime = Callable[..., AbstractAsyncContextManager[Runtime]]
Ask = Callable[[Runtime], Coroutine[Any, Any, AgentResult[ChurnAnalysis]]]


class Jitter(random.Random):
    """Pauses for a millisecond, keeps the bounds it was asked for, and does something after so many pauses."""

    def __init__(self, pauses: int = 0, then: Callable[[], object] = lambda: None) -> None:
        super().__init__()
        self.bounds: list[tuple[float, float]] = []
        self._pauses = pauses
        self._then = then

    def uniform(self, a: float, b: float) -> float:
        self.bounds.append((a, b))
        if len(self.bounds) == self._pauses:
            self._then()
        return 0.001


@pytest.fixture
def ask(version: AgentVersion, inputs: ChurnAnalysisInput) -> Ask:
    async def save(_paid: AgentResult[ChurnAnalysis] | Draft | Blocked) -> None:
        await asyncio.sleep(0)

    return lambda runtime: run_agent(AGENT, version, inputs, runtime, save)


@pytest.fixture
def worst_usd(version: AgentVersion, inputs: ChurnAnalysisInput) -> float:
    """What one call reserves."""
    price = price_of(version.model)
    assert price is not None
    system, user = render(version.system, inputs), render(version.user, inputs)
    shape = (version.output, version.output_schema, version.settings)
    return price(reserve(ModelRequest(AGENT.name, inputs, system, user, *shape)))


# Passing faults

PASSING: dict[str, dict[str, object]] = {
    "throttle": {"throttle": 1},
    "unavailable": {"unavailable": 1},
    "down": {"down": True},
    "internal": {"internal": 1},
    "model_timeout": {"model_timeout": 1},
    "cut": {"cut": 1},
    "reset": {"reset": 1},
    "hang": {"hang": True},
}
MAYBE_PAID = ("model_timeout", "cut", "reset", "hang")


def healed(fake: FakeBedrock) -> None:
    fake.faults.change(dict.fromkeys(("throttle", "unavailable", "internal", "model_timeout", "cut", "reset"), 0.0))
    fake.faults.change({"hang": False, "down": False})


@pytest.mark.parametrize("fault", PASSING)
async def test_a_passing_fault_is_tried_again(
    fault: str, fake: FakeBedrock, open_runtime: OpenRuntime, ask: Ask
) -> None:
    fake.faults.change(PASSING[fault])
    jitter = Jitter(2, lambda: healed(fake))
    async with open_runtime(timeout_s=1.5, jitter=jitter) as runtime:
        result = await ask(runtime)
    assert result.attempts == 1  # answers, not connections
    assert fake.stats.calls == 3
    assert (runtime.counters.calls, runtime.counters.retries) == (3, 2)
    assert runtime.limiter.in_flight == 0


@pytest.mark.parametrize("fault", PASSING)
async def test_what_may_have_been_paid_counts_as_the_worst_case(
    fault: str, fake: FakeBedrock, open_runtime: OpenRuntime, ask: Ask, worst_usd: float
) -> None:
    fake.faults.change(PASSING[fault])
    async with open_runtime(timeout_s=1.5, jitter=Jitter(2, lambda: healed(fake))) as runtime:
        result = await ask(runtime)
    maybe_paid = 2 if fault in MAYBE_PAID else 0
    assert result.cost_usd is not None
    assert runtime.counters.maybe_paid == maybe_paid
    assert runtime.limiter.budget.spent == pytest.approx(result.cost_usd + maybe_paid * worst_usd)
    assert runtime.limiter.budget.reserved == pytest.approx(0)


async def test_a_connection_that_dies_while_the_model_works_may_have_been_paid(
    fake: FakeBedrock, open_runtime: OpenRuntime, ask: Ask, worst_usd: float
) -> None:
    fake.faults.latency = 30
    async with open_runtime(jitter=Jitter(1, lambda: fake.faults.change({"latency": 0.0}))) as runtime:
        call = asyncio.create_task(ask(runtime))
        while not fake.stats.in_flight:  # noqa: ASYNC110 -- the fake has no event to wait for
            await asyncio.sleep(0.001)
        (connection,) = fake.connections
        connection._reset()
        result = await call
    assert fake.stats.paid == 2
    assert runtime.counters.maybe_paid == 1
    assert result.cost_usd is not None
    assert runtime.limiter.budget.spent == pytest.approx(result.cost_usd + worst_usd)


async def test_a_call_that_never_reached_the_model_is_free(
    open_runtime: OpenRuntime, ask: Ask, unused_tcp_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", f"http://127.0.0.1:{unused_tcp_port}")
    async with open_runtime(retry_for_s=0.01) as runtime:
        with pytest.raises(AgentFailedError, match="no connection"):
            await ask(runtime)
    assert runtime.counters.maybe_paid == 0
    assert runtime.limiter.budget.spent == 0


async def test_a_mix_of_faults_is_recovered_under_load(fake: FakeBedrock, open_runtime: OpenRuntime, ask: Ask) -> None:
    fake.faults.change(
        {"throttle": 0.15, "unavailable": 0.1, "internal": 0.1, "cut": 0.1, "reset": 0.1, "garbage": 0.1}
    )
    async with open_runtime(Quota(concurrency=16)) as runtime:
        results = await asyncio.gather(*(ask(runtime) for _ in range(100)))
    assert all(isinstance(result.output, ChurnAnalysis) for result in results)
    counters = runtime.counters
    assert counters.calls == fake.stats.calls == 100 + counters.retries + counters.repairs
    assert fake.stats.max_in_flight <= 16
    assert runtime.limiter.in_flight == 0
    assert runtime.limiter.budget.reserved == pytest.approx(0)


async def test_a_service_that_takes_only_so_many_is_met(fake: FakeBedrock, open_runtime: OpenRuntime, ask: Ask) -> None:
    fake.faults.change({"max_in_flight_limit": 3, "latency": 0.002})
    async with open_runtime(Quota(concurrency=32)) as runtime:
        await asyncio.gather(*(ask(runtime) for _ in range(60)))
    assert fake.stats.throttled > 0
    assert fake.stats.paid == 60
    assert runtime.limiter.limit < 32


@pytest.mark.parametrize(("fault", "halved"), [("throttle", 1), ("unavailable", 1), ("hang", 0), ("cut", 0)])
async def test_only_an_overloaded_service_halves_the_calls_in_flight(
    fault: str, halved: int, fake: FakeBedrock, open_runtime: OpenRuntime, ask: Ask
) -> None:
    fake.faults.change(PASSING[fault])
    async with open_runtime(timeout_s=1.5, jitter=Jitter(1, lambda: healed(fake))) as runtime:
        await ask(runtime)
        assert runtime.limiter.limit == (4 if halved else 8)


async def test_answers_let_the_calls_in_flight_climb_back(
    fake: FakeBedrock, open_runtime: OpenRuntime, ask: Ask
) -> None:
    fake.faults.throttle = 1
    async with open_runtime(Quota(concurrency=4), jitter=Jitter(1, lambda: healed(fake))) as runtime:
        await asyncio.gather(*(ask(runtime) for _ in range(20)))
        assert fake.stats.throttled > 0
        assert runtime.limiter.limit == 4


async def test_pauses_double_up_to_a_cap(fake: FakeBedrock, open_runtime: OpenRuntime, ask: Ask) -> None:
    fake.faults.throttle = 1
    jitter = Jitter(15, lambda: healed(fake))
    async with open_runtime(jitter=jitter) as runtime:
        await ask(runtime)
    ceilings = [0.5, 1.0, 2.0, 4.0, *[8.0] * 11]
    assert jitter.bounds == [(ceiling / 2, ceiling) for ceiling in ceilings]


async def test_every_attempt_counts_against_the_quota(fake: FakeBedrock, open_runtime: OpenRuntime, ask: Ask) -> None:
    fake.faults.throttle = 1
    quota = Quota(requests_per_minute=100, tokens_per_minute=1_000_000)
    async with open_runtime(quota, jitter=Jitter(4, lambda: healed(fake))) as runtime:
        result = await ask(runtime)
    assert [amount for _, amount in runtime.limiter._requests._entries] == [1.0] * 5
    # Of the tokens only those that were used stay.
    used = result.usage.input_tokens + result.usage.output_tokens
    assert [amount for _, amount in runtime.limiter._tokens._entries] == [0.0] * 4 + [used]


@pytest.mark.parametrize(
    ("fault", "named"),
    [
        ("throttle", "ThrottlingException"),
        ("unavailable", "ServiceUnavailableException"),
        ("hang", "no answer in time"),
    ],
)
async def test_a_fault_that_does_not_pass_fails_with_its_name_and_the_attempts(
    fault: str, named: str, fake: FakeBedrock, open_runtime: OpenRuntime, ask: Ask
) -> None:
    fake.faults.change(PASSING[fault])
    async with open_runtime(retry_for_s=0.02, timeout_s=0.4) as runtime:
        with pytest.raises(AgentFailedError) as failure:
            await ask(runtime)
    message = str(failure.value)
    assert message.startswith(f"bedrock:amazon.nova-lite-v1:0: {named}")
    assert message.endswith(f"({fake.stats.calls} attempts in 0 s)")
    assert "\n" not in message
    assert fake.stats.calls >= 2
    assert not isinstance(failure.value, ModelUnavailableError)
    assert runtime.limiter.stopped is None  # a customer fails, the run goes on
    assert runtime.limiter.in_flight == 0


async def test_a_stop_ends_the_pause_between_attempts(fake: FakeBedrock, open_runtime: OpenRuntime, ask: Ask) -> None:
    fake.faults.throttle = 1
    async with open_runtime(jitter=random.Random(1)) as runtime:  # pauses of a quarter of a second and more
        call = asyncio.create_task(ask(runtime))
        while not fake.stats.throttled:  # noqa: ASYNC110 -- the fake has no event to wait for
            await asyncio.sleep(0.001)
        runtime.limiter.stop(StoreError("the disk is full"))
        with pytest.raises(StoppedError):
            await asyncio.wait_for(call, 5)
    assert fake.stats.calls == 1


# Refusals


async def test_a_refused_request_fails_the_customer_at_once(
    fake: FakeBedrock, open_runtime: OpenRuntime, ask: Ask
) -> None:
    fake.faults.fail_if = "too expensive"
    async with open_runtime() as runtime:
        with pytest.raises(AgentFailedError, match="ValidationException: input too long"):
            await ask(runtime)
        assert fake.stats.calls == 1
        assert (runtime.counters.retries, runtime.counters.maybe_paid) == (0, 0)
        assert runtime.limiter.budget.spent == 0
        fake.faults.fail_if = ""
        await ask(runtime)  # the run goes on


async def refused(said: str, fake: FakeBedrock, open_runtime: OpenRuntime, ask: Ask) -> Runtime:
    """Run until `BadInputError`, in one line without a secret and with nothing paid."""
    async with open_runtime(limit_usd=1.0) as runtime:
        with pytest.raises(BadInputError) as refusal:
            await ask(runtime)
    message = str(refusal.value)
    assert "\n" not in message
    assert "planted-secret" not in message
    assert "AKIA" not in message
    assert message.startswith("bedrock:amazon.nova-lite-v1:0: ")
    assert said in message
    assert fake.stats.paid == 0
    assert runtime.limiter.budget.spent == 0
    assert runtime.limiter.in_flight == 0
    return runtime


async def test_wrong_credentials_stop_the_run(
    fake: FakeBedrock, open_runtime: OpenRuntime, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIAWRONGWRONGWRONGW")
    runtime = await refused("UnrecognizedClientException", fake, open_runtime, ask)
    assert isinstance(runtime.limiter.stopped, BadInputError)
    assert "check the AWS credentials" in str(runtime.limiter.stopped)
    assert fake.stats.calls == 1


async def test_an_unknown_model_stops_the_run(
    open_runtime: OpenRuntime, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    without = FakeBedrock(models=["amazon.nova-pro-v1:0"])
    monkeypatch.setenv("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", await without.start())
    runtime = await refused("check the model id and the region", without, open_runtime, ask)
    await without.stop()
    assert isinstance(runtime.limiter.stopped, BadInputError)
    assert without.stats.calls == 1


async def test_only_the_calls_in_flight_meet_wrong_credentials(
    fake: FakeBedrock, open_runtime: OpenRuntime, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIAWRONGWRONGWRONGW")
    async with open_runtime(Quota(concurrency=1)) as runtime:
        outcomes = await asyncio.gather(*(ask(runtime) for _ in range(10)), return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [BadInputError] + [StoppedError] * 9
    assert fake.stats.calls == 1


@pytest.mark.parametrize(
    ("unset", "said"),
    [
        (("AWS_REGION", "AWS_DEFAULT_REGION"), "region"),
        (("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"), "no AWS credentials found"),
        (("AWS_SECRET_ACCESS_KEY",), "AWS_SECRET_ACCESS_KEY"),
    ],
)
async def test_without_region_or_credentials_no_call_is_made(
    unset: tuple[str, ...],
    said: str,
    fake: FakeBedrock,
    open_runtime: OpenRuntime,
    ask: Ask,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in unset:
        monkeypatch.delenv(name)
    runtime = await refused(said, fake, open_runtime, ask)
    assert fake.stats.calls == runtime.counters.calls == 0
