"""Summaries of an upload's exports for the terminal: causes with their MRR, and holds."""

from collections import Counter, defaultdict
from collections.abc import AsyncIterator
from typing import Any

from pydantic_core import from_json

from blocks.artifacts import ArtifactStore
from blocks.layout import Upload


async def category_rows(store: ArtifactStore, upload_id: str) -> list[tuple[str, str]]:
    """(cause, customers and MRR at stake by currency), the most frequent cause first."""
    keys = Upload(upload_id)
    causes = {str(entry["customer_id"]): str(entry.get("category")) async for entry in _entries(store, keys.analyses)}
    mrr: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    async for customer in _entries(store, keys.customers):
        cause = causes.get(str(customer["customer_id"]))
        amount = customer.get("mrr")
        if cause is not None and isinstance(amount, int | float):
            mrr[cause][str(customer.get("currency"))] += amount
    counts = Counter(causes.values()).most_common()
    return [(f"reason: {cause}", f"{count}, {_sums(mrr[cause])} a month") for cause, count in counts]


async def hold_rows(store: ArtifactStore, upload_id: str) -> list[tuple[str, str]]:
    """(hold, customers), the most frequent first."""
    entries = [entry.get("hold") async for entry in _entries(store, Upload(upload_id).campaigns)]
    holds = Counter(str(hold) for hold in entries if hold is not None)
    return [(f"hold: {hold}", str(count)) for hold, count in holds.most_common()]


async def _entries(store: ArtifactStore, key: str) -> AsyncIterator[dict[str, Any]]:
    """The elements of an export, up to one that is torn or edited; the table does without the rest."""
    async for line in store.lines(key):
        if line.startswith(b"{"):
            try:
                entry = from_json(line.rstrip(b","))
                entry["customer_id"]
            except (ValueError, KeyError, TypeError):
                return
            yield entry


def _sums(mrr: dict[str, float]) -> str:
    ordered = sorted(mrr.items(), key=lambda item: -item[1])
    return " + ".join(f"{amount:,.0f} {currency}" for currency, amount in ordered) or "unknown MRR"
