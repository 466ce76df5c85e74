"""Summaries of an upload's messages for the terminal: decisions with what they offer, and holds."""

from collections import Counter
from collections.abc import AsyncIterator
from typing import Any

from pydantic_core import from_json

from blocks.artifacts import ArtifactStore
from blocks.layout import Upload


async def decision_rows(store: ArtifactStore, upload_id: str) -> list[tuple[str, str]]:
    """(decision, events), and (item, messages approved), the most frequent first."""
    entries = [(str(one.get("decision")), str(one.get("item"))) async for one in _entries(store, upload_id)]
    decisions = Counter(decision for decision, _ in entries)
    offered = Counter(item for decision, item in entries if decision == "approved")
    rows = [(decision, str(count)) for decision, count in decisions.most_common()]
    return rows + [(f"offers {item}", str(count)) for item, count in offered.most_common()]


async def hold_rows(store: ArtifactStore, upload_id: str) -> list[tuple[str, str]]:
    """(hold, events), the most frequent first."""
    holds = Counter([str(one["hold"]) async for one in _entries(store, upload_id) if one.get("hold")])
    return [(f"hold: {hold}", str(count)) for hold, count in holds.most_common()]


async def _entries(store: ArtifactStore, upload_id: str) -> AsyncIterator[dict[str, Any]]:
    """The elements of messages.json, up to one that is torn or edited; the table does without the rest."""
    async for line in store.lines(Upload(upload_id, "upsell").messages):
        if line.startswith(b"{"):
            try:
                yield from_json(line.rstrip(b","))
            except ValueError:
                return
