"""Run one agent on one input: admit, call, check, ask again, until there is an output that holds."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from time import monotonic
from typing import Generic

from pydantic import BaseModel

from agents.core.agent import Agent, Inputs, Output, ViolationError
from agents.core.answers import read_answer, storable
from agents.core.caps import Charge
from agents.core.failures import AgentFailedError, ModelAwayError, VersionWithdrawnError
from agents.core.limiter import Slot
from agents.core.model import CallRejectedError, Model, ModelUnavailableError, under_way
from agents.core.prices import Price, require_price
from agents.core.prompt import render_beside
from agents.core.tiers import SHARE
from agents.core.tokens import reserve
from agents.running.attempt import Paid, attempt_once
from agents.running.runtime import CallRuntime
from schemas.agent import AgentVersion, Draft, ModelReply, ModelRequest, Tier, Usage
from schemas.errors import BadInputError
from schemas.messages import Conversation

MAX_REPAIRS = 2
BACKOFF_FIRST_S, BACKOFF_CAP_S = 0.5, 8.0


def never() -> bool:
    """For a version that nobody withdraws."""
    return False


@dataclass(frozen=True, slots=True)
class PricedModel:
    """A model with its price; None if no price is known."""

    model: Model
    price: Price | None

    def cost(self, usage: Usage, tier: Tier = "on_demand") -> float | None:
        """Dollars."""
        return self.price(usage) * SHARE[tier] if self.price else None


@dataclass(frozen=True, slots=True)
class AgentResult(Generic[Output]):
    """The output, and what the answer that held cost. Earlier drafts are accounted for separately."""

    output: Output
    model: str  # who answered, with the provider
    usage: Usage  # of this answer
    cost_usd: float | None  # of this answer, in dollars; None if no price is known
    latency_s: float  # of this call, in seconds
    attempts: int  # answers that it took, rejected ones included
    tier: Tier = "on_demand"  # how it was served


@dataclass(frozen=True, slots=True)
class Blocked:
    """A paid answer that a guardrail or the model itself withheld: there is nothing to read or repair."""

    message: str  # who withheld it, and why
    usage: Usage  # which is charged all the same
    cost_usd: float | None  # in dollars; None if no price is known


Save = Callable[[AgentResult[Output] | Draft | Blocked], Awaitable[None]]


async def run_agent(
    agent: Agent[Inputs, Output],
    version: AgentVersion,
    inputs: Inputs,
    runtime: CallRuntime,
    save: Save[Output],
    drafts: tuple[Draft, ...] = (),
    *,
    steps_after: int = 0,
    withdrawn: Callable[[], bool] = never,
    conversation: Conversation | None = None,
) -> AgentResult[Output]:
    """Ask until the answer holds, at most `MAX_REPAIRS` times again.

    `steps_after` is how many agents wait for this answer: longer chains are admitted first.

    Every paid answer goes through `save` before its slot is given back: a `Draft` if it broke a rule, `Blocked` if it
    was withheld, else the result.
    `withdrawn` is asked before every call.
    `drafts` are rejected answers of an earlier process, so that a killed run continues the conversation it paid for.
    `conversation` is what surrounds the question when somebody talks with the agent.
    Raises `AgentFailedError` or `VersionWithdrawnError`; `StoppedError` or the `ReviveError` at fault where the run
    has to stop.
    """
    priced = await priced_model(version.model, runtime)
    request = await rendered(agent.name, version, inputs, conversation, drafts)
    while True:
        require_repairs_left(request.drafts)
        runtime.counters.repairs += 1 if request.drafts else 0
        judge = judging(agent, inputs, request, priced)
        paid = await paid_answer(request, runtime, priced, judge, save, steps_after, withdrawn)
        if isinstance(paid, AgentResult):
            return paid
        if isinstance(paid, Blocked):
            raise AgentFailedError(paid.message, guardrail=True)
        request = replace(request, drafts=(*request.drafts, paid))


def require_repairs_left(drafts: tuple[Draft, ...]) -> None:
    """Raise `AgentFailedError` if too many answers have broken the rules."""
    if len(drafts) > MAX_REPAIRS:
        broken = f"{len(drafts)} answers broke the rules; the last: {drafts[-1].violation}"
        raise AgentFailedError(broken, guardrail=True)


async def priced_model(name: str, runtime: CallRuntime) -> PricedModel:
    """The model that a version names. Raises `BadInputError` if the budget needs a price that is not known."""
    model = await runtime.models.get(name)
    price = require_price(model.name, runtime.limiter.budget, at_openai=runtime.models.at_openai)
    return PricedModel(model, price)


async def rendered(
    agent: str,
    version: AgentVersion,
    inputs: BaseModel,
    conversation: Conversation | None,
    drafts: tuple[Draft, ...] = (),
) -> ModelRequest:
    """What a version of this agent asks about these inputs.

    Raises `AgentFailedError`: a template that fails on what one customer says fails that customer, not the run.
    """
    try:
        system, user = await render_beside(version.system, inputs), await render_beside(version.user, inputs)
    except BadInputError as error:
        raise AgentFailedError(f"{version.agent} {version.version}: {error}") from None
    shape = (version.output, version.output_schema, version.settings)
    return ModelRequest(agent, inputs, system, user, *shape, drafts, conversation)


Judge = Callable[[ModelReply, float], AgentResult[Output] | Draft | Blocked]


def judging(agent: Agent[Inputs, Output], inputs: Inputs, request: ModelRequest, priced: PricedModel) -> Judge[Output]:
    """How answers to this request are judged: a result, a rejected draft, or withheld."""
    drafts = len(request.drafts)

    def judge(said: ModelReply, latency_s: float) -> AgentResult[Output] | Draft | Blocked:
        reply, cost = storable(said), priced.cost(said.usage, said.tier)
        if reply.stop == "blocked":
            return Blocked(f"{priced.model.name}: {reply.text}", reply.usage, cost)
        try:
            output = read_answer(agent, inputs, reply, request.output_schema)
        except ViolationError as violation:
            return Draft(
                output=reply.output,
                text=reply.text,
                violation=str(violation),
                usage=reply.usage,
                cost_usd=cost,
                latency_s=latency_s,
            )
        return AgentResult(output, priced.model.name, reply.usage, cost, latency_s, drafts + 1, reply.tier)

    return judge


async def _charged(agent: str, worst_usd: float | None, runtime: CallRuntime, slot: Slot) -> Charge:
    """Draw a call from the day's caps; one that they refuse gives its slot back, and nothing was sent."""
    try:
        return await runtime.caps.charge(agent, worst_usd)
    except BaseException:
        runtime.limiter.give_back(slot, used_tokens=0, cost_usd=0.0)
        raise


