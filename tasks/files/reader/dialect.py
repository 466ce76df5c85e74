"""The character that separates the cells of a text."""

import csv
from collections import Counter

from tasks.files.reader.spelling import joined

DELIMITERS = (",", ";", "\t", "|")
_LINES = 60
_FEW = 2  # columns that are known: fewer may be chance


def find_delimiter(text: str, known: frozenset[str]) -> tuple[str, str]:
    """The delimiter, and the text without Excel's `sep=` line.

    The one that splits the header into most known columns counts; otherwise the one that most often splits the first
    lines into the same number of cells.
    """
    first, _, rest = text.partition("\n")
    declared = first.strip().strip('"').casefold()
    if declared.startswith("sep=") and len(first.strip().strip('"')) <= len("sep=") + 1:
        delimiter = first.strip().strip('"')[4:] or "\t"
        # The line stays as a blank one, so that line numbers match the file's.
        text = "\n" + rest
        if _named(_rows(text, delimiter), known) >= _FEW:
            return delimiter, text
    text = _as_it_was(text, known)
    lines = [line for line in text[: 1 << 18].splitlines()[:_LINES] if line.strip()]
    return max(DELIMITERS, key=lambda delimiter: _fit(lines, delimiter, known)), text


def _as_it_was(text: str, known: frozenset[str]) -> str:
    """The text before a spreadsheet opened it with `;` and saved it: then every line is one cell, cut at each `;`.

    Without that, the line would be split inside a cell, or its commas would split nothing.
    """
    header = next((line for line in text[: 1 << 16].splitlines() if line.strip()), "")
    try:  # strictly: of `"id","email"` the first cell does not end where its quotes do
        cells = next(csv.reader([header], delimiter=";", strict=True), [])
    except csv.Error:
        return text
    cells = _without_empty_end(cells)
    was_one = header.startswith('"') or header.rstrip().endswith(";")
    if not was_one or len(cells) != 1 or _named([_cells(cells[0], ",")], known) < _FEW:
        return text
    try:
        rows = csv.reader(text.splitlines(keepends=True), delimiter=";")
        return "\n".join(";".join(_without_empty_end(row)) for row in rows)
    except csv.Error:
        return text


def _without_empty_end(cells: list[str]) -> list[str]:
    while len(cells) > 1 and not cells[-1].strip():
        cells = cells[:-1]
    return cells


def _rows(text: str, delimiter: str) -> list[list[str]]:
    lines = [line for line in text[: 1 << 16].splitlines()[:_LINES] if line.strip()]
    return [_cells(line, delimiter) for line in lines]


def _named(rows: list[list[str]], known: frozenset[str]) -> int:
    """How many columns the best of the first rows names."""
    return max((sum(joined(cell) in known for cell in row) for row in rows[:6]), default=0)


def _fit(lines: list[str], delimiter: str, known: frozenset[str]) -> tuple[int, float, int]:
    rows = [_cells(line, delimiter) for line in lines]
    widths = Counter(len(row) for row in rows if len(row) > 1)
    width, times = widths.most_common(1)[0] if widths else (1, 0)
    return _named(rows, known), times / max(1, len(rows)), width


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return line.split(delimiter)
