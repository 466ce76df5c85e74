"""What the context columns show of the product's use, to set against what the customer says."""

import re
from typing import NamedTuple

_ABOUT_USE = re.compile(r"adoption|usage|active", re.IGNORECASE)
_NOT_ABOUT_USE = re.compile(r"inactive|(^|[^a-z])days?([^a-z]|$)", re.IGNORECASE)
_SHARE = re.compile(r"adoption|pct|percent|rate|ratio|share|score", re.IGNORECASE)
_NUMBER = re.compile(r"(\d{1,3}(?:[.,]\d{1,6})?)\s*(%|percent|pct)?", re.IGNORECASE)
_UNITS = frozenset(("pct", "percent", "percentage", "rate", "ratio", "score"))
_VERY_LOW = 20.0


class ProductUse(NamedTuple):
    """A column that says what share of the product was used, or of the people used it."""

    column: str
    percent: float

    @property
    def name(self) -> str:
        """The column in words: `adoption_pct` is the adoption."""
        return " ".join(word for word in re.findall(r"[^\W_]+", self.column.casefold()) if word not in _UNITS)[:60]


def very_low_usage(context: dict[str, str]) -> ProductUse | None:
    """The first column about adoption, usage or activity with a percentage of at most 20."""
    for column, value in context.items():
        if _ABOUT_USE.search(column) and not _NOT_ABOUT_USE.search(column):
            percent = _percent(column, value)
            if percent is not None and percent <= _VERY_LOW:
                return ProductUse(column, percent)
    return None


def _percent(column: str, value: str) -> float | None:
    """The value as a percentage; None if it is a count or not a number."""
    match = _NUMBER.fullmatch(value[:40].strip())
    if match is None or not (match[2] or _SHARE.search(column)):
        return None
    number = float(match[1].replace(",", "."))
    is_fraction = not match[2] and number <= 1 and not match[1].isdecimal()
    return number * 100 if is_fraction else number
