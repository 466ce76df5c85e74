"""One pass over an upload's records: what is written of each, and what is counted.

A small upload is one pass in the run's own process; a large one is divided into ranges of batches, a process each
(`tasks.winback.export_parts`).
"""

from array import array
from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from blocks.address_hash import AddressHash
from blocks.artifacts import Writer
from blocks.layout import Upload
from schemas.sender import Sender
from schemas.winback.assignment import Assigned
from schemas.winback.review import Edits
from schemas.winback.run import CustomerRecord
from tasks.bulk.observe import Observer
from tasks.bulk.sinks import JsonArray, Sink
from tasks.outreach.one_click import link_for
from tasks.winback.anonymous_csv import AnonymousCsv
from tasks.winback.campaign_entry import campaign_entry
from tasks.winback.contacts_csv import ContactsCsv, SuppressedCsv
from tasks.winback.corrections import Corrections, corrected_category
from tasks.winback.emails_csv import EmailsCsv
from tasks.winback.followed import Followed
from tasks.winback.last_look import LastLook
from tasks.winback.outcome_figures import OutcomeCounter
from tasks.winback.parquet import Parquet
from tasks.winback.report import Collector
from tasks.winback.review import Reviewing
from tasks.winback.row_index import RowIndex
from tasks.winback.said_by_people import SaidByPeople

OpenWriter = Callable[[str], AbstractAsyncContextManager[Writer]]  # by key


@dataclass(frozen=True, slots=True)
class Known:
    """What an export knows beside the records; it goes to other processes, so nothing here holds a connection."""

    keys: Upload
    sender: Sender  # the profile that the emails were written for
    address_hash: AddressHash
    followed: Followed  # what came of the emails, and what went out already
    reviewing: Reviewing  # which emails wait for a person
    corrections: Corrections
    edits: Mapping[str, Edits]
    assigned: Mapping[str, Assigned]
    anonymous: bool = False  # whether rows without names are written, too

    def sender_to(self, address: str) -> Sender:
        """The profile as one address is given it."""
        link = self.sender.unsubscribe_link
        own = link_for(self.address_hash, link, address)
        return self.sender if own == link else self.sender.model_copy(update={"unsubscribe_link": own})


@dataclass(slots=True)
class Counts:
    """What is counted of the complete records."""

    holds: Counter[str] = field(default_factory=Counter)  # customers on hold, by reason
    waiting: int = 0  # for a person's approval
    latencies: dict[str, "array[float]"] = field(
        default_factory=lambda: {"churn-analysis": array("d"), "campaign": array("d")}
    )  # seconds of the answers that held, by agent

    def add(self, record: CustomerRecord) -> None:
        """Count one."""
        if record.hold is not None:
            self.holds[record.hold.code] += 1
        self.waiting += record.waits
        for agent, step in (("churn-analysis", record.analysis), ("campaign", record.campaign)):
            if step is not None and step.timed:
                self.latencies[agent].append(step.latency_s)

    def take(self, later: "Counts") -> None:
        """Add what another pass counted."""
        self.holds.update(later.holds)
        self.waiting += later.waiting
        for agent, seconds in later.latencies.items():
            self.latencies[agent].extend(seconds)


@dataclass(slots=True)
class Seen:
    """What a pass found; those of ranges add up in the order of the batches."""

    people: SaidByPeople
    collector: Collector
    counts: Counts = field(default_factory=Counts)

    @classmethod
    def nothing(cls, known: Known) -> "Seen":
        """Before the first record."""
        return cls(SaidByPeople(known.corrections, known.edits), Collector(least=known.reviewing.least))

    def take(self, later: "Seen") -> None:
        """Add what the pass over the next range found."""
        self.people.corrected |= later.people.corrected
        self.people.edited |= later.people.edited
        self.collector.take(later.collector)
        self.counts.take(later.counts)


@dataclass(slots=True)
class Outputs:
    """The open files of a pass."""

    sinks: list[Sink[CustomerRecord]]  # of complete records
    index: RowIndex
    suppressed: SuppressedCsv

    async def end(self) -> None:
        """Write the rest of each."""
        for sink in self.sinks:
            await sink.end()
        await self.suppressed.end()
        await self.index.end()


async def open_outputs(
    stack: AsyncExitStack, known: Known, seen: Seen, open_writer: OpenWriter, *, of_range: bool = False
) -> Outputs:
    """Open them until the stack ends. Those `of_range` are made to be joined (`tasks.winback.export_joined`)."""

    async def writer(key: str) -> Writer:
        return await stack.enter_async_context(open_writer(key))

    kinds = _sinks(known, seen, of_range=of_range)
    sinks = [kind(await writer(key)) for key, kind in kinds.items()]
    index = RowIndex(await writer(known.keys.index), known.corrections, known.assigned, of_range=of_range)
    stack.callback(index.close)
    return Outputs(sinks, index, SuppressedCsv(await writer(known.keys.suppressed_rows)))


async def pass_over(
    records: AsyncIterator[CustomerRecord],
    outputs: Outputs,
    seen: Seen,
    last_look: LastLook,
    observer: Observer | None,
    outcomes: OutcomeCounter | None = None,
) -> None:
    """Give every record to all that counts or writes it."""
    async for record in records:
        if observer is not None:
            observer.add(record)
        await last_look.add(record)
        sent = seen.people.as_sent(record)
        seen.collector.add(sent)
        await outputs.index.add(sent, edited=sent.customer_id in seen.people.edited)
        if outcomes is not None:
            outcomes.add(sent)
        await outputs.suppressed.add(sent, last_look.restrictions.suppresses)
        if sent.complete:
            seen.counts.add(sent)
            for sink in outputs.sinks:
                await sink.add(sent)


def _sinks(known: Known, seen: Seen, *, of_range: bool) -> dict[str, Callable[[Writer], Sink[CustomerRecord]]]:
    keys, corrections, remaining = known.keys, known.corrections, known.followed.remaining
    sinks: dict[str, Callable[[Writer], Sink[CustomerRecord]]] = {
        keys.customers: lambda writer: JsonArray(writer, _customer),
        keys.analyses: lambda writer: JsonArray(writer, partial(_analysis, corrections=corrections)),
        keys.campaigns: lambda writer: JsonArray(writer, partial(campaign_entry, edited=seen.people.edited)),
        keys.emails: lambda writer: EmailsCsv(writer, known.sender_to, remaining),
        keys.contact_rows: lambda writer: ContactsCsv(writer, known.sender_to, remaining),
        keys.parquet: lambda writer: Parquet(writer, corrections, of_range=of_range),
    }
    if known.anonymous:
        sinks[keys.anonymous_rows] = lambda writer: AnonymousCsv(writer, corrections)
    return sinks


def _customer(record: CustomerRecord) -> dict[str, Any]:
    return {"customer_id": record.customer_id} | record.customer.model_dump(mode="json")


def _analysis(record: CustomerRecord, corrections: Corrections) -> dict[str, Any] | None:
    if record.analysis is None:
        return None
    output = record.analysis.output.model_dump(mode="json")
    category = corrected_category(record, corrections)
    beside = {"corrected_category": category} if category is not None else {}
    return {"customer_id": record.customer_id} | output | beside | ({"flags": record.flags} if record.flags else {})
