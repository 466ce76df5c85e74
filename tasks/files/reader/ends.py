"""The days on which a subscription ended, where a file has several columns of them.

Billing systems tell the day of the cancellation from the day until which was paid: Recurly's `canceled_at` is empty if
a payment failed, and whoever has cancelled with an `expires_at` to come is a customer until then.
"""

from collections.abc import Mapping

import pandas as pd

from tasks.files.reader.headers import Layout
from tasks.files.reader.no_day import says_never
from tasks.files.reader.spelling import joined
from tasks.files.reader.synonyms import COLUMNS, ENDS

_ENDS = frozenset(joined(word) for word in ENDS.split(","))
_CHURN = frozenset(joined(word) for word in COLUMNS["churn_date"].split(","))
_TABLES = ("subscription", "subscriptions", "customer", "account")


def end_columns(layout: Layout) -> tuple[int, ...]:
    """The other columns that may hold the day on which somebody left, the end of what was paid first."""
    free = [at for at in layout.context if _name(layout.header[at]) in _ENDS | _CHURN]
    return tuple(sorted(free, key=lambda at: _name(layout.header[at]) not in _ENDS))


def last_days(layout: Layout) -> tuple[int, ...]:
    """Those of them until which somebody is a customer."""
    return tuple(at for at in end_columns(layout) if _name(layout.header[at]) in _ENDS)


def with_first_end(frame: pd.DataFrame, layout: Layout, given: Mapping[str, object]) -> pd.DataFrame:
    """Where the column of the day says none, the first of the others that has one; not if a person named the column."""
    ours = layout.columns.get("churn_date")
    others = end_columns(layout)
    if ours is None or "churn_date" in given or not others:
        return frame
    days = frame[ours]
    for at in others:
        days = days.where(~days.map(_is_none), frame[at])
    return _replaced(frame, ours, days)


def _replaced(frame: pd.DataFrame, position: int, cells: "pd.Series[str]") -> pd.DataFrame:
    changed = frame.copy()
    changed[position] = cells
    return changed


def _is_none(cell: str) -> bool:
    return says_never(cell.strip())


def _name(header: str) -> str:
    name = joined(header)
    for table in _TABLES:
        bare = name.removeprefix(table)
        if bare != name and bare in _ENDS | _CHURN:
            return bare
    return name
