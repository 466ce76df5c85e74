"""Analyses in the artifact store: what programs read, the page for people, and a table for analysts."""

import csv
from collections.abc import Collection
from datetime import UTC, datetime
from io import StringIO

from pydantic import ValidationError

from blocks.artifacts import ArtifactStore
from blocks.layout import FEEDBACK
from schemas.errors import StoreError
from schemas.support.analysis import Estimate, FeedbackAnalysis, FeedbackWindow, Group
from tasks.support.learning.report import render
from tasks.support.tables import KEPT_FOR

_ANALYSIS, _REPORT, _FIGURES = "analysis.json", "report.html", "figures.csv"
_COLUMNS = (
    "intent", "agent_version", "answers", "rated", "negative", "response_rate", "rating", "rating_low", "rating_high",
    "positive", "positive_low", "positive_high", "resolved", "resolved_low", "resolved_high", "confirmed", "assumed",
    "taken_back", "unresolved", "open", "regenerated", "asked_again", "abandoned", "escalated",
)  # fmt: skip


def folder_of(window: FeedbackWindow) -> str:
    """Where the analysis of a window stands."""
    return f"{FEEDBACK}/{_minute(window.since)}-{_minute(window.until)}"


async def store_analysis(store: ArtifactStore, analysis: FeedbackAnalysis) -> str:
    """Write it, and return where the report is. The same analysis is the same bytes."""
    folder = folder_of(analysis.window)
    await store.put(f"{folder}/{_FIGURES}", figures(analysis).encode())
    await store.put(f"{folder}/{_REPORT}", render(analysis))
    await store.put(f"{folder}/{_ANALYSIS}", analysis.model_dump_json(indent=2).encode())
    return store.location(f"{folder}/{_REPORT}")


async def stored_windows(store: ArtifactStore) -> list[str]:
    """The names of the windows that were analysed, the one that ended last first."""
    found = {key.split("/")[-2] async for key, _ in store.keys(FEEDBACK) if key.endswith(f"/{_ANALYSIS}")}
    return sorted(found, key=lambda name: name.partition("-")[2] + name, reverse=True)


async def window_named(store: ArtifactStore, name: str) -> FeedbackAnalysis | None:
    """The analysis of such a name, from `stored_windows`; None if it is not there. `StoreError` if it is damaged."""
    key = f"{FEEDBACK}/{name}/{_ANALYSIS}"
    content = await store.get(key)
    return None if content is None else _parsed(content, store.location(key))


async def drop_old(store: ArtifactStore, now: datetime) -> int:
    """Remove the analyses of windows that ended longer ago than conversations are kept."""
    return await _drop(store, [one for one in await _stored(store) if now - one.window.until > KEPT_FOR])


async def drop_before(store: ArtifactStore, before: datetime, *, dry_run: bool = False) -> int:
    """Remove the analyses of windows that ended before a moment: they quote what was said in them."""
    old = [one for one in await _stored(store) if one.window.until < before]
    return len(old) if dry_run else await _drop(store, old)


async def drop_quoting(store: ArtifactStore, interaction_ids: Collection[str]) -> int:
    """Remove the analyses that quote one of these; they can be made again without."""
    wanted = set(interaction_ids)
    return await _drop(store, [one for one in await _stored(store) if wanted & _quoted(one)])


def figures(analysis: FeedbackAnalysis) -> str:
    """A row a group, the first of all answers."""
    out = StringIO()
    rows = csv.DictWriter(out, _COLUMNS, lineterminator="\n")
    rows.writeheader()
    for group in (*((analysis.overall,) if analysis.overall else ()), *analysis.groups):
        rows.writerow(_row(group))
    return out.getvalue()


def _row(group: Group) -> dict[str, object]:
    row: dict[str, object] = {"intent": group.intent, "agent_version": group.agent_version}
    row |= {"answers": group.answers, "rated": group.rated, "negative": group.negative}
    row["response_rate"] = group.response_rate.value
    estimates = (("rating", group.rating), ("positive", group.positive), ("resolved", group.resolved))
    for name, estimate in estimates:
        row |= _interval(name, estimate)
    return row | dict(group.matters) | group.implicit


def _interval(name: str, estimate: Estimate | None) -> dict[str, object]:
    if estimate is None:
        return {}
    return {name: estimate.value, f"{name}_low": estimate.low, f"{name}_high": estimate.high}


async def _stored(store: ArtifactStore) -> list[FeedbackAnalysis]:
    found = []
    for key in [key async for key, _ in store.keys(FEEDBACK) if key.endswith(f"/{_ANALYSIS}")]:
        content = await store.get(key)
        found += [] if content is None else [_parsed(content, store.location(key))]
    return found


def _parsed(content: bytes, where: str) -> FeedbackAnalysis:
    try:
        return FeedbackAnalysis.model_validate_json(content)
    except ValidationError:
        raise StoreError(f"{where} is damaged; remove its folder and analyse again") from None


async def _drop(store: ArtifactStore, analyses: Collection[FeedbackAnalysis]) -> int:
    for one in analyses:
        # What names the folder goes last, so that a removal that was killed is found again.
        for name in (_FIGURES, _REPORT, _ANALYSIS):
            await store.delete(f"{folder_of(one.window)}/{name}")
    return len(analyses)


def _quoted(analysis: FeedbackAnalysis) -> set[str]:
    return {quote.interaction_id for theme in (*analysis.themes, *analysis.gaps) for quote in theme.quotes}


def _minute(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dt%H%M%S}"
