"""What comes out of an upload: aggregates, report, emails, contacts; written from the ledger in constant memory.

It needs no model and no run: after a ruling or an erasure it is simply repeated. An export claims its addresses, and
checks once more who may be written to. Only one export runs in an environment at a time: otherwise two uploads
processed at the same time could both write to the same people.
"""

import csv
import io
from array import array
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from itertools import islice
from typing import Any

from pydantic_core import from_json

from blocks.address_hash import open_address_hash
from blocks.artifacts import ArtifactStore, Writer
from blocks.layout import Upload
from schemas.bulk import Status
from schemas.customer import Category, Customer
from schemas.paid import Latency
from schemas.reading import Reject
from schemas.sender import Sender
from schemas.winback.outcomes import OutcomeFigures
from schemas.winback.run import CustomerRecord
from tasks.bulk.ledger import Ledger
from tasks.bulk.observe import Observer
from tasks.bulk.place import Place
from tasks.bulk.sinks import JsonArray, Sink
from tasks.files.long_cells import allow_long_cells
from tasks.outreach.lock import one_at_a_time
from tasks.outreach.one_click import link_for
from tasks.winback.aftermath import read_aftermath
from tasks.winback.anonymous_csv import AnonymousCsv
from tasks.winback.before import against_before, summarise
from tasks.winback.campaign_entry import campaign_entry
from tasks.winback.comparison import read_comparison
from tasks.winback.contacts_csv import ContactsCsv, SuppressedCsv
from tasks.winback.corrections import Corrections, corrected_category, read_corrections
from tasks.winback.decisions import ASSIGNED, EDITS, EditedEmails
from tasks.winback.emails_csv import EmailsCsv, SenderTo
from tasks.winback.followed import Followed, read_followed
from tasks.winback.last_look import last_looks
from tasks.winback.outcome_figures import OutcomeCounter
from tasks.winback.parquet import Parquet
from tasks.winback.recoverable import read_rates, recoverable
from tasks.winback.report import Collector, Facts, render_anonymous, render_report
from tasks.winback.report.chances import EXPECTED
from tasks.winback.review import read_reviewing
from tasks.winback.row_index import RowIndex
from tasks.winback.said_by_people import SaidByPeople

_REJECTS_SHOWN = 200


