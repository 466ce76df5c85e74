"""The first name of the person to write to, where a column has it and it can be nothing else; else none.

A letter without a name is plain, one to a wrong name is not sent: two people, initials, roles, companies, and full
names of which nobody can tell which part is the first give none.
"""

import re
import unicodedata
from collections.abc import Iterator

import pandas as pd

from tasks.files.reader.headers import Layout
from tasks.files.reader.name_words import FAMILY, FIRST, FULL, NOBODY, PARTICLES, SECOND, SUFFIXES, TITLES
from tasks.files.reader.spelling import joined, normal
from tasks.files.reader.texts import company_name

_NAME = re.compile(r"(?:[^\W\d_]['\u2019])?[^\W\d_]{2,}(?:['\u2019-][^\W\d_]{2,})*")  # Dana, O'Neil, Jean-Pierre
_TWO_PEOPLE = re.compile(r"[&+/;|]|\s(?:and|und|et|y|e|en|or|oder|ou|o)\s", re.IGNORECASE)
_STRANGE = re.compile(r"[\d@_#*<>{}\[\]()\"]|\.\w{2,}\b")
_LONGEST, _MOST_WORDS = 20, 4


def first_names(rows: pd.DataFrame, layout: Layout) -> Iterator[tuple[int, str]]:
    """By line: the first name, where the row has one."""
    first, full = _position(layout, FIRST), _position(layout, FULL)
    company = layout.columns.get("company_name")
    for line, *cells in rows.itertuples(name=None) if (first, full) != (None, None) else ():
        whose = normal(cells[company]) if company is not None and company != full else ""
        name = (first is not None and of_first(cells[first])) or (full is not None and of_full(cells[full]))
        if name and normal(name) != whose and (full is None or normal(cells[full]) != whose):
            yield line, name


def _position(layout: Layout, words: frozenset[str]) -> int | None:
    """A column with one of these headers; the company's own only where its header cannot mean a company."""
    taken = {at for ours, at in layout.columns.items() if ours != "company_name"}
    company = layout.columns.get("company_name")
    for position, header in enumerate(layout.header):
        word = joined(header)
        if word in words and position not in taken and (position != company or word != "name"):
            return position
    return None


def of_first(cell: str) -> str:
    """The name in a cell of a column of first names: `DANA M.` is Dana; empty for `J.`, `Ann & Bob`, `Sales team`."""
    words = _words(cell)
    titled = len(words) < len(cell.split())  # `M. Roux` in a column of first names is a family name
    if not words or titled or "," in cell or any(_plain(word) in NOBODY for word in words):
        return ""
    return _fit(words[0]) if _is_initials(words[1:]) else _both(words)


def _both(words: list[str]) -> str:
    """`Mary Ann` is one name; `Carlos Pérez` may be a whole one in the wrong column."""
    first, second = (words[0], words[1]) if len(words) == 2 else ("", "")  # noqa: PLR2004 -- a pair
    return f"{_fit(first)} {_fit(second)}" if _plain(second) in SECOND and _fit(first) else ""


def of_full(cell: str) -> str:
    """The first name in `First Last`, `LAST, First` or `LAST First`; empty if the order is not evident."""
    family, comma, rest = cell.partition(",")
    if comma and normal(rest) not in SUFFIXES:
        return _fit(_words(rest)[0]) if "," not in rest and _words(rest) and _words(family) and _sound(cell) else ""
    words = [word for word in _words(family) if _plain(word) not in SUFFIXES]
    if not 1 < len(words) <= _MOST_WORDS or not _sound(cell) or not _latin(family):
        return ""
    loud = [word.isupper() and len(word.strip(".")) > 1 for word in words]
    if any(loud) and not all(loud):
        quiet = [word for word, is_loud in zip(words, loud, strict=True) if not is_loud]
        return _fit(quiet[0])
    return "" if _plain(words[0]) in FAMILY | PARTICLES else _fit(words[0])


def _words(cell: str) -> list[str]:
    """The words of a name without titles; none where the cell names no single person."""
    text = company_name(unicodedata.normalize("NFC", cell))
    if _STRANGE.search(text) or _TWO_PEOPLE.search(text):
        return []
    words = text.replace(",", " ").split()
    while words and _plain(words[0]) in TITLES:
        words.pop(0)
    return words


def _sound(cell: str) -> bool:
    return not any(_plain(word) in NOBODY for word in cell.replace(",", " ").split())


def _is_initials(words: list[str]) -> bool:
    return all(len(word.rstrip(".")) == 1 for word in words)


def _latin(text: str) -> bool:
    return all("LATIN" in unicodedata.name(sign, "") for sign in text if sign.isalpha())


def _fit(word: str) -> str:
    """A word as a name is written; empty if it is none."""
    word = word.strip(".,")
    if not _NAME.fullmatch(word) or len(word) > _LONGEST or _plain(word) in NOBODY:
        return ""
    if not (word.isupper() or word.islower()) or not _latin(word):
        return word
    if word.isupper() and len(word) == 2:  # noqa: PLR2004 -- JP, AJ: initials, most of the time
        return ""
    return re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), word)


def _plain(word: str) -> str:
    """As the lists of words have it; a `GmbH` is not two words here."""
    return normal(word.casefold())
