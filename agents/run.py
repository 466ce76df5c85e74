"""Run one agent on one input: admit, call, check, ask again, until there is an output that holds."""

import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import Generic

from agents.agent import Agent, Inputs, Output, ViolationError, parse_output
from agents.limiter import Limiter, Slot
from agents.models.base import AnswerBlockedError, CallRejectedError, Model, ModelUnavailableError
from agents.models.opening import Models
from agents.prices import Price, require_price
from agents.prompt import render
from agents.tokens import reserve
from schemas.agent import AgentVersion, CallCounts, Draft, ModelReply, ModelRequest, Usage
from schemas.errors import ReviveError

MAX_REPAIRS = 2
BACKOFF_FIRST_S, BACKOFF_CAP_S = 0.5, 8.0


class AgentFailedError(Exception):
    """No usable answer: the model stayed unavailable, refused, or kept breaking the rules.

    `guardrail` is whether there were answers, and what was in them is why none can be used.
    """

    def __init__(self, message: str, *, guardrail: bool = False) -> None:
        super().__init__(message)
        self.guardrail = guardrail


class ModelAwayError(AgentFailedError):
    """The model stayed unavailable: nothing is known of what it would have answered."""


class VersionWithdrawnError(Exception):
    """The version was rolled back or replaced while the call waited. Nothing was sent."""


def never() -> bool:
    """For a version that nobody withdraws."""
    return False


@dataclass(slots=True)
class Outage:
    """Calls that were given up because the model stayed unavailable, since one was last answered."""

    in_a_row: int = 0
    message: str = ""


@dataclass(slots=True)
class Runtime:
    """What every call of a run shares."""

    models: Models
    limiter: Limiter
    retry_for_s: float = 90.0
    jitter: random.Random = field(default_factory=random.Random)
    counters: CallCounts = field(default_factory=CallCounts)
    outage: Outage = field(default_factory=Outage)


@dataclass(frozen=True, slots=True)
class _Priced:
    """A model with its price, None where it is not known."""

    model: Model
    price: Price | None

    def cost(self, usage: Usage) -> float | None:
        return self.price(usage) if self.price else None


@dataclass(frozen=True, slots=True)
class AgentResult(Generic[Output]):
    """The output and what the answer that held cost; earlier drafts are accounted for by themselves."""

    output: Output
    model: str
    usage: Usage
    cost_usd: float | None
    latency_s: float
    attempts: int


Save = Callable[[AgentResult[Output] | Draft], Awaitable[None]]


async def run_agent(
    agent: Agent[Inputs, Output],
    version: AgentVersion,
    inputs: Inputs,
    runtime: Runtime,
    save: Save[Output],
    drafts: tuple[Draft, ...] = (),
    *,
    steps_after: int = 0,
    withdrawn: Callable[[], bool] = never,
) -> AgentResult[Output]:
    """Ask until the answer holds, at most `MAX_REPAIRS` times again.

    `steps_after` is how many agents wait for this one's answer: longer chains are admitted first.

    Every paid answer goes through `save` before its slot is given back: a `Draft` if it broke a rule, else the result.
    `withdrawn` is asked before every single call.
    `drafts` are such answers of an earlier process, so that a killed run continues the conversation it paid for.
    Raises `AgentFailedError` or `VersionWithdrawnError`; `StoppedError` or the `ReviveError` at fault where the run
    has to stop.
    """
    model = await runtime.models.get(version.model)
    priced = _Priced(model, require_price(model.name, runtime.limiter.budget, at_openai=runtime.models.at_openai))
    system, user = render(version.system, inputs), render(version.user, inputs)
    while True:
        if len(drafts) > MAX_REPAIRS:
            broken = f"{len(drafts)} answers broke the rules; the last: {drafts[-1].violation}"
            raise AgentFailedError(broken, guardrail=True)
        runtime.counters.repairs += 1 if drafts else 0
        request = ModelRequest(
            agent=agent.name,
            inputs=inputs,
            system=system,
            user=user,
            output_name=version.output,
            output_schema=version.output_schema,
            settings=version.settings,
            drafts=drafts,
        )
        judge = _judge(agent, inputs, priced, len(drafts))
        paid = await _call(request, runtime, priced, judge, save, steps_after, withdrawn)
        if isinstance(paid, AgentResult):
            return paid
        drafts = (*drafts, paid)


