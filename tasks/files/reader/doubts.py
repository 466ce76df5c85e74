"""What could not be read in an accepted file: counted by column, with the first line. It quotes no cell."""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(slots=True)
class Doubts:
    """Lines by column and doubt."""

    _first: dict[tuple[str, str], int] = field(default_factory=dict)
    _count: dict[tuple[str, str], int] = field(default_factory=dict)

    def add(self, line: int, column: str, said: str) -> None:
        """Note one cell of `column`, and what became of it."""
        key = (column, said)
        self._first[key] = min(line, self._first.get(key, line))
        self._count[key] = self._count.get(key, 0) + 1

    def lines(self) -> Iterator[str]:
        """One sentence per doubt, without any cell, so that erasing a person need not change it."""
        for (column, said), count in self._count.items():
            cells = "1 cell" if count == 1 else f"{count} cells"
            yield f"{column}: {said}: {cells}, the first in line {self._first[column, said]}"
