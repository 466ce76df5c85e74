"""Figures in a text, and whether they occur in what was given."""

import re

_NUMBER = re.compile(r"(\d[\d,]*(?:\.(\d+))?)(?: ?(thousand|million|billion)s?\b|(k|m|bn)\b)?", re.IGNORECASE)
_TIMES = {"thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9}
_TWO_DIGITS = 10  # `0.24` may be 0.243 rounded; `0.2` may be anything
_SMALL = 12  # counts in words of time and order ("within 3 days") are nobody's figures


def invented(said: str, given: str) -> list[float]:
    """The figures of `said` that do not occur in `given`, as given or rounded."""
    known = {number for number, _ in numbers(given)}
    return sorted({number for number, slack in numbers(said) if not _is_known(number, slack, known)})


def numbers(text: str) -> set[tuple[float, float]]:
    """Every number in a text, with what rounding may have cost it: `1.8 million` is 1,800,000, give or take 50,000."""
    return {_number(found) for found in _NUMBER.finditer(text)}


def _number(found: re.Match[str]) -> tuple[float, float]:
    whole, decimals, word, letter = found.groups()
    times = _TIMES.get((word or letter or "").lower())
    number = float(whole.replace(",", ""))
    if times is None and not (decimals and number >= _TWO_DIGITS * 10.0 ** -len(decimals)):
        return number, 0.0
    return number * (times or 1.0), (times or 1.0) * 10.0 ** -len(decimals or "") / 2


def _is_known(number: float, slack: float, known: set[float]) -> bool:
    """As given, rounded to a whole, to the last digit of so many millions, or a share said as percent."""
    if number <= _SMALL and number == int(number):
        return True
    if slack and any(min(abs(number - other), abs(number - 100 * other)) <= slack for other in known):
        return True
    near = {number, number / 100}
    return any(
        abs(one - other) <= 0.005 * max(abs(other), 0.01) or round(other) == one for one in near for other in known
    )
