"""Numbers from the input, each in its role: a share is not a price, a day not a discount. Folded text only."""

from collections.abc import Iterable, Iterator
from datetime import date

from agents.checks.fold import fold
from agents.checks.known_dates import without_days
from agents.checks.quantities import Quantity, plain_number, quantities

_MONTH_DAYS, _YEAR_DAYS, _WEEK_DAYS = 30.44, 365, 7
_TALKED_OF = (*range(101), 1_000)  # four thousand teams is a figure; a thousand thanks is not
_SHORT_NUMBERING = ("1", "2", "3")


class KnownNumbers:
    """The numbers in the fields and texts that were given.

    `given` are texts that may be repeated: offers, claims, a reason, further columns. `since` and `until` are the days
    between which somebody was a customer; how long that was may be said, too. `seen` are further days, and `amounts`
    are of money.
    """

    def __init__(
        self,
        given: str,
        *,
        since: date | None = None,
        until: date | None = None,
        seen: Iterable[date | None] = (),
        amounts: Iterable[float | None] = (),
    ) -> None:
        self._days = [day for day in (until, since, *seen) if day]
        lines = (without_days(fold(line), self._days) for line in given.splitlines())
        self._values = {quantity.value for line in lines for quantity in quantities(line)} - {""}
        self._amounts = set(self._values)
        for amount in amounts:
            if amount is not None:
                self._amounts |= {plain_number(f"{amount:.2f}"), str(int(amount)), str(round(amount))}
        self._spans = _spans(since, until)
        self._years = {str(day.year) for day in self._days}

    def untraced(self, folded: str) -> Iterator[str]:
        """The numbers of a text that appear nowhere in the input, as they are written."""
        text = without_days(folded, self._days)
        for found in quantities(text):
            if not self._traced(found) and not _is_numbering(found) and not _is_small_talk(found):
                yield found.said

    def _traced(self, found: Quantity) -> bool:
        if found.unit == "money":
            return found.value in self._amounts
        if found.unit in self._spans:
            return found.value in self._spans[found.unit] or found.value in self._values
        if found.unit:
            return found.value in self._values
        spans = set().union(*self._spans.values()) if self._spans else set()
        return found.value in self._amounts | self._years | spans


def _spans(start: date | None, end: date | None) -> dict[str, set[str]]:
    """How long a customer stayed, by unit."""
    if start is None or end is None:
        return {}
    days = (end - start).days
    return {
        "day": {str(days)},
        "week": {str(days // _WEEK_DAYS), str(round(days / _WEEK_DAYS))},
        "month": {str(int(days / _MONTH_DAYS)), str(round(days / _MONTH_DAYS))},
        "year": {str(days // _YEAR_DAYS), str(round(days / _YEAR_DAYS))},
    }


def _is_numbering(found: Quantity) -> bool:
    """`1.`, `2)`, `Email 3`, but not `2 months`."""
    return not found.unit and found.said in _SHORT_NUMBERING


def _is_small_talk(found: Quantity) -> bool:
    """`Two of us`, `five minutes of your time`: a number in words that promises nothing."""
    return found.in_words and found.unit in ("", "minute") and int(found.value or 0) in _TALKED_OF
