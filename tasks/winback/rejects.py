"""`rejects.csv`: what is wrong with each row that could not be used, and the row itself, for a person to mend."""

import csv
import io
from collections.abc import Iterable, Sequence

from schemas.reading import Reject
from tasks.files.harmless import escaped, harmless
from tasks.files.reader.mended import EXTRA, FIXED

_CELL = 10_000  # characters of a rejected cell or row that are told


def rejects_csv(rejects: Iterable[Reject], header: Sequence[str]) -> bytes:
    """Line, column, value and reason of each, then its cells; harmless in a spreadsheet."""
    rows = [row_of(reject) for reject in rejects]
    names = [_told(cell) for cell in header] if any(len(row) > len(FIXED) for row in rows) else []
    widest = max((len(row) for row in rows), default=0) - len(FIXED)
    extra = [f"{EXTRA}{number}" for number in range(1, widest - len(names) + 1)] if names else []
    return with_rows([*FIXED, *names, *extra], rows)


def with_rows(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The table as it is stored."""
    table = io.StringIO(newline="")
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow([*row, *[""] * (len(header) - len(row))])
    return table.getvalue().encode("utf-8", "backslashreplace")


def row_of(reject: Reject) -> list[str]:
    """A reject as its line of the table."""
    return [str(reject.line), _told(reject.column), _told(reject.value), reject.reason, *map(_told, reject.row)]


def _told(cell: str) -> str:
    return harmless(escaped(cell[:_CELL]))
