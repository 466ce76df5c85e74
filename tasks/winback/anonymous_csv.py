"""`anonymous/customers.csv`: a row a customer, without anything that says who it is, and without what anybody wrote."""

from agents.winback.themes import themes_of
from blocks.artifacts import Writer
from schemas.winback.run import CustomerRecord
from tasks.files.csv_rows import CsvRows
from tasks.winback.corrections import Corrections, corrected_category
from tasks.winback.report.findings import tenure

COLUMNS = (
    "number", "tier", "mrr", "currency", "month_left", "stayed", "cause", "corrected_cause", "themes", "confidence",
    "send", "hold", "analysis_version", "campaign_version",
)  # fmt: skip


class AnonymousCsv:
    """Numbered in the order of the upload; every cell is a number, a month, or a word from a list of ours."""

    def __init__(self, writer: Writer, corrections: Corrections) -> None:
        self._rows = CsvRows(writer, COLUMNS)
        self._corrections = corrections
        self._number = 0

    async def add(self, record: CustomerRecord) -> None:
        """Take one complete record."""
        self._number += 1
        customer, analysis, campaign = record.customer, record.analysis, record.campaign
        await self._rows.add(
            [
                str(self._number),
                customer.subscription_tier or "",
                "" if customer.mrr is None else f"{customer.mrr:.2f}",
                customer.currency,
                customer.churn_date.strftime("%Y-%m"),
                tenure(customer.signup_date, customer.churn_date),
                analysis.output.category if analysis else "",
                corrected_category(record, self._corrections) or "",
                "; ".join(themes_of(customer.cancellation_reason, analysis.output)) if analysis else "",
                str(analysis.output.confidence) if analysis else "",
                record.send or "",
                record.hold.code if record.hold else "",
                analysis.version if analysis else "",
                campaign.version if campaign else "",
            ]
        )

    async def end(self) -> None:
        """Write the rest."""
        await self._rows.flush()
