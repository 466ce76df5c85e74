"""Columns that say that a customer who left is a customer again: `Reactivated at`, `Returned`, `Win-back status`."""

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Literal

from agents.checks.folding import folded
from tasks.files.reader.dates import read_days
from tasks.outreach.opt_out_names import YES_WORDS

_NO_LETTER = re.compile(r"[^a-z]+")
_AGAIN = re.compile(
    r"(?:customer|client|has|is|date|was|kunde|subscription)*(?:reactivated|reactivation|resubscribed|resubscription|returned|rejoined|wonback|cameback|restarted|reinstated|renewedagain|reaktiviert|zuruckgewonnen|wiederkunde|wiederaktiv|reactive|reabonne|reactivado|recuperado|"
    r"riattivato|recuperata|recuperato|reativado|heractiveerd|teruggewonnen)(?:tous|at|on|date|customer|flag|again|am|le|el|il|op|em|c)*"
)
# `Winback: yes` may as well mean that somebody is to be won back: there, only a cell that says it was done counts.
_ABOUT_IT = re.compile(r"(?:customer|client)?winback(?:status|state|result|outcome|stage)?|ruckgewinnung(?:sstatus)?")
_CELLS = frozenset((
    "wonback", "reactivated", "resubscribed", "returned", "rejoined", "recovered", "zuruckgewonnen", "reaktiviert",
    "reactive", "reactivado", "recuperado", "riattivato", "recuperato", "reativado", "teruggewonnen",
))  # fmt: skip
_SHORT = 40


def returned_in(context: Mapping[str, str], churn_date: date) -> str | None:
    """The column that says so, with a yes or a later day; None if none does."""
    return next((column for column, cell in context.items() if _says(column, cell, churn_date)), None)


def _says(column: str, cell: str, churn_date: date) -> bool:
    kind = _kind(column)
    if kind is None or len(cell) > _SHORT:
        return False
    if _NO_LETTER.sub("", folded(cell)) in _CELLS:
        return True
    return kind == "again" and (_plain(cell) in YES_WORDS or _later(cell, churn_date))


def _later(cell: str, churn_date: date) -> bool:
    """Whether a cell is a later day, in any order of its numbers: in doubt nobody is written to."""
    days = [read_days([cell], dict.fromkeys("/.-", order)).get(cell) for order in ("dmy", "mdy", "ymd")]
    return any(day is not None and day > churn_date for day in days)


def _plain(cell: str) -> str:
    return folded(cell).strip(" .!?")


@lru_cache(maxsize=4_096)
def _kind(column: str) -> Literal["again", "attempt"] | None:
    name = _NO_LETTER.sub("", folded(column))
    if _ABOUT_IT.fullmatch(name):
        return "attempt"
    return "again" if _AGAIN.fullmatch(name) else None
