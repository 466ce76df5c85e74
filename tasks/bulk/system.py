"""The interface that a system implements for the bulk machinery; `tasks.bulk.capabilities` has the optional parts."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from markupsafe import Markup

from agents.core.agent import Agent
from agents.core.step import Resolved, Step
from blocks.artifacts import ArtifactStore
from blocks.layout import Upload
from schemas.agent import Draft
from schemas.bulk import Estimate, RunParams, Status
from schemas.case import Case
from schemas.paid import Failure, PaidStep, Spend
from schemas.registry import Assignment
from tasks.bulk.place import Place

if TYPE_CHECKING:
    from tasks.bulk.ledger import Ledger
    from tasks.bulk.observe import Observer
    from tasks.bulk.run import Run

Rows = list[tuple[str, str]]


class BulkRecord(Protocol):
    """The ledger's entry for one subject, as far as the machinery looks into it. Each system has its own class.

    A Protocol and not a base class, which would put its fields first and so change every stored record.
    """

    versions: dict[str, str]  # by agent: which one serves this subject
    assigned: dict[str, Assignment]  # by agent: the release under which it was chosen
    drafts_of: str | None  # fingerprint of the step that the drafts belong to
    drafts: tuple[Draft, ...]  # paid answers of that step that broke a rule
    spent: Spend  # on this subject in all
    error: Failure | None  # why it has no result

    @property
    def subject_id(self) -> str:
        """The subject's id in its upload."""

    @property
    def subject(self) -> Any:
        """What is worked on, as it was taken in."""

    @property
    def complete(self) -> bool:
        """Whether all that this subject needs is there."""

    @property
    def held(self) -> bool:
        """Whether nothing may be done about it."""

    @property
    def waits(self) -> bool:
        """Whether what came of it waits for a person to approve it."""

    def model_dump_json(self) -> str:
        """The record as it is stored."""


class SameAs(Protocol):
    """Takes all stored subjects of a run in order, and finds those that repeat an earlier one."""

    @property
    def found(self) -> Mapping[str, str]:
        """By id: the first subject of the same person."""

    def add(self, subject: Mapping[str, Any]) -> None:
        """Take one."""


Subject = TypeVar("Subject")
Record = TypeVar("Record", bound=BulkRecord)
Context = TypeVar("Context")
Params_contra = TypeVar("Params_contra", bound=RunParams, contravariant=True)


class System(Protocol[Subject, Record, Context, Params_contra]):
    """What one system does with its subjects. The machinery pays, waits and stores; the rest is said here."""

    @property
    def name(self) -> str:
        """Its name, which its deployments also carry."""

    @property
    def agents(self) -> tuple[Agent[Any, Any], ...]:
        """The agents that it asks, in the order of the chain."""

    @property
    def params(self) -> type[RunParams]:
        """The parameters of one of its runs."""

    @property
    def filters(self) -> str:
        """The options that leave subjects out, as the command spells them."""

    @property
    def gated(self) -> bool:
        """Whether its subjects are customers of a file, which have to pass the quality gate."""

    @property
    def id_field(self) -> str:
        """Where a subject's id stands in its stored JSON."""

    @property
    def address_field(self) -> str:
        """Where a subject's stored JSON has the address of its person; with dots, inside of it: `customer.email`."""

    def owns(self, upload: Status) -> bool:
        """Whether an upload belongs to this system."""

    async def subjects(self, place: Place, params: Params_contra) -> Status:
        """Take in what a run is for, stored whole before anything is paid; for files `tasks.bulk.intake` does it.

        Idempotent: if the upload is there, only what is asked of it is updated. Raises `BadInputError`.
        """

    async def estimate(self, place: Place, params: Params_contra) -> Estimate:
        """What a run would cost, without paying or storing anything; `tasks.bulk.estimate` counts."""

    def read_subject(self, line: bytes) -> Subject:
        """A subject as it was taken in, from its line. Raises `ValidationError`."""

    def read_record(self, content: bytes) -> Record:
        """A record as it was stored. Raises `ValidationError`."""

    def subject_id(self, subject: Subject) -> str:
        """The subject's id in its upload."""

    def replace_subject(self, record: Record, subject: Subject) -> None:
        """Put the subject, as it was taken in, back into a record that says something else."""

    async def context(self, place: Place, params: Params_contra, upload: Status) -> Context:
        """What all subjects of an upload share."""

    def wants(self, subject: Mapping[str, Any], params: Params_contra) -> bool:
        """Whether a subject, as stored, is one that this run is for."""

    def same_as(self) -> "SameAs":
        """A new finder of subjects that are the same person."""

    def knowing(self, context: Context, same_as: Mapping[str, str]) -> Context:
        """The context with what `same_as` found."""

    def begin(self, subject: Subject, context: Context) -> Record:
        """A new record for a subject."""

    def settle(self, record: Record, context: Context) -> bool:
        """Update what changes without paying (holds, rulings); returns whether anything did."""

    def next_step(self, record: Record, context: Context, versions: Resolved) -> Step[Record] | None:
        """What is asked next, given what is there; None if there is nothing to ask.

        A pure function: paying, "is it current?" and the estimate walk the same chain.
        """

    def steps(self, record: Record) -> Iterable[tuple[str, PaidStep]]:
        """What was paid for and holds, by agent."""

    def quality(self, record: Record, agent: str, context: Context) -> float | None:
        """What people said of an agent's answer, from 0 to 1; None if they said nothing."""

    def rests_on(self, context: Context) -> Iterable[str]:
        """What a finished upload depends on, beside its file, its parameters and the versions."""

    def artifacts(self, keys: Upload) -> dict[str, str]:
        """What comes out of an upload: its keys in the store, by name."""

    def load(self) -> None:
        """Import what the exports need, while a run starts."""

    async def export(self, run: "Run", observer: "Observer", now: datetime) -> None:
        """Write everything that comes out, and give the observer every record; `tasks.bulk.sinks` does both."""

    async def figures(self, store: ArtifactStore, upload_id: str) -> tuple[Rows, ...]:
        """A summary of the exports for a terminal: tables of names and values."""

    async def present(self, run: "Run") -> None:
        """Show in the Prefect UI what came out; `tasks.bulk.results_page` has the page."""

    def by_subject(self, keys: Upload) -> tuple[str, ...]:
        """Keys of documents that an upload keeps by subject id, beside records and rulings."""

    async def forget(self, place: Place, upload: Status, ledger: "Ledger[Subject, Record]", now: datetime) -> list[str]:
        """Write the exports of an upload again after some of its subjects were erased; returns their keys.

        An erasure that was killed is repeated, so everything is written, even what seems done, except what never
        existed.
        """

    def case_of(self, record: Record, agent: str, context: Context) -> Case | None:
        """A past subject as a case of an agent, without its identity; None if it cannot be put to the agent."""

    def show_case(self, case: Case) -> Markup:
        """What a case gives, as rows `<dt>…</dt><dd>…</dd>` of a report; escaped, see `tasks.bulk.page`."""

    def show_answer(self, agent: str, output: Any) -> Markup:
        """An agent's answer, typed or as it is stored, as a report shows it; escaped."""


AnySystem = System[Any, Any, Any, Any]


def value_at(subject: Mapping[str, Any], path: str) -> Any:
    """The value at a path of a stored subject, or None."""
    found: Any = subject
    for name in path.split("."):
        found = found.get(name) if isinstance(found, Mapping) else None
    return found


def names_of(system: AnySystem) -> tuple[str, ...]:
    """The names of a system's agents, in the order of its chain."""
    return tuple(agent.name for agent in system.agents)