@dataclass(slots=True)
class Exporter:
    """The exports of one upload."""

    place: Place  # where they are written
    keys: Upload  # under which
    ledger: Ledger[Customer, CustomerRecord]  # the records they are written from
    status: Status  # of the upload; gets the number of held customers
    sender: Sender  # the profile that the emails were written for
    observer: Observer | None = None  # told of every record, so that the registry learns how versions fare
    settled: bool = False  # whether a run has settled every record by the rules of today
    anonymous: bool = False  # whether a version without names is written, too

    @property
    def store(self) -> ArtifactStore:
        """The artifact store."""
        return self.place.store

    async def export(self, now: datetime) -> dict[str, Latency]:
        """Rewrite everything; returns the latencies of the answers, by agent. Counts held customers in the status."""
        await self._remove_derived()
        corrections, edits = await read_corrections(self.store, self.status), await EDITS.read(self.store, self.status)
        reviewing = await read_reviewing(self.store, self.status, self.sender)
        people, collector, counts = SaidByPeople(corrections, edits), Collector(least=reviewing.least), _Counts()
        followed = await read_followed(self.place, self.status.upload_id, now)
        outcomes = await self._counter(followed, people.corrected)
        await self._tell_observer(followed)
        async with one_at_a_time(self.store) as guarded, AsyncExitStack() as stack:
            sinks = [
                kind(await stack.enter_async_context(self.store.writer(key)))
                for key, kind in self._sinks(corrections, people.edited, followed, await self._sender_to())
            ]
            index = RowIndex(
                await stack.enter_async_context(self.store.writer(self.keys.index)),
                corrections,
                await ASSIGNED.read(self.store, self.status),
            )
            stack.callback(index.close)
            suppressed = SuppressedCsv(await stack.enter_async_context(self.store.writer(self.keys.suppressed_rows)))
            # Entered last, so it is written first: if killed in between, an address is claimed but not written to.
            last_look = await stack.enter_async_context(
                last_looks(replace(self.place, store=guarded), self.status, now, reviewing, settled=self.settled)
            )
            async for record in self.ledger.all_records(range(self.status.batches)):
                if self.observer is not None:
                    self.observer.add(record)
                await last_look.add(record)
                sent = people.as_sent(record)
                collector.add(sent)
                await index.add(sent, edited=sent.customer_id in people.edited)
                if outcomes is not None:
                    outcomes.add(sent)
                await suppressed.add(sent, last_look.restrictions.suppresses)
                if sent.complete:
                    counts.add(sent)
                    for sink in sinks:
                        await sink.add(sent)
            for sink in sinks:
                await sink.end()
            await suppressed.end()
            await index.end()
        self._note(counts, last_look.restrictions.standing)
        figures = None if outcomes is None else await self._outcomes(outcomes)
        facts = await self._facts(now, people.corrected, people.edited, figures, collector)
        await self.store.put(self.keys.report, render_report(collector, facts))
        if self.anonymous:
            await self.store.put(self.keys.anonymous_report, render_anonymous(collector, facts))
        return {agent: Latency.of(values) for agent, values in counts.latencies.items() if values}

    async def _tell_observer(self, followed: Followed) -> None:
        """So that the figures of the versions have what came of their emails."""
        if self.observer is not None:
            self.observer.followed = await read_aftermath(self.place, followed)

    async def _remove_derived(self) -> None:
        """Remove what was made of the exports before: it would still name who has said no, or was erased, since."""
        for folder in (self.keys.mailers, self.keys.anonymous):
            for key in [key async for key, _ in self.store.keys(folder)]:
                await self.store.delete(key)

    def _note(self, counts: "_Counts", standing: int) -> None:
        """Write into the status how many are held and wait; `standing`: addresses on the standing list."""
        self.status.held, self.status.review = counts.holds.total(), counts.waiting
        numbers = {"standing": standing, "held": counts.holds["suppressed"]}
        self.status.suppression = self.status.suppression.model_copy(update=numbers)
        if self.observer is not None:
            self.status.warnings = (*self.status.doubts, *self.observer.warnings())

    async def _counter(self, followed: Followed, corrected: Mapping[str, str]) -> OutcomeCounter | None:
        """Counts what came of the emails; None for an upload of which nobody has told anything."""
        told = followed.anything or await self.store.exists(self.keys.outcomes)
        if not told:
            return None
        comparison = await read_comparison(self.place, self.status, self.sender, followed)
        return OutcomeCounter(comparison, self.sender, corrected)

    async def _outcomes(self, counter: OutcomeCounter) -> OutcomeFigures:
        """What came of the emails, written beside the exports."""
        figures = counter.figures(self.status.upload_id)
        await self.store.put(self.keys.outcomes, figures.model_dump_json(indent=2).encode())
        return figures

    async def _sender_to(self) -> SenderTo:
        """The profile as each address is given it."""
        link, address_hash = self.sender.unsubscribe_link, await open_address_hash(self.store)

        def sender_to(address: str) -> Sender:
            own = link_for(address_hash, link, address)
            return self.sender if own == link else self.sender.model_copy(update={"unsubscribe_link": own})

        return sender_to

    def _sinks(
        self, corrections: Corrections, edited: Mapping[str, EditedEmails], followed: Followed, sender_to: SenderTo
    ) -> tuple[tuple[str, Callable[[Writer], Sink[CustomerRecord]]], ...]:
        return (
            (self.keys.customers, lambda writer: JsonArray(writer, _customer)),
            (self.keys.analyses, lambda writer: JsonArray(writer, partial(_analysis, corrections=corrections))),
            (self.keys.campaigns, lambda writer: JsonArray(writer, partial(campaign_entry, edited=edited))),
            (self.keys.emails, lambda writer: EmailsCsv(writer, sender_to, followed.remaining)),
            (self.keys.contact_rows, lambda writer: ContactsCsv(writer, sender_to, followed.remaining)),
            (self.keys.parquet, lambda writer: Parquet(writer, corrections)),
            *([(self.keys.anonymous_rows, lambda writer: AnonymousCsv(writer, corrections))] if self.anonymous else []),
        )

    async def _facts(
        self,
        now: datetime,
        corrected: dict[str, Category],
        edited: Mapping[str, EditedEmails],
        figures: OutcomeFigures | None,
        collector: Collector,
    ) -> Facts:
        rates = await read_rates(self.store)
        summary = await summarise(self.store, self.status, collector.findings.causes, now)
        verdict = await self.store.get(self.keys.data_quality)
        return Facts(
            status=self.status,
            sender=self.sender,
            quality=from_json(verdict) if verdict else None,
            rejects=_first_rejects(await self.store.get(self.keys.rejects) or b""),
            rejected=self.status.rejected,
            accepted=self.status.rows_read - self.status.rejected - self.status.skipped,
            generated_at=now,
            corrected=corrected,
            edited=edited,
            outcomes=figures,
            recoverable={
                chance: recoverable({cause: found.mrr for cause, found in collector.worth[chance].items()}, rates)
                for chance in EXPECTED
            },
            before=await against_before(self.store, summary),
        )


@dataclass(slots=True)
class _Counts:
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


def _customer(record: CustomerRecord) -> dict[str, Any]:
    return {"customer_id": record.customer_id} | record.customer.model_dump(mode="json")


def _analysis(record: CustomerRecord, corrections: Corrections) -> dict[str, Any] | None:
    if record.analysis is None:
        return None
    output = record.analysis.output.model_dump(mode="json")
    category = corrected_category(record, corrections)
    beside = {"corrected_category": category} if category is not None else {}
    return {"customer_id": record.customer_id} | output | beside | ({"flags": record.flags} if record.flags else {})


def _first_rejects(content: bytes) -> list[Reject]:
    allow_long_cells()
    rows = csv.reader(io.StringIO(content.decode("utf-8", "replace"), newline=""))
    next(rows, None)
    return [
        Reject(int(line), column, value, reason) for line, column, value, reason, *_ in islice(rows, _REJECTS_SHOWN)
    ]
