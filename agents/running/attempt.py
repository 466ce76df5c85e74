"""One attempt at a call: whatever ends it, its slot is given back and the budget knows what it may have cost."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from time import monotonic
from typing import Protocol, TypeVar

from agents.core.caps import Charge
from agents.core.limiter import Slot, StoppedError
from agents.core.model import CallRejectedError, Model, ModelUnavailableError
from agents.running.runtime import CallRuntime
from schemas.agent import ModelReply, ModelRequest, Usage
from schemas.errors import ReviveError


class _Priced(Protocol):
    @property
    def cost_usd(self) -> float | None: ...


Paid = TypeVar("Paid", bound=_Priced)
_NOTHING = Usage()


@dataclass(slots=True)
class _Bill:
    """What an attempt is charged. Until we know how it ended, that is its worst case."""

    tokens: int
    usd: float
    certain: bool = False
    bounded: bool = False

    def settle(self, usage: Usage = _NOTHING, usd: float = 0.0) -> None:
        self.tokens, self.usd, self.certain = usage.input_tokens + usage.output_tokens, usd, True
        self.bounded = usage.bounded

    def close(self, runtime: CallRuntime, slot: Slot, charge: Charge) -> None:
        """Give the slot back, with what the attempt is charged."""
        charge.settle(self.usd)
        if not self.certain:
            runtime.counters.maybe_paid += 1
            runtime.limiter.budget.uncertain += self.usd
        runtime.limiter.give_back(slot, used_tokens=self.tokens, cost_usd=self.usd, believed=not self.bounded)


async def attempt_once(
    model: Model,
    request: ModelRequest,
    runtime: CallRuntime,
    slot: Slot,
    charge: Charge,
    judge: Callable[[ModelReply, float], Paid],
    save: Callable[[Paid], Awaitable[None]],
) -> Paid:
    """Call, judge (with the latency in seconds), save; raises what the model or the save raise."""
    runtime.counters.calls += 1
    bill = _Bill(int(slot.tokens[1]), slot.reserved_usd)
    try:
        started = monotonic()
        reply = await model.call(request)
        paid = judge(reply, monotonic() - started)
        bill.settle(reply.usage, paid.cost_usd or 0.0)
        runtime.limiter.succeeded()
        runtime.counters.answers += 1
        runtime.counters.bounded += bill.bounded
        runtime.counters.batched += reply.tier == "batch"
        runtime.outage.in_a_row, runtime.outage.message = 0, ""
        await save(paid)
    except ModelUnavailableError as fault:
        # A server's Retry-After is kept to only for as long as the run itself would go on trying.
        runtime.limiter.unavailable(slot, fault, runtime.retry_for_s)
        if not fault.maybe_paid:
            bill.settle()
        raise
    except CallRejectedError:
        bill.settle()
        raise
    except StoppedError:
        # It goes on without us, in a job; the next run takes the answer in. Only a budget has to know of it until then.
        if runtime.limiter.budget.limit is None:
            bill.settle()
        raise
    except ReviveError as error:
        if not bill.certain:  # refused before anything was paid for; otherwise it was the store that failed
            bill.settle()
        # Either nothing can be paid for or nothing can be kept: stop before this slot lets the next call in.
        runtime.limiter.stop(error)
        raise
    finally:
        bill.close(runtime, slot, charge)
    return paid
