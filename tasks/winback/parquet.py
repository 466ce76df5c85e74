"""`results.parquet`: one row per complete customer, held ones included."""

import io
from datetime import date
from typing import Any

from pydantic_core import to_json

from blocks.artifacts import Writer
from schemas.winback.run import CustomerRecord
from tasks.winback.corrections import Corrections, corrected_category

_GROUP = 500
_EPOCH = date(1970, 1, 1)


def load_libraries() -> None:
    """Import what writing needs ahead of time."""
    import pyarrow.json  # noqa: PLC0415 -- 40 MB that only a run pays
    import pyarrow.parquet  # noqa: F401, PLC0415 -- same


class Parquet:
    """Written a row group at a time, so that memory stays flat."""

    def __init__(self, writer: Writer, corrections: Corrections) -> None:
        # 40 MB of imports, loaded at the end of a run rather than at its start.
        from pyarrow import parquet  # noqa: PLC0415 -- see above

        self._writer = writer
        self._corrections = corrections
        self._sink = _Sink()
        self._schema = _schema()
        self._file = parquet.ParquetWriter(self._sink, self._schema, compression="zstd")
        self._rows: list[bytes] = []

    async def add(self, record: CustomerRecord) -> None:
        """Take one record."""
        self._rows.append(to_json(_row(record, self._corrections)) + b"\n")
        if len(self._rows) >= _GROUP:
            await self._flush()

    async def end(self) -> None:
        """Write the rest, and the footer."""
        await self._flush()
        self._file.close()
        await self._send()

    async def _flush(self) -> None:
        from pyarrow import json  # noqa: PLC0415 -- loaded with the rest

        if self._rows:
            # Not Table.from_pylist: it imports pandas to see whether a value is one of its own.
            rows = b"".join(self._rows)
            options = json.ParseOptions(explicit_schema=self._schema, unexpected_field_behavior="error")
            in_one = json.ReadOptions(use_threads=False, block_size=len(rows) + 1)
            table = json.read_json(io.BytesIO(rows), in_one, options)
            self._file.write_table(table.select(self._schema.names))
            self._rows.clear()
        await self._send()

    async def _send(self) -> None:
        if self._sink.pending:
            await self._writer.write(bytes(self._sink.pending))
            self._sink.pending.clear()


class _Sink(io.RawIOBase):
    """An append-only file; what was passed on is not kept."""

    def __init__(self) -> None:
        self.pending = bytearray()
        self._size = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.pending += data
        self._size += len(data)
        return len(data)

    def tell(self) -> int:
        return self._size


def _row(record: CustomerRecord, corrections: Corrections) -> dict[str, Any]:
    customer, analysis, campaign = (
        record.customer,
        record.analysis,
        record.campaign if record.send in ("ready", "review") else None,
    )
    return {
        **customer.model_dump(exclude={"context", "siblings"}),
        **{name: _days(getattr(customer, name)) for name in ("churn_date", "signup_date", "last_login_date")},
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


def _days(day: date | None) -> int | None:
    """Days since 1970, as Parquet counts them."""
    return None if day is None else (day - _EPOCH).days


def _schema() -> Any:
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
            ("emails", pa.list_(email)),
            *((name, text) for name in ("summary", "campaign_language", "analysis_version", "campaign_version")),
            *((name, text) for name in ("analysis_model", "campaign_model")),
            *((name, pa.int64()) for name in ("calls", "input_tokens", "output_tokens")),
            ("cost_usd", pa.float64()),
        ]
    )
