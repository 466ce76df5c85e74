"""Merged cells above a table: only the first cell of a merge holds its text, and CSV leaves the others empty.

A header of two rows becomes one: what is merged downwards is written into the lower row, and a row of groups
("Customer" over three columns) is left out. Cells merged among the customers stay as they are.
"""

import re
from collections.abc import Iterable

Place = tuple[int, int]  # row and column, from 0
_ABOVE = 10  # rows in which a header is looked for
_NO_LABEL = re.compile(r"[0-9@]")


class Merged:
    """The merged ranges of a sheet, each from its first cell to its last one."""

    def __init__(self, ranges: Iterable[tuple[Place, Place]]) -> None:
        near = [(first, last) for first, last in ranges if last[0] < _ABOVE]
        self._down = [(first, last) for first, last in near if last[0] > first[0]]
        self._across = [(first, last) for first, last in near if last[0] == first[0] and last[1] > first[1]]

    def settled(self, rows: list[list[str]]) -> list[list[str]]:
        """The rows with one header, in place."""
        for first, last in self._down:
            text = rows[first[0]][first[1]] if first[0] < len(rows) and first[1] < len(rows[first[0]]) else ""
            # Of a merge in both directions only the first column is a header.
            for row in rows[first[0] + 1 : last[0] + 1]:
                row.extend([""] * (first[1] + 1 - len(row)))
                row[first[1]] = row[first[1]] or text
        for number in sorted({first[0] for first, _ in self._across}):
            below = rows[number + 1] if number + 1 < len(rows) else []
            if self._is_group(number, below):
                rows[number] = []
        return rows

    def _is_group(self, number: int, below: list[str]) -> bool:
        """Whether the row below is the header: a name under every merged cell, and no digit or address in the row."""
        columns, reach = list[int](), 0
        for first, last in sorted(merge for merge in self._across if merge[0][0] == number):
            # Each column once: merges that overlap are no table, and there may be a million of them.
            columns += range(max(first[1], reach), last[1] + 1)
            reach = max(reach, last[1] + 1)
        named = all(column < len(below) and below[column].strip() for column in columns)
        return named and not any(_NO_LABEL.search(cell) for cell in below)
