"""Figures as a person reads them."""

from collections.abc import Callable

Write = Callable[[float], str]


def percent(share: float) -> str:
    """0.034 as 3.4%."""
    return f"{100 * share:.1f}%"


def points(share: float) -> str:
    """0.034 as 3.4 points."""
    return f"{100 * share:g} point{'s' if share != 0.01 else ''}"  # noqa: PLR2004 -- one point


def score(value: float) -> str:
    """A quality from 0 to 1."""
    return f"{value:.3f}"


def dollars(amount: float) -> str:
    """Dollars per subject."""
    return f"${amount:.4f}"


def seconds(duration: float) -> str:
    """A latency."""
    return f"{duration:.2f} s"


def beside(candidate: float | None, production: float | None, write: Write) -> str:
    """A figure of the candidate against production's."""
    if candidate is None and production is None:
        return "nothing measured yet"
    ours, theirs = ("nothing" if value is None else write(value) for value in (candidate, production))
    return f"{ours} against {theirs}"


def interval_text(low: float | None, high: float | None, write: Write) -> str:
    """The interval, as a person reads it."""
    if low is None and high is None:
        return "nothing sure yet"
    if low is None or high is None:
        return f"surely above {write(low)}" if low is not None else f"surely below {write(high or 0.0)}"
    return f"surely {write(low)} to {write(high)}"


def times(factor: float) -> str:
    """A ratio."""
    return f"{factor:.2f} times"


def mean(total: float, n: int) -> float | None:
    """None if nothing was counted."""
    return total / n if n else None
