"""A table described as data, and the writes to it. Both backends work from the same description."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Value = str | int
Attributes = Mapping[str, Value]
# What a write expects to find: a row of this revision, no row (None), or anything.
Expected = int | None | Literal["whatever"]


@dataclass(frozen=True, slots=True)
class Index:
    """Another way to find rows: those with one value of `key`, in the order of `sort`.

    An index with the key of its table is read consistently; any other may lag behind for a moment on DynamoDB.
    """

    name: str
    key: str
    sort: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows are found by `key`, and within it by `sort`, which also orders them."""

    name: str
    key: str
    sort: str | None = None
    numbers: frozenset[str] = field(default=frozenset())  # attributes that are whole numbers; the others are text
    indexes: tuple[Index, ...] = ()

    @property
    def primary(self) -> tuple[str, ...]:
        """The attributes that name one row."""
        return (self.key,) if self.sort is None else (self.key, self.sort)

    @property
    def attributes(self) -> tuple[str, ...]:
        """Every attribute by which rows are found; a row has all of them."""
        of_indexes = (name for index in self.indexes for name in (index.key, index.sort))
        return tuple(dict.fromkeys((*self.primary, *of_indexes)))

    def index(self, name: str) -> Index:
        """One of the indexes by its name."""
        return next(index for index in self.indexes if index.name == name)


@dataclass(frozen=True, slots=True)
class Row:
    """A stored row: the attributes by which it is found, and a JSON document with the rest."""

    attributes: Attributes
    document: str
    revision: int = 0  # set by the writer: a new one for every change
    expires_at: int | None = None  # epoch seconds; from then on it counts as removed


@dataclass(frozen=True, slots=True)
class Put:
    """Write a row, replacing what is there, if that is as `expected`."""

    table: Table
    row: Row
    expected: Expected = "whatever"

    @property
    def attributes(self) -> Attributes:
        """The attributes that name the row."""
        return self.row.attributes


@dataclass(frozen=True, slots=True)
class Delete:
    """Remove a row, if it is as `expected`; one that is not there is no error unless it was expected."""

    table: Table
    attributes: Attributes
    expected: Expected = "whatever"


Write = Put | Delete


class RefusedWriteError(Exception):
    """A write did not find what it expected, so nothing of its transaction was written."""

    def __init__(self, number: int, found: Row | None) -> None:
        super().__init__(f"write {number} found {'another row' if found else 'no row'}")
        self.number = number  # which of the writes, from 0
        self.found = found
