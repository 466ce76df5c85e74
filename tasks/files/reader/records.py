"""From text to records, with the csv module of the standard library.

pandas can neither say on which line a row begins nor continue after an unclosed quote; it takes over after this step.
A bad row never stops the file. An unclosed quote costs its own line, not the rest of the file: reading continues on the
next line.
"""

import csv
from collections.abc import Iterator


class CsvRecords:
    """(line, cells, what is wrong) per record; a broken one is one line long, whatever its quotes say.

    A record over several lines without `width` cells comes from an open quote, so it is broken, too. Empty cells after
    the last column are ignored; `least` is how many cells a row needs.
    """

    def __init__(self, lines: list[str], delimiter: str) -> None:
        self._lines = lines
        self._delimiter = delimiter
        self._position = 0
        self._reader = self._fresh()
        self.width: int | None = None
        self.least = 0

    def __iter__(self) -> "CsvRecords":
        return self

    def __next__(self) -> tuple[int, list[str], str | None]:
        while True:
            start = self._position
            try:
                cells = next(self._reader)
            except csv.Error as error:
                return self._broken(start, f"is not a CSV row: {error}")
            if self.width is not None and len(cells) != self.width:
                if self.least <= len(cells) and not any(cell.strip() for cell in cells[self.width :]):
                    cells = [*cells, *[""] * (self.width - len(cells))][: self.width]
                elif self._position > start + 1:
                    return self._broken(start, "is not a CSV row: a quote is open")
            if any(cell.strip() for cell in cells):  # otherwise a blank line, as spreadsheets leave them
                return start + 1, cells, None

    def _fresh(self) -> "Iterator[list[str]]":
        return csv.reader(self._physical(), strict=True, delimiter=self._delimiter)

    def _broken(self, start: int, problem: str) -> tuple[int, list[str], str]:
        self._position = start + 1
        self._reader = self._fresh()
        return start + 1, [self._lines[start].rstrip("\r\n")], problem

    def _physical(self) -> Iterator[str]:
        while self._position < len(self._lines):
            self._position += 1
            yield self._lines[self._position - 1]
