"""Rows with more cells than headers, because of unquoted commas in the last column."""

import re
from collections.abc import Callable

from schemas.reading import Mapping
from tasks.files.reader.addresses import address_in
from tasks.files.reader.dates import day_in
from tasks.files.reader.doubts import Doubts
from tasks.files.reader.headers import Layout
from tasks.files.reader.money import read_amount
from tasks.files.reader.plans import is_plan_id
from tasks.files.reader.words import is_nothing, read_tiers

_TIERS = frozenset(("starter", "growth", "enterprise"))
# Columns with a recognisable form: if a row is shifted by a cell, one of them does not fit.
_FORMS: dict[str, Callable[[str], bool]] = {
    "email": lambda cell: address_in(cell) is not None,
    "mrr": lambda cell: read_amount(cell) is not None,
    "total_spent": lambda cell: read_amount(cell) is not None,
    "churn_date": day_in,
    "signup_date": day_in,
    "last_login_date": day_in,
    "currency": lambda cell: re.fullmatch(r"\s*[A-Za-z]{3}\s*", cell) is not None,
}
_NEEDED = ("mrr", "churn_date", "subscription_tier")
_COUNTED = frozenset(("adoption_pct", "seats", "support_tickets", "nps", "tenure_months"))


class LastColumn:
    """Joins such a row if that is certain: the next-to-last column has a form, and all columns with a form fit."""

    def __init__(self, layout: Layout, mapping: Mapping, delimiter: str, doubts: Doubts) -> None:
        self._last = len(layout.header) - 1
        self._name = layout.header[-1].strip()[:60] or "last column"
        self._delimiter = delimiter
        self._doubts = doubts
        self._checks = {at: _FORMS[ours] for ours, at in layout.columns.items() if ours in _FORMS}
        self._needed = {layout.columns[ours] for ours in _NEEDED if ours in layout.columns}
        if "subscription_tier" in layout.columns:
            self._checks[layout.columns["subscription_tier"]] = lambda cell: (
                is_plan_id(cell) or read_tiers([cell], mapping.tiers).get(cell, "").strip().lower() in _TIERS
            )
        self._checks |= {
            at: lambda cell: read_amount(cell.rstrip("% ")) is not None
            for at, column in layout.context.items()
            if column in _COUNTED
        }
        is_text = self._last not in self._checks and self._last != layout.columns.get("customer_id")
        self._certain = is_text and self._last - 1 in self._checks

    def whole(self, line: int, cells: list[str]) -> list[str]:
        """The row with its last cells joined, or unchanged if another reading is possible."""
        if not self._certain or not all(self._fits(at, cells[at]) for at in self._checks):
            return cells
        self._doubts.add(line, self._name, "commas without quotes, so its cells were joined")
        return [*cells[: self._last], self._delimiter.join(cells[self._last :])]

    def _fits(self, at: int, cell: str) -> bool:
        return self._checks[at](cell) or (at not in self._needed and is_nothing(cell))
