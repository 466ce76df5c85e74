"""What a system is to the machinery that runs it over many subjects."""

from collections.abc import Iterable
from typing import Any, Protocol, TypeVar

from agents.core.agent import Agent
from agents.core.step import Record, Resolved, Step
from schemas.agent import Draft
from schemas.paid import Failure, PaidStep, Spend
from schemas.registry import Assignment


class BulkRecord(Protocol):
    """The ledger's entry for one subject, as far as the machinery looks into it. Each system has its own class."""

    versions: dict[str, str]
    assigned: dict[str, Assignment]
    drafts_of: str | None
    drafts: tuple[Draft, ...]
    spent: Spend
    error: Failure | None

    @property
    def subject_id(self) -> str:
        """What the subject is called in its upload."""

    @property
    def complete(self) -> bool:
        """Whether all that this subject needs is there."""


Subject_contra = TypeVar("Subject_contra", contravariant=True)
Context_contra = TypeVar("Context_contra", contravariant=True)


class System(Protocol[Subject_contra, Record, Context_contra]):
    """What one system does with a subject. Nothing here pays, waits or stores."""

    agents: tuple[Agent[Any, Any], ...]

    def begin(self, subject: Subject_contra, context: Context_contra) -> Record:
        """The record of a subject that starts now."""

    def settle(self, record: Record, context: Context_contra) -> bool:
        """Bring up to date what changes without paying: holds, rulings; whether anything did."""

    def next_step(self, record: Record, context: Context_contra, versions: Resolved) -> Step[Record] | None:
        """What is asked next, given what is there; None where there is nothing to ask.

        A pure function: paying, "is it current?" and the estimate walk the same chain.
        """

    def rests_on(self, context: Context_contra) -> Iterable[str]:
        """What a finished upload depends on, beside its file, its parameters and the versions."""

    def steps(self, record: Record) -> Iterable[tuple[str, PaidStep]]:
        """What was paid for and holds, by agent."""