async def paid_answer(
    request: ModelRequest,
    runtime: CallRuntime,
    priced: PricedModel,
    judge: Callable[[ModelReply, float], Paid],
    save: Callable[[Paid], Awaitable[None]],
    steps_after: int = 0,
    withdrawn: Callable[[], bool] = never,
) -> Paid:
    """One paid answer, trying again for `retry_for_s` seconds while the model is unavailable."""
    expected = reserve(request)
    first_fault: float | None = None
    attempt = 0
    while True:
        # What an earlier process has under way is in the budget already; once it is known to bring nothing, it is not.
        worst_usd = 0.0 if await under_way(priced.model, request) else priced.cost(expected) or 0.0
        slot = await runtime.limiter.admit(expected.input_tokens + expected.output_tokens, worst_usd, steps_after)
        if withdrawn():
            runtime.limiter.give_back(slot, used_tokens=0, cost_usd=0.0)
            raise VersionWithdrawnError
        charge = await _charged(request.agent, None if priced.price is None else worst_usd, runtime, slot)
        attempt += 1
        try:
            return await attempt_once(priced.model, request, runtime, slot, charge, judge, save)
        except ModelUnavailableError as fault:
            now = monotonic()
            first_fault = first_fault or now
            if now - first_fault >= runtime.retry_for_s:
                runtime.outage.in_a_row += 1
                runtime.outage.message = str(fault)
                raise ModelAwayError(f"{fault} ({attempt} attempts in {now - first_fault:.0f} s)") from None
        except CallRejectedError as rejection:
            raise AgentFailedError(str(rejection)) from None
        runtime.counters.retries += 1
        ceiling = min(BACKOFF_CAP_S, BACKOFF_FIRST_S * 2 ** min(attempt - 1, 10))
        await runtime.limiter.pause(runtime.jitter.uniform(ceiling / 2, ceiling))
