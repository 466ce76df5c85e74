"""rejects.csv as a person mended it: the rows that changed, to be read like any other row of their upload.

Pure. The columns of the file stand behind line, column, value and reason. A cell there counts; where only `value` was
mended, that is the new cell of `column`. What a row is called by is its line: one that names none that was rejected is
not taken, as nobody said whose it is.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from schemas.errors import BadInputError
from tasks.files.harmless import harmless
from tasks.files.long_cells import allow_long_cells
from tasks.files.reader.row_table import RowTable, read_table
from tasks.files.reader.spelling import joined

EXTRA = "extra_cell_"  # cells after the last column: the row has more of them than the header
FIXED = ("line", "column", "value", "reason")
_LINE, _COLUMN, _VALUE = 0, 1, 2
_FEW = 3  # cells of which all may be wrong


@dataclass(slots=True)
class Mended:
    """`rows` are the new cells of a line, in the columns of `header`; the other fields are lines."""

    header: list[str]
    rows: dict[int, list[str]] = field(default_factory=dict)
    unchanged: set[int] = field(default_factory=set)
    not_rejected: int = 0  # rows of the file that name no rejected line, or are another row than that line was
    twice: set[int] = field(default_factory=set)  # lines that stand there more than once
    unread: int = 0  # rows that are not a row of this table


def compare(content: bytes, name: str, stored: bytes) -> Mended:
    """Compare the file of a person with `stored`, the rejects as they are. Raises `BadInputError` if it is another."""
    before = _stored(stored, name)
    table = read_table(content, name, frozenset(FIXED))
    header = next(before)
    places = _places(table, header, name)
    rejected = {int(cells[_LINE]): cells for cells in before if cells[_LINE].isdecimal()}
    in_place = content == stored  # mended where it stands: nothing tells which rows were, so all are read
    width = sum(not cell.startswith(EXTRA) for cell in header)
    mended = Mended([_plain(cell) for cell in header[len(FIXED) : width]], unread=len(table.unread))
    for _, found in table.rows:
        cells = [found[place] for place in places]
        said = cells[_LINE].strip().removesuffix(".0")  # as pandas writes a column of numbers with a gap in it
        line = int(said) if said.isdecimal() else None
        if line is None or line not in rejected or _of_another(rejected[line], cells):
            mended.not_rejected += 1
        elif line in mended.rows or line in mended.unchanged:
            mended.twice.add(line)
        elif (row := _changed(rejected[line], cells, header, every=in_place)) is None:
            mended.unchanged.add(line)
        else:
            # What is left after the last column makes the row as bad as it was.
            more = len(row) if any(row[width - len(FIXED) :]) else width - len(FIXED)
            mended.rows[line] = row[:more]
    for line in mended.twice:
        mended.rows.pop(line, None)
    return mended


def _stored(stored: bytes, name: str) -> Iterator[list[str]]:
    """The rejects as they were written, the header first."""
    allow_long_cells()
    rows = csv.reader(io.StringIO(stored.decode("utf-8", "replace"), newline=""))
    header = next(rows, [])
    if tuple(header[: len(FIXED)]) != FIXED or len(header) == len(FIXED):
        raise BadInputError(
            f"{name}: this upload's rejects.csv does not hold the rows, as Revive wrote it before it could take them "
            "again, or was saved there in another form; mend the file itself, and give it under another --upload-id"
        )
    yield header
    width = len(header)
    yield from ([*cells, *[""] * (width - len(cells))] for cells in rows if cells)


def _places(table: RowTable, header: Sequence[str], name: str) -> list[int]:
    """Where each column of `header` is now: a person may have moved or removed some."""
    theirs = [joined(cell) for cell in table.header]
    if theirs[: len(header)] == [joined(cell) for cell in header]:
        return list(range(len(header)))
    places: list[int] = []
    for cell in header:
        found = [place for place, form in enumerate(theirs) if form == joined(cell) and place not in places]
        if not found:
            raise BadInputError(
                f"{name} has no column {cell.strip()[:60]!r}; keep the columns of rejects.csv, and mend only its cells"
            )
        places.append(found[0])
    return places


def _changed(before: list[str], after: list[str], header: Sequence[str], *, every: bool) -> list[str] | None:
    """The new cells of the row; None if nothing was mended, unless `every` row counts as mended."""
    first = len(FIXED)
    kept = [_same(old, new) for old, new in zip(before, after, strict=True)]
    cells = [_plain(old if same else new) for old, new, same in zip(before, after, kept, strict=True)][first:]
    if not kept[_VALUE]:
        named = [at for at, cell in enumerate(header[first:]) if joined(cell) == joined(before[_COLUMN]) != ""]
        if len(named) == 1 and kept[first + named[0]]:
            cells[named[0]] = _plain(after[_VALUE])
            return cells
    return None if all(kept[first:]) and not every else cells


def _of_another(before: list[str], after: list[str]) -> bool:
    """Whether this is no mend of that row: most of its cells are gone, as where lines of two uploads have one number.

    Cells that moved are there still; whoever mends a row replaces the few that are wrong.
    """
    old = [cell for cell in before[len(FIXED) :] if cell.strip()]
    kept = sum(any(_same(cell, one) for one in after) for cell in old)
    return len(old) > _FEW and 2 * kept < len(old)


def _same(before: str, after: str) -> bool:
    """Whether a cell is as it was; a spreadsheet writes 49.0 as 49, and drops the apostrophe that it hides."""
    if before.strip() == after.strip() or _plain(before) == after:
        return True
    try:
        return float(before) == float(after)
    except ValueError:
        return False


def _plain(cell: str) -> str:
    """Without the apostrophe that `harmless` put before what a spreadsheet would run."""
    return cell[1:] if cell.startswith("'") and harmless(cell[1:]) == cell else cell
