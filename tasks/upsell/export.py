"""What comes out of an upload, written from the ledger in constant memory: messages, report, decisions.

It needs no model and no run: after an erasure it is simply repeated. Only one export runs in an environment at a time:
otherwise two uploads processed at the same time could both write to the same people.
"""

from array import array
from collections import defaultdict
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime

from pydantic_core import from_json

from blocks.address_hash import AddressHash, open_address_hash
from blocks.artifacts import ArtifactStore
from blocks.layout import Upload, safe
from schemas.bulk import Status
from schemas.paid import Latency
from schemas.upsell.brand import Brand
from schemas.upsell.decided import Decided
from schemas.upsell.event import Event
from schemas.upsell.run import EventRecord
from tasks.bulk.ledger import Ledger
from tasks.bulk.observe import Observer
from tasks.bulk.place import Place
from tasks.bulk.sinks import JsonArray, Sink
from tasks.outreach.lock import one_at_a_time
from tasks.upsell.chain import JUDGE, MESSAGE
from tasks.upsell.decisions import open_decisions
from tasks.upsell.entries import decided, entry
from tasks.upsell.files_beside import default, read_kept_model
from tasks.upsell.last_look import last_looks
from tasks.upsell.messages_csv import MessagesCsv
from tasks.upsell.report import Collector, Facts, render_report
from tasks.upsell.results_parquet import Parquet

_Ledger = Ledger[Event, EventRecord]
_REMEMBERED_AT_ONCE = 500


@dataclass(slots=True)
class Exporter:
    """The exports of one upload."""

    place: Place  # where they are written
    ledger: _Ledger  # the records they are written from
    status: Status  # of the upload; gets the number of events that nothing is sent for
    brand: Brand  # who writes
    observer: Observer | None = None  # told of every record, so that the registry learns how versions perform
    _made: list[tuple[Decided, str]] = field(default_factory=list)  # decisions that are not remembered yet, by whom

    @property
    def keys(self) -> Upload:
        """Under which keys."""
        return Upload.of(self.status)

    async def export(self, now: datetime) -> None:
        """Write everything anew; notes counts, latencies and warnings in the status."""
        store, collector, latencies = self.place.store, Collector(), _Latencies()
        address_hash = await open_address_hash(store)
        async with one_at_a_time(store) as guarded, AsyncExitStack() as stack:
            sinks: list[Sink[EventRecord]] = [
                JsonArray(await stack.enter_async_context(store.writer(self.keys.messages)), entry),
                Parquet(await stack.enter_async_context(store.writer(self.keys.parquet))),
                MessagesCsv(
                    await stack.enter_async_context(store.writer(self.keys.message_rows)), self.brand, address_hash
                ),
            ]
            # Entered last, so it is written first: if killed in between, an address is claimed but not written to.
            looks = last_looks(replace(self.place, store=guarded), self.status, now)
            last_look = await stack.enter_async_context(looks)
            async for record in self.ledger.all_records(range(self.status.batches)):
                if self.observer is not None:
                    self.observer.add(record)
                latencies.add(record)
                await last_look.add(record)
                await self._remember(record, address_hash, now)
                collector.add(record)
                for sink in sinks:
                    await sink.add(record)
            await self._write_decisions()
            for sink in sinks:
                await sink.end()
        self._note(collector, latencies)
        await store.put(self.keys.report, render_report(collector, await self._facts(now)))

    async def _remember(self, record: EventRecord, address_hash: AddressHash, now: datetime) -> None:
        made = decided(record, self.status.upload_id, now.isoformat(timespec="seconds"))
        if made is None or made.decision == "failed":
            return
        email = record.event.customer.email
        self._made.append((made, address_hash.of(email) if email else ""))
        if len(self._made) >= _REMEMBERED_AT_ONCE:
            await self._write_decisions()

    async def _write_decisions(self) -> None:
        async with open_decisions(self.place.environment) as decisions:
            await decisions.write(self._made)
        self._made.clear()

    def _note(self, collector: Collector, latencies: "_Latencies") -> None:
        status = self.status
        status.held = collector.decisions["held"] + collector.decisions["declined"]
        status.latency_s = latencies.by_agent
        status.suppression = status.suppression.model_copy(update={"held": collector.holds["suppressed"]})
        if self.observer is not None:
            status.warnings = (*status.doubts, *self.observer.warnings())

    async def _facts(self, now: datetime) -> Facts:
        verdict = await self.place.store.get(self.keys.data_quality)
        return Facts(self.status, self.brand, from_json(verdict) if verdict else None, now)


@dataclass(slots=True)
class _Latencies:
    """Seconds of the answers that held."""

    of: dict[str, "array[float]"] = field(default_factory=lambda: defaultdict(lambda: array("d")))

    def add(self, record: EventRecord) -> None:
        """Count one."""
        for attempt in record.attempts:
            if attempt.message.timed:
                self.of[MESSAGE.name].append(attempt.message.latency_s)
            if attempt.verdict is not None and attempt.verdict.timed:
                self.of[JUDGE.name].append(attempt.verdict.latency_s)

    @property
    def by_agent(self) -> dict[str, Latency]:
        """Percentiles."""
        return {agent: Latency.of(values) for agent, values in self.of.items()}


async def export_again(place: Place, status: Status, ledger: _Ledger, now: datetime) -> list[str]:
    """After some of the upload's events went: the exports, and the decisions without theirs. Returns their keys.

    Nothing is written where nothing was exported before.
    """
    keys, store = Upload.of(status), place.store
    exports = [keys.messages, keys.message_rows, keys.parquet, keys.report]
    await _forget_decisions(place, status, ledger)
    if not any([await store.exists(key) for key in exports]):
        return []
    await Exporter(place, ledger, status, await brand_of(store, status)).export(now)
    return exports


async def brand_of(store: ArtifactStore, status: Status) -> Brand:
    """Who writes in an upload."""
    return await read_kept_model(store, status, Brand) or await default(store, Brand)


async def _forget_decisions(place: Place, status: Status, ledger: _Ledger) -> None:
    """Decisions about events that are in no record any more; an event that is still open has none yet."""
    left = {safe(record.event.key) async for record in ledger.all_records(range(status.batches))}
    async with open_decisions(place.environment) as decisions:
        made = (await decisions.of_upload(status.upload_id)).items()
        gone = {name: one for name, one in made if name not in left and one.decision != "open"}
        await decisions.forget_outcomes(gone)
        await decisions.blank(gone)
