"""What could not be read of a file that was read: counted by column, with the line of the first. It quotes no cell."""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(slots=True)
class Doubts:
    """Lines by (column, what is said of them)."""

    _first: dict[tuple[str, str], int] = field(default_factory=dict)
    _count: dict[tuple[str, str], int] = field(default_factory=dict)

    def add(self, line: int, column: str, said: str) -> None:
        """One cell of `column`, and what became of it."""
        key = (column, said)
        self._first[key] = min(line, self._first.get(key, line))
        self._count[key] = self._count.get(key, 0) + 1

    def lines(self) -> Iterator[str]:
        """A sentence each, for people: no cell is in it, so that erasing a person need not change it."""
        for (column, said), count in self._count.items():
            cells = "1 cell" if count == 1 else f"{count} cells"
            yield f"{column}: {said}: {cells}, the first in line {self._first[column, said]}"
