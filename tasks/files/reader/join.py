"""Two tables as one: who left and why is in one file, name and address in another, and a column of both joins them.

Every row of the first file stays one row. Nothing is guessed: a row that finds two different ones is rejected, and one
that finds none keeps its empty cells and is counted.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from schemas.errors import BadInputError, shown
from tasks.files.reader.asides import Record
from tasks.files.reader.headers import KNOWN, nearest
from tasks.files.reader.row_table import RowTable, read_table
from tasks.files.reader.spelling import joined

_NAMED = 8  # headers in a message


@dataclass(frozen=True, slots=True)
class Other:
    """The second file."""

    content: bytes
    name: str


class Join:
    """Adds the cells of the second file. `header` is that of both; `on` is `account_id`, or `account_id=id`."""

    def __init__(self, header: list[str], name: str, other: Other, on: str | None) -> None:
        """Raises `BadInputError` if the second file cannot be read, or the column is not clear in both."""
        self._name, self._other = name, shown(other.name)
        forms = frozenset(map(joined, header)) - {""}
        table = read_table(other.content, other.name, KNOWN | forms | ({joined(on.split("=")[-1])} if on else set()))
        ours, theirs = _asked(header, table.header, on, name, self._other)
        self._width, self._ours, self._on = len(header), ours, header[ours].strip()
        self._kept = [place for place in range(len(table.header)) if place != theirs]
        self._by_key, self._repeated = _by_key(table, theirs)
        self._caseless = defaultdict[str, set[str]](set)
        for key in self._by_key:
            self._caseless[key.casefold()].add(key)
        self._table, self._found, self._missed, self._doubled = table, set[str](), list[int](), list[int]()
        stem = joined(PurePath(other.name).stem) or "other"
        theirs_kept = [table.header[place] for place in self._kept]
        added = [(cell, f"{stem} {cell.strip()}" if joined(cell) in forms else cell) for cell in theirs_kept]
        self._renamed = [(cell.strip(), new) for cell, new in added if cell != new]
        self.header = [*header, *(new for _, new in added)]

    def records(self, records: Iterator[Record]) -> Iterator[Record]:
        """The same records with the cells of both. Raises `BadInputError` after the last if none found another row."""
        rows = 0
        for line, cells, problem in records:
            rows += 1
            yield (line, cells, problem) if problem else self._record(line, cells)
        if rows and not self._found and self._missed:
            raise BadInputError(
                f"no {self._on} of {self._name} stands in {self._other}: are they ids of the same kind? "
                "--join-on names the column of both files, or ours=theirs"
            )

    def _record(self, line: int, cells: list[str]) -> Record:
        if len(cells) != self._width:
            return line, cells, f"has {len(cells)} cells, the header has {self._width}"
        key = self._key(cells[self._ours].strip())
        found = self._by_key.get(key, [])
        if len(found) > 1:
            self._doubled.append(line)
            return (
                line,
                [*cells, *[""] * len(self._kept)],
                f"{self._on} stands in {len(found)} different rows of {self._other}",
            )
        if not found:
            self._missed.append(line)
            return line, [*cells, *[""] * len(self._kept)], None
        self._found.add(key)
        return line, [*cells, *(found[0][place] for place in self._kept)], None

    def _key(self, cell: str) -> str:
        """As written; in another case only if that is one row. Salesforce's ids differ by case alone."""
        if cell in self._by_key:
            return cell
        alike = self._caseless.get(cell.casefold(), set())
        return next(iter(alike)) if len(alike) == 1 else ""

    def doubts(self) -> Iterator[str]:
        """What a person should know, once all records were read; without any cell."""
        for cell, new in self._renamed:
            yield f"both files have a column {shown(cell)!r}; that of {self._other} is called {shown(new)!r} here"
        if self._missed:
            yield f"{_rows(self._missed)} of {self._name} found no row in {self._other} by {self._on}"
        if self._doubled:
            yield f"{_rows(self._doubled)} of {self._name} found several different rows in {self._other}"
        if self._repeated:
            yield f"{self._other}: {self._repeated} rows say the same as another one"
        if self._table.unread:
            yield f"{self._other}: {_rows([one.line for one in self._table.unread])} cannot be read"
        if others := len(self._by_key) - len(self._found):
            yield f"{self._other}: {others} of {len(self._by_key)} ids are in no row of {self._name}"


def _asked(header: list[str], other: list[str], on: str | None, name: str, other_name: str) -> tuple[int, int]:
    """The positions of the column in both files."""
    if on is None:
        forms = set(map(joined, other)) - {""}
        both = [shown(cell.strip()) for cell in header if joined(cell) in forms][:_NAMED]
        hint = f"both have {', '.join(both)}" if both else "they have no header in common; say --join-on OURS=THEIRS"
        raise BadInputError(f"say with --join-on which column joins {name} and {other_name}: {hint}")
    if joined(on) in map(joined, header) and joined(on) in map(joined, other):
        return _place(header, on, name), _place(other, on, other_name)
    ours, _, theirs = on.partition("=")
    return _place(header, ours, name), _place(other, theirs or ours, other_name)


def _place(header: list[str], wanted: str, name: str) -> int:
    places = [place for place, cell in enumerate(header) if cell.strip() == wanted.strip()]
    places = places or [place for place, cell in enumerate(header) if joined(cell) == joined(wanted)]
    if not places:
        raise BadInputError(f"{name} has no column {shown(wanted)!r} to join on{nearest(wanted, header)}")
    if len(places) > 1:
        named = ", ".join(repr(shown(header[place].strip())) for place in places)
        raise BadInputError(f"{name} has several columns that --join-on could mean ({named}); write it as it is there")
    return places[0]


def _by_key(table: RowTable, place: int) -> tuple[dict[str, list[list[str]]], int]:
    """The different rows of each key, and how many rows repeat another one."""
    found = defaultdict[str, list[list[str]]](list)
    repeated = 0
    for _, cells in table.rows:
        key = cells[place].strip()
        if not key:
            continue
        if cells in found[key]:
            repeated += 1
        else:
            found[key].append(cells)
    return dict(found), repeated


def _rows(lines: list[int]) -> str:
    return f"{'1 row' if len(lines) == 1 else f'{len(lines)} rows'} (the first in line {min(lines)})"
