"""Win-back as a chain of paid questions: why did they leave, and then, unless they are held, the emails."""

import json
import logging
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from markupsafe import Markup

from agents.core.step import Resolved, Step
from agents.winback.flags import flags
from blocks.artifacts import ArtifactStore
from blocks.layout import Upload
from schemas.bulk import Estimate, Status
from schemas.case import Case
from schemas.customer import Customer
from schemas.paid import PaidStep
from schemas.winback.case import WinbackCase
from schemas.winback.run import CustomerRecord, WinbackParams
from tasks.bulk.intake import take_in
from tasks.bulk.ledger import Ledger
from tasks.bulk.observe import Observer
from tasks.bulk.place import Place
from tasks.bulk.run import Run
from tasks.bulk.system import Rows
from tasks.files.parquet_rows import load_libraries
from tasks.winback.chain import ANALYSIS, CAMPAIGN, analysis_step, campaign_step, hold_now
from tasks.winback.context import WinbackContext, read_context
from tasks.winback.do_not_send import SameAddress
from tasks.winback.estimate import estimate_file
from tasks.winback.export import Exporter
from tasks.winback.forgetting import export_again
from tasks.winback.intake import CUSTOMER_FILE
from tasks.winback.opinions import opinions
from tasks.winback.past import past_case
from tasks.winback.report import load_template
from tasks.winback.report.cases import show_answer, show_customer
from tasks.winback.summary_rows import category_rows, hold_rows

_log = logging.getLogger(__name__)


