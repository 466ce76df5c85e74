"""Flags of records that were closed, archived or disabled, which may or may not be of customers who left.

Accounts are archived for many reasons, and months after their customer left. So such a flag decides only where nothing
else does: if no row without it has a day on which the customer left, or if that day is one that others have as well
(`End date`), so that it does not tell who left.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from schemas.errors import one_line
from tasks.files.reader import status_words as words
from tasks.files.reader.headers import Layout
from tasks.files.reader.left_flags import form_of, words_of_flag, yes_or_no
from tasks.files.reader.no_day import says_never
from tasks.files.reader.spelling import normal, normal_forms
from tasks.files.reader.words import is_nothing

Said = Literal["left", "stayed", "nothing"]
_CLOSED, _OPEN = frozenset(normal_forms(words.CLOSED_FLAGS)), frozenset(normal_forms(words.OPEN_FLAGS))
_LEAVING = re.compile(words.NAMES_LEAVING)
_DAY = re.compile(r"\s*(?:(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)?\d\d)\b")


@dataclass(frozen=True, slots=True)
class Closing:
    """What each cell of the column at `position` says; with `decides` False, it is only to be mentioned."""

    position: int
    says: dict[str, Said]
    decides: bool
    note: str = ""


def flag_of_closing(frame: pd.DataFrame, layout: Layout) -> Closing | None:
    """The first flag that decides, else the first that a person should know of."""
    used = set(layout.columns.values())
    found: list[Closing] = []
    for position, header in enumerate(layout.header):
        says = None if position in used else _read(header, frame[position].unique())
        if says is not None:
            found.append(_weighed(frame, layout, position, says))
    return next((flag for flag in found if flag.decides), found[0] if found else None)


def _read(header: str, cells: Iterable[str]) -> dict[str, Said] | None:
    """Cell to what it says, if the column has both answers and no other; an empty cell is a no."""
    rest = words_of_flag(header)
    if rest not in _CLOSED | _OPEN:
        return None
    yes: Literal["left", "stayed"] = "left" if rest in _CLOSED else "stayed"
    says: dict[str, Said] = {cell: _said(cell, yes) for cell in cells}
    return says if set(says.values()) == {"left", "stayed"} else None


def _said(cell: str, yes: Literal["left", "stayed"]) -> Said:
    if is_nothing(cell):
        return "stayed" if yes == "left" else "left"
    return "left" if yes == "left" and _DAY.match(cell) else yes_or_no(form_of(cell), yes=yes)


def _weighed(frame: pd.DataFrame, layout: Layout, position: int, says: dict[str, Said]) -> Closing:
    """Beside the days on which customers left, as far as the file has them."""
    name, days = one_line(layout.header[position])[:60], layout.columns.get("churn_date")
    stayed = frame[frame[position].map(says) == "stayed"]
    dated = len(stayed) if days is None else int((~stayed[days].map(says_never)).sum())
    if not dated:
        return Closing(position, says, decides=True)
    rows = "1 row" if dated == 1 else f"{dated} rows"
    day = "the same day is given for all" if days is None else f"{one_line(layout.header[days])[:60]} has a day"
    if days is not None and _LEAVING.search(normal(layout.header[days])):
        note = f"{name} says the contrary of {rows} for which {day}: taken as customers who left"
        return Closing(position, says, decides=False, note=f"{note}. {_MAPPING}")
    note = f"{rows} skipped: {name} says that they stayed, and {day}, which does not tell who left"
    return Closing(position, says, decides=True, note=f"{note}. {_MAPPING}")


_MAPPING = "Say which rows count with `only` in a --mapping file"
