"""Pages of an upload's customers: from the index that the last export wrote or, before it, from what is done so far."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import from_json

from blocks.artifacts import ArtifactStore
from blocks.layout import Upload
from schemas.bulk import Status
from schemas.errors import StoreError
from schemas.winback.rows import PAGE, CustomerRow, RowsAsked, RowsShown
from schemas.winback.run import CustomerRecord
from tasks.winback.row_index import SCHEMA, row_of

_LOOKED_AT = 400  # customers of a run that goes on, to find a page of those that are done
_ORDER = {
    "mrr": "mrr",
    "company": "company COLLATE NOCASE",
    "confidence": "confidence",
    "left": "left_on",
    "cause": "cause",
}
_FIELDS = tuple(name if name != "left" else "left_on" for name in CustomerRow.model_fields)


async def read_rows(store: ArtifactStore, status: Status, asked: RowsAsked) -> RowsShown:
    """One page. Before the first export, the first customers that are done, in the order of the run."""
    key = Upload(status.upload_id).index
    if status.status == "processing" or await store.tag(key) is None:
        return await _so_far(store, status)
    content = None if store.folder else await store.get(key)
    path = store.folder / key if store.folder else None
    try:
        found = await asyncio.to_thread(_page, path, content, asked)
    except sqlite3.Error:
        found = None
    return await _so_far(store, status) if found is None else found


def _page(path: Path | None, content: bytes | None, asked: RowsAsked) -> RowsShown | None:
    """None if the file is of another schema."""
    with _opened(path, content) as db:
        if db.execute("PRAGMA user_version").fetchone()[0] != SCHEMA:
            return None
        where, values = _where(asked)
        _search(db, asked.search.casefold().split())
        matching = db.execute(f"SELECT count(*) FROM rows WHERE {where}", values).fetchone()[0]  # noqa: S608 -- ours
        backwards = asked.before is not None
        cursor = asked.before if backwards else asked.after
        rows = [_row(cells) for cells in _select(db, where, values, asked, cursor, backwards=backwards)]
    more = len(rows) > PAGE
    rows = rows[:PAGE][::-1] if backwards else rows[:PAGE]
    return RowsShown(
        rows=rows,
        matching=matching,
        has_more=backwards or more,
        has_less=more if backwards else cursor is not None,
        is_whole=True,
    )


@contextmanager
def _opened(path: Path | None, content: bytes | None) -> Iterator[sqlite3.Connection]:
    """The file on disk as it is, or a copy in memory of what a bucket holds."""
    where = f"{path.absolute().as_uri()}?mode=ro&immutable=1" if path else ":memory:"
    with closing(sqlite3.connect(where, uri=True)) as db:
        if content is not None:
            db.deserialize(content)
        yield db


def _search(db: sqlite3.Connection, words: list[str]) -> None:
    """Note who has all these words: once, as they are counted and shown."""
    if words:
        condition = " AND ".join("instr(said, ?) > 0" for _ in words)
        db.execute(f"CREATE TEMP TABLE found AS SELECT place FROM words WHERE {condition}", words)  # noqa: S608 -- ours


def _where(asked: RowsAsked) -> tuple[str, list[Any]]:
    """Conditions of ours with the values of the URL as parameters."""
    said: list[tuple[str, Any]] = [
        (f"{name} = ?", value)
        for name in ("cause", "tier", "send", "hold", "assigned")
        if (value := getattr(asked, name))
    ]
    if asked.least is not None:
        said.append(("confidence >= ?", asked.least))
    if asked.most is not None:
        said.append(("confidence BETWEEN 0 AND ?", asked.most))
    if asked.search.split():
        said.append(("place IN (SELECT place FROM found) AND ?", 1))
    return " AND ".join(condition for condition, _ in said) or "1", [value for _, value in said]


def _select(
    db: sqlite3.Connection, where: str, values: list[Any], asked: RowsAsked, cursor: int | None, *, backwards: bool
) -> list[tuple[Any, ...]]:
    """One row more than a page, from behind the cursor: where it stands is asked of the row itself."""
    column, up = _ORDER[asked.sort], asked.up != backwards
    way, sign = ("ASC", ">") if up else ("DESC", "<")
    if cursor is not None:
        plain = column.partition(" ")[0]
        where += f" AND ({column}, place) {sign} ((SELECT {plain} FROM rows WHERE place = ?), ?)"  # noqa: S608 -- ours
        values = [*values, cursor, cursor]
    sql = f"SELECT {', '.join(_FIELDS)} FROM rows WHERE {where} ORDER BY {column} {way}, place {way} LIMIT {PAGE + 1}"  # noqa: S608
    return db.execute(sql, values).fetchall()


def _row(cells: tuple[Any, ...]) -> CustomerRow:
    said = dict(zip(CustomerRow.model_fields, cells, strict=True))
    for name in ("mrr", "confidence"):
        if said[name] < 0:
            said[name] = None
    try:
        return CustomerRow.model_validate(said)
    except ValidationError:
        raise StoreError("the index of this upload is damaged; revive export writes it anew") from None


async def _so_far(store: ArtifactStore, status: Status) -> RowsShown:
    """Those that are done among the first customers of the run. Corrections are in the index, not here."""
    rows: list[CustomerRow] = []
    place, keys = 0, Upload(status.upload_id)
    for batch in range(status.batches):
        async for line in store.lines(keys.manifest(batch)):
            if place == _LOOKED_AT or len(rows) == PAGE:
                return RowsShown(rows=rows, matching=None, is_whole=False)
            record = await _record(store, keys, str(from_json(line)["customer_id"]))
            if record is not None and record.send is not None:
                rows.append(row_of(record, place, {}))
            place += 1
    return RowsShown(rows=rows, matching=None, is_whole=False)


async def _record(store: ArtifactStore, keys: Upload, customer_id: str) -> CustomerRecord | None:
    content = await store.get(keys.customer(customer_id))
    try:
        return None if content is None else CustomerRecord.model_validate_json(content)
    except ValidationError:
        return None  # a resume mends it
