"""What a run has counted so far, and who listens to it."""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field

from agents.core.causes import Causes, cause_of
from schemas.agent import Usage
from schemas.bulk import Status
from schemas.paid import Spend
from tasks.bulk.system import BulkRecord

Listener = Callable[["Tally"], None]
# Set by the command to draw its progress bar; in a deployment nobody watches.
listener: ContextVar[Listener | None] = ContextVar("revive_listener", default=None)


@dataclass(slots=True)
class Tally:
    """Subjects and money of the upload, over all its runs, as far as this run has seen them."""

    listener: Listener | None = None  # told of every change
    total: int = 0  # subjects of the upload
    completed: int = 0  # subjects with a result
    failed: int = 0  # subjects without one
    held: int = 0  # of `completed`: on hold
    review: int = 0  # of `completed`: waiting for a person
    spent: Spend = field(default_factory=Spend)  # on all of them
    causes: Causes = field(default_factory=Causes)  # why subjects failed
    noun: str = "customer"  # what people call one of them
    of_shards_usd: float = 0.0  # maybe paid by shards, beside what is recorded

    def spend(self, usage: Usage, cost_usd: float | None, calls: int = 1) -> None:
        """Something was paid."""
        self.spent = self.spent.plus(usage, cost_usd, calls)
        self._tell()

    def finish(self, record: BulkRecord) -> None:
        """A subject is complete or has failed."""
        if record.complete:
            self.completed += 1
            self.held += record.held
            self.review += record.waits
        else:
            self.failed += 1
            if record.error is not None:
                self.causes.add(cause_of(record.error))
        self._tell()

    def recall(self, *parts: Status, total: int) -> None:
        """Take over what other runs have counted."""
        self.total = total
        self.completed = sum(part.completed for part in parts)
        self.failed = sum(part.failed for part in parts)
        self.held = sum(part.held for part in parts)
        self.review = sum(part.review for part in parts)
        self.spent, self.causes = Spend(), Causes()
        for part in parts:
            for cause, count in part.causes.items():
                self.causes.add(cause, count)
            usage = Usage(input_tokens=part.input_tokens, output_tokens=part.output_tokens)
            self.spent = self.spent.plus(usage, part.cost_usd, part.this_run.calls)
        self._tell()

    @property
    def failures(self) -> str:
        """How many subjects failed, and the commonest causes."""
        return f"{self.failed} of {self.total} {self.noun}s failed{self.causes.named}"

    def _tell(self) -> None:
        if self.listener:
            self.listener(self)
