"""What one cell of a file of outcomes says: a day, yes, no, or something that cannot be read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from schemas.outcomes import FOR_GOOD, Kind
from schemas.reading import DateOrder
from tasks.files.reader.dates import read_days
from tasks.files.reader.no_day import says_never
from tasks.files.reader.spelling import joined
from tasks.outreach import outcome_names as names

Said = date | bool | None  # a day, yes or no; None if nothing can be made of it
_COUNT = re.compile(r"[0-9]{1,4}(?:[.,]0+)?")
_SOFT = re.compile(r"soft|transient|temporar|deferr|mailbox full|over ?quota|greylist|block", re.IGNORECASE)
_HARD = re.compile(r"hard|permanent", re.IGNORECASE)
_ZONE = timedelta(days=1)  # somewhere it is tomorrow already


@dataclass(frozen=True, slots=True)
class Reading:
    """How the cells of one column are read."""

    days: Mapping[str, date | None]
    today: date

    @classmethod
    def of(cls, cells: list[str], orders: Mapping[str, DateOrder], today: date) -> "Reading":
        """Read the days among the cells of a column."""
        return cls(read_days(cells, orders), today)

    def day(self, cell: str) -> date | Literal["future"] | None:
        """The day in a cell."""
        found = self.days.get(cell)
        if found is None:
            return None
        if found > self.today + _ZONE:
            return "future"
        return min(found, self.today)

    def said(self, cell: str, kind: Kind) -> Said | Literal["future"]:
        """What a cell says of one kind of outcome."""
        text = cell.strip()
        word = joined(text)
        if not text or says_never(text) or word in names.NO or names.CHECKS.get(text) is False:
            return False
        if word in names.YES or names.CHECKS.get(text):
            return True
        if _COUNT.fullmatch(text):
            return text.strip("0.,") != ""
        day = self.day(cell)
        return day if day is not None else _of_text(text, kind)


def _of_text(text: str, kind: Kind) -> bool | None:
    """Of a reason or a message in place of a yes: why it bounced, what somebody replied."""
    if not any(sign.isalpha() for sign in text):
        return None
    if kind == "bounced":
        return _SOFT.search(text) is None
    return True if kind == "replied" and " " in text else None


def is_passing(text: str) -> bool:
    """Whether what is said of a bounce means that the next email may arrive."""
    return _SOFT.search(text) is not None


def is_final(text: str) -> bool:
    """Whether what is said of a failure means that no email will ever arrive."""
    return _HARD.search(text) is not None


def is_silence(kind: Kind) -> bool:
    """Whether a cell of this kind that cannot be read is better taken for a no to further emails."""
    return kind in FOR_GOOD and kind != "bounced"
