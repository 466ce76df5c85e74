"""The events of an upload a page at a time, from the table that its last export wrote: searched and filtered.

Only the columns that are shown or looked at are read, and no message: 100,000 events are a few megabytes.
"""

import asyncio
import io
from pathlib import Path
from typing import Any

from blocks.artifacts import ArtifactStore
from blocks.layout import Upload, safe
from schemas.bulk import Status
from schemas.errors import StoreError
from schemas.upsell.event import key_of
from schemas.upsell.pages import PAGE, EventRow, EventsAsked, EventsShown, Fate
from schemas.upsell.run import EventRecord

_SHOWN = (
    "event_id", "source", "event_type", "occurred_at", "customer_id", "decision", "reason", "hold", "item", "score",
    "attempts", "decided_in",
)  # fmt: skip
_FILTERED = ("decision", "hold", "item")
_SEARCHED = ("event_id", "customer_id", "email", "city", "reason", "item", "event_type")


async def list_events(store: ArtifactStore, status: Status, asked: EventsAsked) -> EventsShown | None:
    """One page; None before the first export."""
    source = await _source(store, status)
    return None if source is None else await asyncio.to_thread(_page, source, asked)


async def event_row(store: ArtifactStore, status: Status, record: EventRecord) -> EventRow | None:
    """What the last export said of one event: it looks once more at who may be written to. None before there is one."""
    source = await _source(store, status)
    return None if source is None else await asyncio.to_thread(_row_of, source, record)


async def _source(store: ArtifactStore, status: Status) -> Any:
    """Where the table is on this disk, or all of it."""
    key = Upload.of(status).parquet
    if await store.tag(key) is None:
        return None
    if store.folder is not None:
        return store.folder / key
    content = await store.get(key)
    return None if content is None else io.BytesIO(content)


def _page(source: Any, asked: EventsAsked) -> EventsShown:
    table = _read(source, (*dict.fromkeys((*_FILTERED, *(_SEARCHED if asked.search else ()))),))
    places = _matching(table, asked).to_numpy()
    backwards = asked.before is not None
    if asked.before is not None:
        end = int(places.searchsorted(asked.before))
        start = max(0, end - PAGE)
    else:
        start = 0 if asked.after is None else int(places.searchsorted(asked.after, side="right"))
        end = min(len(places), start + PAGE)
    return EventsShown(
        rows=_rows(source, places[start:end].tolist()),
        matching=len(places),
        has_more=backwards or end < len(places),
        has_less=start > 0,
        fates=_fates(table),
        items=sorted(filter(None, table.column("item").unique().to_pylist())),
    )


def _read(source: Path | io.BytesIO, columns: tuple[str, ...]) -> Any:
    import pyarrow as pa  # noqa: PLC0415 -- 40 MB that only this page pays
    from pyarrow import parquet  # noqa: PLC0415 -- same

    try:
        return parquet.read_table(source, columns=[*columns])
    except (pa.ArrowInvalid, KeyError, OSError):
        name = source if isinstance(source, Path) else "results.parquet"
        raise StoreError(f"{name} is damaged; run the upload again: what is done is kept") from None


def _rows(source: Any, places: list[int]) -> list[EventRow]:
    """The events at these places, in order: only the groups of rows are read in which they stand."""
    from pyarrow import parquet  # noqa: PLC0415 -- loaded by now

    found, first = list[EventRow](), 0
    with parquet.ParquetFile(source) as file:
        for group in range(file.num_row_groups):
            count = file.metadata.row_group(group).num_rows
            here = [place - first for place in places if first <= place < first + count]
            if here:
                rows = file.read_row_group(group, columns=[*_SHOWN]).take(here).to_pylist()
                found += [_row(first + at, row) for at, row in zip(here, rows, strict=True)]
            first += count
    return found


def _matching(table: Any, asked: EventsAsked) -> Any:
    """The places of the events that fit, in order."""
    import pyarrow as pa  # noqa: PLC0415 -- loaded by now
    from pyarrow import compute  # noqa: PLC0415 -- same

    fits = pa.repeat(pa.scalar(True), table.num_rows)  # noqa: FBT003 -- pyarrow's
    for name in _FILTERED:
        wanted = getattr(asked, name)
        if wanted is not None:
            fits = compute.and_(fits, compute.fill_null(compute.equal(table.column(name), wanted), False))  # noqa: FBT003 -- pyarrow's
    for word in asked.search.split():
        said = [compute.match_substring(table.column(name), word, ignore_case=True) for name in _SEARCHED]
        fits = compute.and_(fits, _any(compute, said))
    return compute.indices_nonzero(fits)


def _any(compute: Any, said: list[Any]) -> Any:
    found = compute.fill_null(said[0], False)  # noqa: FBT003 -- pyarrow's
    for one in said[1:]:
        found = compute.or_(found, compute.fill_null(one, False))  # noqa: FBT003 -- same
    return found


def _fates(table: Any) -> list[Fate]:
    counted = table.group_by(["decision", "hold"]).aggregate([([], "count_all")]).to_pylist()
    fates = [Fate(decision=one["decision"], hold=one["hold"], events=one["count_all"]) for one in counted]
    return sorted(fates, key=lambda one: (-one.events, one.decision, one.hold or ""))


def _row_of(source: Any, record: EventRecord) -> EventRow | None:
    from pyarrow import compute  # noqa: PLC0415 -- 40 MB that only this page pays

    table, event = _read(source, _SHOWN), record.event
    same = compute.and_(
        compute.equal(table.column("event_id"), event.event_id), compute.equal(table.column("source"), event.source)
    )
    places = compute.indices_nonzero(same).to_pylist()
    return _row(places[0], table.take(places[:1]).to_pylist()[0]) if places else None


def _row(place: int, row: dict[str, Any]) -> EventRow:
    return EventRow(place=place, name=safe(key_of(row["source"] or "", row["event_id"])), **row)
