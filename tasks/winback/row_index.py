"""`index.sqlite`: a row for each customer of an upload, so that a page of a hundred thousand is found at once."""

import sqlite3
import tempfile
from collections.abc import Mapping
from pathlib import Path

from blocks.artifacts import Writer
from blocks.layout import safe
from schemas.winback.assignment import Assigned
from schemas.winback.rows import CustomerRow
from schemas.winback.run import CustomerRecord
from tasks.winback.corrections import Corrections, corrected_category

SCHEMA = 2  # of the file; one of another schema is rewritten by the next export
COLUMNS = (
    "place INTEGER PRIMARY KEY", "name TEXT", "customer_id TEXT", "company TEXT", "email TEXT", "tier TEXT", "mrr REAL",
    "currency TEXT", "left_on TEXT", "cause TEXT", "confidence INTEGER", "send TEXT", "hold TEXT", "why TEXT",
    "edited INTEGER", "assigned TEXT",
)  # fmt: skip
# Unknown amounts and confidences come last whichever way a person sorts; -1 is below all of them.
_INDEXES = {
    "mrr": "mrr",
    "company": "company COLLATE NOCASE",
    "confidence": "confidence",
    "left": "left_on",
    "cause": "cause",
}
_AT_ONCE, _PIECE = 1_000, 1 << 20
_INSERT = f"INSERT INTO rows VALUES ({', '.join('?' * len(COLUMNS))})"  # noqa: S608 -- only question marks


class RowIndex:
    """Built in a file of its own and written at the end: memory stays flat however many customers there are."""

    def __init__(
        self, writer: Writer, corrections: Corrections, assigned: Mapping[str, Assigned], *, of_range: bool = False
    ) -> None:
        self._writer = writer
        self._corrections = corrections
        self._assigned = assigned
        self._of_range = of_range  # to be taken in by the index of all, which sorts it
        self._folder = tempfile.TemporaryDirectory(prefix="revive-index-")
        self._path = Path(self._folder.name) / "index.sqlite"
        self._db = sqlite3.connect(self._path, isolation_level=None)
        self._db.execute("PRAGMA journal_mode = OFF")
        self._db.execute("PRAGMA synchronous = OFF")
        self._db.execute(f"CREATE TABLE rows ({', '.join(COLUMNS)})")
        # Apart, so that a page that is not searched for does not read the words of everybody.
        self._db.execute("CREATE TABLE words (place INTEGER PRIMARY KEY, said TEXT)")
        self._db.execute("BEGIN")
        self._waiting: list[tuple[object, ...]] = []
        self._words: list[tuple[int, str]] = []
        self._place = 0

    async def add(self, record: CustomerRecord, *, edited: bool) -> None:
        """Take one record, complete or not."""
        row = row_of(record, self._place, self._corrections, edited=edited, assigned=self._assigned)
        self._waiting.append(_cells(row))
        self._words.append((self._place, _words(row, record)))
        self._place += 1
        if len(self._waiting) == _AT_ONCE:
            self._flush()

    def take(self, part: Path) -> None:
        """Take the rows of an index of a range, behind those that are here."""
        names = ", ".join(column.split()[0] for column in COLUMNS[1:])
        self._db.execute("COMMIT")
        self._db.execute("ATTACH ? AS part", (str(part),))
        self._db.execute("BEGIN")
        self._db.execute(f"INSERT INTO rows SELECT place + ?, {names} FROM part.rows", (self._place,))  # noqa: S608 -- ours
        self._db.execute("INSERT INTO words SELECT place + ?, said FROM part.words", (self._place,))
        self._place += self._db.execute("SELECT count(*) FROM part.rows").fetchone()[0]
        self._db.execute("COMMIT")
        self._db.execute("DETACH part")
        self._db.execute("BEGIN")

    async def end(self) -> None:
        """Sort it, and write the file."""
        self._flush()
        if not self._of_range:
            self._sort()
        self._db.execute("COMMIT")
        self._db.close()
        with self._path.open("rb") as file:
            while piece := file.read(_PIECE):
                await self._writer.write(piece)

    def _sort(self) -> None:
        for name, column in _INDEXES.items():
            self._db.execute(f"CREATE INDEX by_{name} ON rows ({column}, place)")
        self._db.execute("CREATE INDEX by_send ON rows (send, mrr, place)")
        # Everything that is filtered by, so that matches are counted without reading a row.
        self._db.execute("CREATE INDEX filters ON rows (cause, tier, send, hold, confidence, assigned)")
        self._db.execute(f"PRAGMA user_version = {SCHEMA}")

    def close(self) -> None:
        """Remove the file that it was built in, whether it came to an end or not."""
        self._db.close()
        self._folder.cleanup()

    def _flush(self) -> None:
        self._db.executemany(_INSERT, self._waiting)
        self._db.executemany("INSERT INTO words VALUES (?, ?)", self._words)
        self._waiting.clear()
        self._words.clear()


def row_of(
    record: CustomerRecord,
    place: int,
    corrections: Corrections,
    *,
    edited: bool = False,
    assigned: Mapping[str, Assigned] | None = None,
) -> CustomerRow:
    """A record as a row."""
    customer, analysis = record.customer, record.analysis
    to = (assigned or {}).get(record.customer_id)
    return CustomerRow(
        place=place,
        name=safe(record.customer_id),
        customer_id=record.customer_id,
        company=customer.company_name,
        email=customer.email or "",
        tier=customer.subscription_tier or "",
        mrr=customer.mrr,
        currency=customer.currency,
        left=customer.churn_date.isoformat(),
        cause=corrected_category(record, corrections) or (analysis.output.category if analysis else ""),
        confidence=analysis.output.confidence if analysis else None,
        send=record.send or ("failed" if record.error else "open"),
        hold=record.hold.code if record.hold else "",
        why=_why(record),
        edited=edited,
        assigned=to.to if to else "",
    )


def _why(record: CustomerRecord) -> str:
    said = record.hold or record.review
    return said.reason if said else record.error.message if record.error else ""


def _cells(row: CustomerRow) -> tuple[object, ...]:
    """The cells of a row in the order of `COLUMNS`."""
    mrr = -1.0 if row.mrr is None else row.mrr
    confidence = -1 if row.confidence is None else row.confidence
    cells = row.model_dump() | {"mrr": mrr, "confidence": confidence, "edited": int(row.edited)}
    return tuple(_storable(value) for value in cells.values())


def _words(row: CustomerRow, record: CustomerRecord) -> str:
    said = f"{row.customer_id}\n{row.company}\n{row.email}\n{record.customer.cancellation_reason}"
    return said.casefold().encode("utf-8", "replace").decode()


def _storable(value: object) -> object:
    """SQLite takes no half of a surrogate pair, and JSON may bring one."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