Judge = Callable[[ModelReply, float], AgentResult[Output] | Draft]


def _judge(agent: Agent[Inputs, Output], inputs: Inputs, priced: _Priced, drafts: int) -> Judge[Output]:
    def judge(reply: ModelReply, latency_s: float) -> AgentResult[Output] | Draft:
        cost = priced.cost(reply.usage)
        try:
            if reply.stop == "max_tokens":
                raise ViolationError("the answer was cut off at the maximum length; answer more briefly")
            if reply.output is None:
                raise ViolationError("answer in the given structure, not in free text")
            output = parse_output(agent, inputs, reply.output)
        except ViolationError as violation:
            return Draft(
                output=reply.output,
                text=reply.text,
                violation=str(violation),
                usage=reply.usage,
                cost_usd=cost,
                latency_s=latency_s,
            )
        return AgentResult(output, priced.model.name, reply.usage, cost, latency_s, drafts + 1)

    return judge


async def _call(
    request: ModelRequest,
    runtime: Runtime,
    priced: _Priced,
    judge: Judge[Output],
    save: Save[Output],
    steps_after: int,
    withdrawn: Callable[[], bool],
) -> AgentResult[Output] | Draft:
    """One paid answer, trying again for `retry_for_s` seconds while the model is unavailable."""
    expected = reserve(request)
    worst_usd = priced.cost(expected) or 0.0
    first_fault: float | None = None
    attempt = 0
    while True:
        slot = await runtime.limiter.admit(expected.input_tokens + expected.output_tokens, worst_usd, steps_after)
        if withdrawn():
            runtime.limiter.release(slot, used_tokens=0, cost_usd=0.0)
            raise VersionWithdrawnError
        attempt += 1
        try:
            return await _attempt(request, runtime, priced.model, slot, judge, save)
        except ModelUnavailableError as fault:
            now = monotonic()
            first_fault = first_fault or now
            if now - first_fault >= runtime.retry_for_s:
                runtime.outage.in_a_row += 1
                runtime.outage.message = str(fault)
                raise ModelAwayError(f"{fault} ({attempt} attempts in {now - first_fault:.0f} s)") from None
        except CallRejectedError as rejection:
            blocked = isinstance(rejection, AnswerBlockedError)
            raise AgentFailedError(str(rejection), guardrail=blocked) from None
        runtime.counters.retries += 1
        ceiling = min(BACKOFF_CAP_S, BACKOFF_FIRST_S * 2 ** min(attempt - 1, 10))
        await runtime.limiter.pause(runtime.jitter.uniform(ceiling / 2, ceiling))


async def _attempt(
    request: ModelRequest, runtime: Runtime, model: Model, slot: Slot, judge: Judge[Output], save: Save[Output]
) -> AgentResult[Output] | Draft:
    runtime.counters.calls += 1
    used, cost = 0, 0.0
    try:
        started = monotonic()
        reply = await model.call(request)
        paid = judge(reply, monotonic() - started)
        used, cost = reply.usage.input_tokens + reply.usage.output_tokens, paid.cost_usd or 0.0
        runtime.limiter.succeeded()
        runtime.counters.answers += 1
        runtime.outage.in_a_row, runtime.outage.message = 0, ""
        await save(paid)
    except ModelUnavailableError as fault:
        if fault.fault in ("throttled", "server"):
            runtime.limiter.throttled(slot)
        if fault.maybe_paid:
            # The budget counts the worst case, so that a limit holds even if the provider charges for it.
            used, cost = int(slot.tokens[1]), slot.reserved_usd
            runtime.counters.maybe_paid += 1
            runtime.limiter.budget.uncertain += cost
        raise
    except ReviveError as error:
        # Nothing can be paid for or nothing can be kept: stop before the slot lets the next call in.
        runtime.limiter.stop(error)
        raise
    finally:
        runtime.limiter.release(slot, used_tokens=used, cost_usd=cost)
    return paid
