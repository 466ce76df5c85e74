"""`results.parquet`: one row an event that is decided, with what was known and what came of it."""

from typing import Any

from blocks.artifacts import Writer
from schemas.upsell.run import EventRecord
from tasks.files.parquet_rows import ParquetRows, days
from tasks.upsell.entries import entry
from tasks.upsell.facts import latest_satisfaction, tenure_days, visits_in_all

_SHOWN = ("decision", "reason", "hold", "item", "subject", "body", "score", "attempts", "cost_usd")


class Parquet:
    """Open events have no row."""

    def __init__(self, writer: Writer) -> None:
        self._rows = ParquetRows(writer, _schema())

    async def add(self, record: EventRecord) -> None:
        """Take one record."""
        said = entry(record)
        if said is not None:
            await self._rows.add(_row(record, said))

    async def end(self) -> None:
        """Write the rest, and the footer."""
        await self._rows.end()


def _row(record: EventRecord, said: dict[str, Any]) -> dict[str, Any]:
    event = record.event
    return {
        "event_id": event.event_id,
        "source": event.source,
        "event_type": event.event_type,
        "occurred_at": event.occurred_at,
        "moment_from": event.moment_from,
        "customer_id": event.customer.id,
        "email": event.customer.email,
        "city": event.customer.address.city,
        "state": event.customer.address.state,
        "plan": event.current_plan,
        "lifetime_value": event.customer_lifetime_value,
        "satisfaction": latest_satisfaction(event),
        "visits": visits_in_all(event),
        "tenure_days": tenure_days(event),
        "last_upsell_sent": days(event.last_upsell_sent),
        "items": [item.id for item in record.items],
        **{name: said[name] for name in _SHOWN},
        "decided_in": said.get("decided_in"),
        "versions": [{"agent": agent, "version": version} for agent, version in sorted(said["versions"].items())],
        "calls": record.spent.calls,
        "input_tokens": record.spent.usage.input_tokens,
        "output_tokens": record.spent.usage.output_tokens,
    }


def _schema() -> Any:
    import pyarrow as pa  # noqa: PLC0415 -- loaded by now

    text, count = pa.string(), pa.int64()
    return pa.schema(
        [
            *((name, text) for name in ("event_id", "source", "event_type")),
            ("occurred_at", pa.timestamp("us", tz="UTC")),
            *((name, text) for name in ("moment_from", "customer_id", "email", "city", "state", "plan")),
            ("lifetime_value", text),
            ("satisfaction", pa.float64()),
            *((name, count) for name in ("visits", "tenure_days")),
            ("last_upsell_sent", pa.date32()),
            ("items", pa.list_(text)),
            *((name, text) for name in ("decision", "reason", "hold", "item", "subject", "body")),
            ("score", pa.float64()),
            ("attempts", count),
            ("cost_usd", pa.float64()),
            ("decided_in", text),
            ("versions", pa.list_(pa.struct([("agent", text), ("version", text)]))),
            *((name, count) for name in ("calls", "input_tokens", "output_tokens")),
        ]
    )
