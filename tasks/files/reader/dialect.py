"""The character that separates the cells of a text."""

import csv
from collections import Counter

from tasks.files.reader.spelling import joined

DELIMITERS = (",", ";", "\t", "|")
_LINES = 60


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
        return delimiter, "\n" + rest
    lines = [line for line in text[: 1 << 18].splitlines()[:_LINES] if line.strip()]
    return max(DELIMITERS, key=lambda delimiter: _fit(lines, delimiter, known)), text


def _fit(lines: list[str], delimiter: str, known: frozenset[str]) -> tuple[int, float, int]:
    rows = [_cells(line, delimiter) for line in lines]
    named = max((sum(joined(cell) in known for cell in row) for row in rows[:6]), default=0)
    widths = Counter(len(row) for row in rows if len(row) > 1)
    width, times = widths.most_common(1)[0] if widths else (1, 0)
    return named, times / max(1, len(rows)), width


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return line.split(delimiter)
