"""`results.parquet`: one row per complete customer, held ones included."""

from typing import Any

from blocks.artifacts import Writer
from schemas.winback.run import CustomerRecord
from tasks.files.parquet_rows import ArrowRows, ParquetRows, days
from tasks.winback.corrections import Corrections, corrected_category


class Parquet:
    """One row per complete customer."""

    def __init__(self, writer: Writer, corrections: Corrections, *, of_range: bool = False) -> None:
        self._rows = ArrowRows(writer, schema()) if of_range else ParquetRows(writer, schema())
        self._corrections = corrections

    async def add(self, record: CustomerRecord) -> None:
        """Take one record."""
        await self._rows.add(_row(record, self._corrections))

    async def end(self) -> None:
        """Write the rest, and the footer."""
        await self._rows.end()


def _row(record: CustomerRecord, corrections: Corrections) -> dict[str, Any]:
    customer, analysis, campaign = (
        record.customer,
        record.analysis,
        record.campaign if record.send in ("ready", "review") else None,
    )
    return {
        **customer.model_dump(exclude={"first_name", "own_words", "context", "siblings"}),
        **{name: days(getattr(customer, name)) for name in ("churn_date", "signup_date", "last_login_date")},
        "context": [{"column": column, "value": value} for column, value in customer.context.items()],
        "send": record.send,
        "hold": record.hold.code if record.hold else None,
        "hold_reason": record.hold.reason if record.hold else None,
        "flags": list(record.flags),
        **({} if analysis is None else analysis.output.model_dump()),
        "corrected_category": corrected_category(record, corrections),
        "emails": [email.model_dump() for email in campaign.output.emails] if campaign else [],
        "summary": campaign.output.summary if campaign else None,
        "campaign_language": campaign.language if campaign else None,
        "analysis_version": analysis.version if analysis else None,
        "campaign_version": campaign.version if campaign else None,
        "analysis_model": analysis.model if analysis else None,
        "campaign_model": campaign.model if campaign else None,
        "calls": record.spent.calls,
        "input_tokens": record.spent.usage.input_tokens,
        "output_tokens": record.spent.usage.output_tokens,
        "cost_usd": record.spent.cost_usd,
    }


def schema() -> Any:
    """The columns."""
    import pyarrow as pa  # noqa: PLC0415 -- loaded by now

    text, texts = pa.string(), pa.list_(pa.string())
    email = pa.struct([("number", pa.int8()), ("subject", text), ("body", text), ("cta", text)])
    return pa.schema(
        [
            *((name, text) for name in ("customer_id", "email", "company_name", "subscription_tier")),
            ("mrr", pa.float64()),
            ("currency", text),
            ("churn_date", pa.date32()),
            ("cancellation_reason", text),
            ("signup_date", pa.date32()),
            ("last_login_date", pa.date32()),
            ("total_spent", pa.float64()),
            ("language", text),
            ("context", pa.list_(pa.struct([("column", text), ("value", text)]))),
            *((name, text) for name in ("send", "hold", "hold_reason")),
            ("flags", texts),
            ("category", text),
            ("corrected_category", text),
            ("confidence", pa.int16()),
            ("insights", texts),
            ("recommendation", text),
            ("evidence", texts),
            ("topic", text),
            ("emails", pa.list_(email)),
            *((name, text) for name in ("summary", "campaign_language", "analysis_version", "campaign_version")),
            *((name, text) for name in ("analysis_model", "campaign_model")),
            *((name, pa.int64()) for name in ("calls", "input_tokens", "output_tokens")),
            ("cost_usd", pa.float64()),
        ]
    )
