r"""Quotes that are escaped by a backslash (`"he said \"no\""`), as MySQL, Spark and some exporters write them.

RFC 4180 doubles a quote, and to it a backslash is a letter: `"C:\"` is a whole cell. So the backslash counts as an
escape only where that is certain: rows that could not be read now can, and no other row is read differently.
"""

import io
import re
from collections import Counter

from tasks.files.reader.records import CsvRecords

NOTE = r"quotes inside cells are written \", and were read as quotes"
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
# Whoever escapes the backslash, too, leaves none before another letter: `C:\temp` would be `C:\\temp`.
_NOT_ESCAPED = re.compile(r'(?<!\\)(?:\\\\)*\\(?![\\"\'0NntrbZ\r\n])')


def without_escapes(text: str, delimiter: str) -> tuple[str, bool]:
    r"""The text with doubled quotes instead of `\"`, on the same lines, and whether it was another one before."""
    if '\\"' not in text:
        return text, False
    doubled = _doubled(text, delimiter)
    before, after = _rows(text, delimiter), _rows(doubled, delimiter)
    width = _width(after)
    bad_before, bad_after = _bad(before, width), _bad(after, width)
    escaped = {number for number, line in enumerate(_lines(text), start=1) if '\\"' in line}
    certain = bad_after < bad_before and not bad_after & escaped
    return (doubled, True) if certain else (text, False)


def _doubled(text: str, delimiter: str) -> str:
    """Each quoted cell with its quotes doubled; what stands outside quotes is left as it is."""
    cell = re.compile(
        rf'(?:(?<=[{re.escape(delimiter)}\r\n])|\A)"((?:[^"\\]|\\.|"")*+)"(?=[{re.escape(delimiter)}\r\n]|\Z)',
        re.DOTALL,
    )
    halved = _NOT_ESCAPED.search(text) is None
    return cell.sub(lambda found: f'"{_plain(found[1], halved=halved)}"', text)


def _plain(cell: str, *, halved: bool) -> str:
    """The cell as RFC 4180 writes it; `halved`: backslashes and line breaks are escaped in it, too."""

    def meant(found: re.Match[str]) -> str:
        if found[1] == '"':
            return '""'
        return found[1] if halved and found[1] in "\\\r\n" else found[0]

    return _ESCAPED.sub(meant, cell)


def _rows(text: str, delimiter: str) -> list[tuple[int, list[str], str | None]]:
    return list(CsvRecords(_lines(text), delimiter))


def _lines(text: str) -> list[str]:
    return io.StringIO(text, newline="").readlines()


def _width(rows: list[tuple[int, list[str], str | None]]) -> int:
    widths = Counter(len(cells) for _, cells, problem in rows if problem is None)
    return widths.most_common(1)[0][0] if widths else 0


def _bad(rows: list[tuple[int, list[str], str | None]], width: int) -> set[int]:
    return {line for line, cells, problem in rows if problem is not None or not _fits(cells, width)}


def _fits(cells: list[str], width: int) -> bool:
    return len(cells) >= width and not any(cell.strip() for cell in cells[width:])
