"""Upsell as the machinery sees it: events in, and for each a message that a judge has approved, or a reason."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from markupsafe import Markup

from agents.core.step import Resolved, Step
from blocks.artifacts import ArtifactStore
from blocks.layout import Upload
from schemas.bulk import Estimate, Status
from schemas.case import Case
from schemas.paid import PaidStep
from schemas.upsell.case import UpsellCase
from schemas.upsell.event import Event
from schemas.upsell.run import EventRecord, UpsellHold, UpsellParams
from tasks.bulk.ledger import Ledger
from tasks.bulk.observe import Observer
from tasks.bulk.place import Place
from tasks.bulk.results_page import show_page
from tasks.bulk.run import Run
from tasks.bulk.system import Rows
from tasks.files.parquet_rows import load_libraries
from tasks.upsell.chain import JUDGE, MESSAGE, next_step
from tasks.upsell.context import UpsellContext, read_context
from tasks.upsell.decisions import open_decisions
from tasks.upsell.eligibility import SameCustomer, hold_of
from tasks.upsell.estimate import estimate_file
from tasks.upsell.export import Exporter, export_again
from tasks.upsell.forgetting import forget_person
from tasks.upsell.intake import take_in_events
from tasks.upsell.observing import observe_again
from tasks.upsell.past import past_case, show_answer, show_case
from tasks.upsell.quality import quality_of
from tasks.upsell.report import load_template
from tasks.upsell.serving import serve_cases, serve_figures
from tasks.upsell.summary_rows import decision_rows, hold_rows


class Upsell:
    """The system upsell (seed: upsell messages). See `tasks.bulk.system` for what each function promises."""

    name = "upsell"
    agents = (MESSAGE, JUDGE)
    params = UpsellParams
    filters = "--sample"
    id_field = "key"
    address_field = "customer.email"
    gated = True

    def owns(self, upload: Status) -> bool:
        """Its uploads say so."""
        return upload.system == self.name

    def read_subject(self, line: bytes) -> Event:
        """An event as it was taken in."""
        return Event.model_validate_json(line)

    def read_record(self, content: bytes) -> EventRecord:
        """The ledger's entry of an event."""
        return EventRecord.model_validate_json(content)

    async def subjects(self, place: Place, params: UpsellParams) -> Status:
        """The events of a file, or what is queued."""
        taken = await take_in_events(place, params)
        await observe_again(self, place, taken.told)
        return taken.status

    async def estimate(self, place: Place, params: UpsellParams) -> Estimate:
        """Of the file as it would be read."""
        return await estimate_file(self, place, params)

    def subject_id(self, event: Event) -> str:
        """The event's key."""
        return event.key

    def customer_of(self, record: EventRecord) -> str | None:
        """Whom the event is about."""
        return record.event.customer.id

    def replace_subject(self, record: EventRecord, event: Event) -> None:
        """What an event says comes from the upload."""
        record.event = event

    async def context(self, place: Place, params: UpsellParams, upload: Status) -> UpsellContext:
        """Catalogue, brand, lists, contacts of other uploads, and what was decided before."""
        return await read_context(place, params, upload)

    def wants(self, event: Mapping[str, Any], params: UpsellParams) -> bool:  # noqa: ARG002 -- as the protocol has it
        """Every event is answered, if only with a reason."""
        return True

    def same_as(self) -> SameCustomer:
        """Events of one customer: the newest counts."""
        return SameCustomer()

    def knowing(self, context: UpsellContext, same_as: Mapping[str, str]) -> UpsellContext:
        """The context in which older events of a customer are held."""
        return replace(context, known=replace(context.known, newer=same_as))

    def begin(self, event: Event, context: UpsellContext) -> EventRecord:
        """A record with what fits, or why there is nothing to ask."""
        record = EventRecord(key=event.key, event=event)
        serve_figures(record, context)
        self.settle(record, context)
        return record

    def settle(self, record: EventRecord, context: UpsellContext) -> bool:
        """What fits, and what speaks against a message, as the rules say now; what another upload decided stays."""
        before = record.items, record.hold, record.earlier, record.similar
        # Once this upload has paid, the event is its own.
        record.earlier = None if record.attempts else context.earlier.get(record.event.key)
        record.items = context.fits(record.event)
        if record.earlier is not None:
            record.hold = UpsellHold(code="decided_before", reason=f"decided in upload {record.earlier.upload_id}")
        else:
            record.hold = hold_of(record.event, record.items, context.known, written=bool(record.attempts))
        # Served once: a run that goes on asks in the same words, whatever was built meanwhile.
        if record.hold is None and not record.attempts and not record.similar:
            serve_cases(record, context)
        return (record.items, record.hold, record.earlier, record.similar) != before

    def next_step(self, record: EventRecord, context: UpsellContext, versions: Resolved) -> Step[EventRecord] | None:
        """A message, its verdict, and again with the judge's reasons, at most twice; nothing for who is held."""
        return None if record.hold is not None else next_step(record, context, versions)

    def steps(self, record: EventRecord) -> Iterator[tuple[str, PaidStep]]:
        """Every message and every verdict."""
        for attempt in record.attempts:
            yield MESSAGE.name, attempt.message
            if attempt.verdict is not None:
                yield JUDGE.name, attempt.verdict

    def quality(self, record: EventRecord, agent: str, context: UpsellContext) -> float | None:
        """Of the writer: what became of the message, else whether the judge approved it. Of the judge: the outcome."""
        return quality_of(record, agent, context)

    def rests_on(self, context: UpsellContext) -> Iterator[str]:
        """What decides, beside the versions, what is asked and who is held."""
        known = context.known
        yield known.catalogue.model_dump_json()
        yield context.brand.model_dump_json()
        yield from sorted(known.restrictions.suppressed)
        yield json.dumps(dict(known.restrictions.contacted), sort_keys=True)
        yield from (name for _, of_kind in sorted(known.objections.of.items()) for name in sorted(of_kind))
        yield json.dumps({key: one.model_dump(mode="json") for key, one in sorted(context.earlier.items())})

    def artifacts(self, keys: Upload) -> dict[str, str]:
        """What an upload of events comes to."""
        return {"messages": keys.messages, "emails": keys.message_rows, "report": keys.report, "parquet": keys.parquet}

    def load(self) -> None:
        """Parquet's libraries and the report's template."""
        load_libraries()
        load_template()

    async def export(self, run: Run, observer: Observer, now: datetime) -> None:
        """Messages and report; claims the addresses that are written to, and remembers the decisions."""
        await Exporter(run.place, run.ledger, run.status, run.context.brand, observer).export(now)

    async def figures(self, store: ArtifactStore, upload_id: str) -> tuple[Rows, ...]:
        """Decisions with the items that they offer, and holds."""
        return await decision_rows(store, upload_id), await hold_rows(store, upload_id)

    async def present(self, run: Run) -> None:
        """The counts, and where everything is."""
        await show_page(run)

    def by_subject(self, keys: Upload) -> tuple[str, ...]:  # noqa: ARG002 -- as the protocol has it
        """Nothing is kept by the ids of events."""
        return ()

    async def forget(
        self, place: Place, upload: Status, ledger: Ledger[Event, EventRecord], now: datetime
    ) -> list[str]:
        """The exports anew, and the decisions without those of who went."""
        return await export_again(place, upload, ledger, now)

    async def forget_person(self, place: Place, address: str) -> list[str]:
        """From the decisions, the outcomes and the queue."""
        return await forget_person(place, address)

    async def forget_upload(self, place: Place, name: str, *, dry_run: bool) -> int:
        """Its decisions, and what became of its messages."""
        async with open_decisions(place.environment) as decisions:
            return await decisions.forget_upload(name, dry_run=dry_run)

    def case_of(self, record: EventRecord, agent: str, context: UpsellContext) -> UpsellCase | None:
        """A past event, with nothing by which somebody could be recognised."""
        return past_case(record, agent, context)

    def show_case(self, case: Case) -> Markup:
        """The customer, and what fits."""
        return show_case(case)

    def show_answer(self, agent: str, output: Any) -> Markup:
        """A message or a verdict."""
        return show_answer(agent, output)


UPSELL = Upsell()