class Winback:
    """The system win-back (seed: Revive AI). See `tasks.bulk.system` for what each function promises."""

    name = "winback"
    agents = (ANALYSIS, CAMPAIGN)
    params = WinbackParams
    filters = "--tier, --min-mrr or --since"
    id_field = "customer_id"
    address_field = "email"
    gated = True

    def owns(self, upload: Status) -> bool:
        """Uploads of a time when there was no other system do not say whose they are."""
        return upload.system in ("", self.name)

    def read_subject(self, line: bytes) -> Customer:
        """A customer as it was accepted."""
        return Customer.model_validate_json(line)

    def read_record(self, content: bytes) -> CustomerRecord:
        """The ledger's entry of a customer."""
        return CustomerRecord.model_validate_json(content)

    async def subjects(self, place: Place, params: WinbackParams) -> Status:
        """The customers of a file."""
        return await take_in(CUSTOMER_FILE, place, params)

    async def estimate(self, place: Place, params: WinbackParams) -> Estimate:
        """Of the file as it would be read."""
        return await estimate_file(self, place, params)

    def subject_id(self, customer: Customer) -> str:
        """The customer's id, as the file has it."""
        return customer.customer_id

    def replace_subject(self, record: CustomerRecord, customer: Customer) -> None:
        """Who a customer is comes from the upload."""
        record.customer = customer

    async def context(self, place: Place, params: WinbackParams, upload: Status) -> WinbackContext:
        """Guidance, sender profile, lists, contacts of other uploads, and rulings."""
        context = await read_context(place, params, upload)
        if languages := context.sender.without_offers:
            _log.warning("no offer has a wording in %s: emails in these languages make none", ", ".join(languages))
        return context

    def wants(self, customer: Mapping[str, Any], params: WinbackParams) -> bool:
        """Whether a customer passes the filters; an unknown mrr or tier passes no bound on it."""
        if params.tiers and customer["subscription_tier"] not in params.tiers:
            return False
        if params.min_mrr is not None and (customer["mrr"] is None or customer["mrr"] < params.min_mrr):
            return False
        return params.since is None or customer["churn_date"] >= params.since.isoformat()

    def same_as(self) -> SameAddress:
        """Customers with one address are one person."""
        return SameAddress()

    def knowing(self, context: WinbackContext, same_as: Mapping[str, str]) -> WinbackContext:
        """The context in which the later owners of an address are held."""
        return replace(context, do_not_send=replace(context.do_not_send, duplicates=same_as))

    def begin(self, customer: Customer, context: WinbackContext) -> CustomerRecord:
        """A record with what is known before anything is asked: the hold, and what a person should look at."""
        return CustomerRecord(
            customer_id=customer.customer_id,
            versions={},
            customer=customer,
            hold=context.do_not_send.hold(customer, None),
            flags=flags(customer),
        )

    def settle(self, record: CustomerRecord, context: WinbackContext) -> bool:
        """Hold the customer, or let them go, as the rules, rulings and approvals say now."""
        before = record.hold, record.review
        record.hold = hold_now(record, context)
        record.review = context.reviewing.of(record)
        return (record.hold, record.review) != before

    def next_step(
        self, record: CustomerRecord, context: WinbackContext, versions: Resolved
    ) -> Step[CustomerRecord] | None:
        """The analysis, and the campaign unless the customer is held; each unless what is there was asked the same."""
        if record.hold is not None and record.hold.skips_analysis:
            return None
        analysis = analysis_step(record, context, versions)
        if record.analysis is None or record.analysis.fingerprint != analysis.fingerprint:
            return analysis
        if record.hold is not None:
            return None
        emails = campaign_step(record, record.analysis, context, versions)
        if record.campaign is None or record.campaign.fingerprint != emails.fingerprint:
            return emails
        return None

    def steps(self, record: CustomerRecord) -> Iterator[tuple[str, PaidStep]]:
        """The analysis and the campaign, as far as they are there."""
        if record.analysis is not None:
            yield ANALYSIS.name, record.analysis
        if record.campaign is not None:
            yield CAMPAIGN.name, record.campaign

    def quality(self, record: CustomerRecord, agent: str, context: WinbackContext) -> float | None:
        """What a ruling says of the emails, and a correction of the category."""
        return opinions(context.do_not_send.rulings, context.corrections)(record, agent)

    def artifacts(self, keys: Upload) -> dict[str, str]:
        """What an upload of customers comes to."""
        return {
            "customers": keys.customers,
            "analyses": keys.analyses,
            "campaigns": keys.campaigns,
            "report": keys.report,
            "emails": keys.emails,
            "contacts": keys.contact_rows,
            "suppressed": keys.suppressed_rows,
            "parquet": keys.parquet,
        }

    def load(self) -> None:
        """Parquet's libraries and the report's template."""
        load_libraries()
        load_template()

    async def export(self, run: Run, observer: Observer, now: datetime) -> None:
        """Exports and report; claims the addresses that are written to."""
        # The run has settled every record by the rules of today, unless it was to leave most of them alone.
        settled = not run.params.only_failed
        exporter = Exporter(run.place, run.keys, run.ledger, run.status, run.context.sender, observer, settled=settled)
        run.status.latency_s = await exporter.export(now)

    async def figures(self, store: ArtifactStore, upload_id: str) -> tuple[Rows, ...]:
        """Causes with what they are worth, and holds."""
        return await category_rows(store, upload_id), await hold_rows(store, upload_id)

    async def present(self, run: Run) -> None:
        """The customers with the highest mrr, and the holds."""
        from tasks.winback.results_ui import show_results  # noqa: PLC0415 -- Prefect's imports are no dry run's

        await show_results(run)

    def by_subject(self, keys: Upload) -> tuple[str, ...]:
        """What people said of the categories and decided about the emails."""
        return keys.corrections, keys.approvals, keys.edits, keys.instructions, keys.assigned

    async def forget(
        self, place: Place, upload: Status, ledger: Ledger[Customer, CustomerRecord], now: datetime
    ) -> list[str]:
        """The exports anew."""
        keys = Upload(upload.upload_id)
        return await export_again(place, upload, ledger, [*self.artifacts(keys).values(), keys.index], now)

    def case_of(self, record: CustomerRecord, agent: str, context: WinbackContext) -> WinbackCase | None:
        """A past customer, without the address."""
        return past_case(record, agent, context.sender)

    def show_case(self, case: Case) -> Markup:
        """The customer; the analysis and the sender are the answers' business."""
        assert isinstance(case, WinbackCase), "the kits of win-back's agents say so"
        return show_customer(case.given.customer)

    def show_answer(self, agent: str, output: Any) -> Markup:
        """Emails or an analysis."""
        return show_answer(agent, output)

    def rests_on(self, context: WinbackContext) -> Iterator[str]:
        """What decides, beside the versions, what is asked and who is held."""
        known = context.do_not_send
        yield context.guidance.model_dump_json()
        yield f"review below {context.reviewing.least}"
        yield context.sender.model_dump_json()
        yield from sorted(known.restrictions.suppressed)
        yield json.dumps(dict(known.restrictions.contacted), sort_keys=True)
        if known.restrictions.came_back or known.restrictions.replied:
            yield json.dumps([dict(known.restrictions.came_back), dict(known.restrictions.replied)], sort_keys=True)
        yield json.dumps({name: ruling.model_dump(mode="json") for name, ruling in sorted(known.rulings.items())})


WINBACK = Winback()
