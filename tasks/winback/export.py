"""The exports of an upload: aggregates, report, emails, contacts; written from the ledger in constant memory.

It needs no model and no run: after a ruling or an erasure it is simply repeated. An export claims its addresses, and
checks once more who may be written to. Only one export runs in an environment at a time: otherwise two uploads
processed at the same time could both write to the same people.
"""

import csv
import io
from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from pydantic_core import from_json

from blocks.address_hash import open_address_hash
from blocks.artifacts import ArtifactStore
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
from tasks.files.long_cells import allow_long_cells
from tasks.outreach.lock import one_at_a_time
from tasks.winback.aftermath import read_aftermath
from tasks.winback.before import against_before, summarise
from tasks.winback.comparison import read_comparison
from tasks.winback.corrections import read_corrections
from tasks.winback.decisions import ASSIGNED, EDITS, EditedEmails
from tasks.winback.export_joined import JoinedOutputs, open_joined
from tasks.winback.export_pass import Counts, Known, Seen, open_outputs, pass_over
from tasks.winback.export_ranges import RangeAsked, ranges_of, written_apart
from tasks.winback.followed import Followed, read_followed
from tasks.winback.last_look import LastLook, last_looks
from tasks.winback.outcome_figures import OutcomeCounter
from tasks.winback.recoverable import read_rates, recoverable
from tasks.winback.report import Collector, Facts, render_anonymous, render_report
from tasks.winback.report.chances import EXPECTED
from tasks.winback.review import read_reviewing

_REJECTS_SHOWN = 200


@dataclass(slots=True)
class Exporter:
    """The exports of one upload."""

    place: Place  # where they are written
    keys: Upload  # under which
    ledger: Ledger[Customer, CustomerRecord]  # the records they are written from
    status: Status  # of the upload; gets the number of held customers
    sender: Sender  # the profile that the emails were written for
    observer: Observer | None = None  # told of every record, so that the registry learns how versions perform
    settled: bool = False  # whether a run has settled every record by the rules of today
    anonymous: bool = False  # whether a version without names is written, too

    @property
    def store(self) -> ArtifactStore:
        """The artifact store."""
        return self.place.store

    async def export(self, now: datetime) -> dict[str, Latency]:
        """Rewrite everything; returns the latencies of the answers, by agent. Counts held customers in the status."""
        await self._remove_derived()
        known = await self._known(now)
        seen = Seen.nothing(known)
        outcomes = await self._counter(known.followed, seen.people.corrected)
        await self._tell_observer(known.followed)
        async with one_at_a_time(self.store) as guarded, AsyncExitStack() as stack:
            ranges = ranges_of(self.status.batches, self.status.total)
            # Outcomes and rows without names are seldom asked for, and counted or numbered over everybody.
            if len(ranges) == 1 or outcomes is not None or self.anonymous:
                outputs = await open_outputs(stack, known, seen, self.store.writer)
                last_look = await stack.enter_async_context(self._last_look(guarded, known, now))
                records = self.ledger.all_records(range(self.status.batches))
                await pass_over(records, outputs, seen, last_look, self.observer, outcomes)
                await outputs.end()
            else:
                joined = await open_joined(stack, known, self.store.writer)
                last_look = await stack.enter_async_context(self._last_look(guarded, known, now))
                await self._in_ranges(ranges, known, joined, seen, last_look, now)
                await joined.end()
        self._note(seen.counts, last_look.restrictions.standing)
        await self._report(now, known, seen, outcomes)
        return {agent: Latency.of(values) for agent, values in seen.counts.latencies.items() if values}

    async def _known(self, now: datetime) -> Known:
        """What people said, and what became of the emails."""
        store, status = self.store, self.status
        return Known(
            keys=self.keys,
            sender=self.sender,
            address_hash=await open_address_hash(store),
            followed=await read_followed(self.place, status.upload_id, now),
            reviewing=await read_reviewing(store, status, self.sender),
            corrections=await read_corrections(store, status),
            edits=await EDITS.read(store, status),
            assigned=await ASSIGNED.read(store, status),
            anonymous=self.anonymous,
        )

    def _last_look(self, guarded: ArtifactStore, known: Known, now: datetime) -> AbstractAsyncContextManager[LastLook]:
        """Entered last, so it is written first: if killed in between, an address is claimed but not written to."""
        place = replace(self.place, store=guarded)
        return last_looks(place, self.status, now, known.reviewing, settled=self.settled)

    async def _in_ranges(
        self, ranges: list[range], known: Known, joined: JoinedOutputs, seen: Seen, look: LastLook, now: datetime
    ) -> None:
        """A process for each range; what they wrote and counted is put together in the order of the batches."""
        asked = RangeAsked(
            known=known,
            environment=self.place.environment,
            token=self.store.token,
            now=now,
            restrictions=replace(look.restrictions, entries=known.address_hash.matches),
            rulings=look.rulings,
            claimed=look.claims.before,
            settled=self.settled,
            earlier=None if self.observer is None else self.observer.earlier,
        )
        async with written_apart(asked, ranges) as parts:
            for folder, written in parts:
                seen.take(written.seen)
                if self.observer is not None and written.counted is not None:
                    self.observer.take(written.counted)
                await joined.take(folder)
                await look.claims.take(folder / self.keys.contacts, written.last)

    async def _report(self, now: datetime, known: Known, seen: Seen, outcomes: OutcomeCounter | None) -> None:
        figures = None if outcomes is None else await self._outcomes(outcomes)
        facts = await self._facts(now, seen.people.corrected, seen.people.edited, figures, seen.collector)
        await self.store.put(self.keys.report, render_report(seen.collector, facts))
        if known.anonymous:
            await self.store.put(self.keys.anonymous_report, render_anonymous(seen.collector, facts))

    async def _tell_observer(self, followed: Followed) -> None:
        """So that the figures of the versions have what came of their emails."""
        if self.observer is not None:
            self.observer.followed = await read_aftermath(self.place, followed)

    async def _remove_derived(self) -> None:
        """Remove what was made of the exports before: it would still name who has said no, or was erased, since."""
        for folder in (self.keys.mailers, self.keys.anonymous):
            for key in [key async for key, _ in self.store.keys(folder)]:
                await self.store.delete(key)

    def _note(self, counts: Counts, standing: int) -> None:
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


def _first_rejects(content: bytes) -> list[Reject]:
    allow_long_cells()
    rows = csv.reader(io.StringIO(content.decode("utf-8", "replace"), newline=""))
    next(rows, None)
    return [
        Reject(int(line), column, value, reason) for line, column, value, reason, *_ in islice(rows, _REJECTS_SHOWN)
    ]
