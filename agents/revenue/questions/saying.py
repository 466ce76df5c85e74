"""Rows of a metric as a sentence or a few lines; every figure stands in the rows."""

from datetime import date, timedelta
from typing import Any

from schemas.revenue.metric import PERIOD, MetricRequest

_SHOWN = 8  # rows that are said; the rest is in the table
_SHARES = ("_rate", "_share", "_utilisation")


def said(request: MetricRequest, columns: list[str], rows: list[list[Any]], total: int) -> str:
    """The answer to a question that was read as this request."""
    about = f"{_and(request.metrics)}{_of(request)}{_when(request)}"
    dicts = [dict(zip(columns, row, strict=True)) for row in rows]
    if not request.by and request.grain is None:
        figures = ", ".join(figure(name, dicts[0][name]) for name in request.metrics)
        return f"{about}: {figures}."
    lines = [_line(request, row) for row in dicts[:_SHOWN]]
    more = f"; and {total - _SHOWN} more rows" if total > _SHOWN else ""
    return f"{about}: {'; '.join(lines)}{more}."


def nothing(request: MetricRequest) -> str:
    """There are no rows."""
    return f"There are no rows for {_and(request.metrics)}{_of(request)}{_when(request)}."


def figure(metric: str, value: Any) -> str:
    """A figure with its unit, as its name says."""
    if value is None:
        return "none"
    if metric.endswith(_SHARES):
        return f"{100 * float(value):.1f}%"
    text = f"{value:,}" if isinstance(value, int) else f"{float(value):,.2f}".removesuffix(".00")
    return f"${text}" if metric.endswith("_usd") else text


def _line(request: MetricRequest, row: dict[str, Any]) -> str:
    keys = [*request.by, *((PERIOD,) if request.grain else ())]
    named = ", ".join("unknown" if row[key] is None else _words(str(row[key])) for key in keys)
    return f"{named} {', '.join(figure(name, row[name]) for name in request.metrics)}"


def _and(names: tuple[str, ...]) -> str:
    text = " and ".join(_words(name.removesuffix("_usd")) for name in names)
    return (text[:1].upper() + text[1:]).replace("Arr", "ARR")


def _of(request: MetricRequest) -> str:
    parts = [f"{_words(name)} {' or '.join(_words(one) for one in values)}" for name, values in request.wanted.items()]
    by = [_words(name) for name in request.by] + ([request.grain] if request.grain else [])
    return (f" of {', '.join(parts)}" if parts else "") + (f" by {' and '.join(by)}" if by else "")


def _when(request: MetricRequest) -> str:
    last = None if request.until is None else request.until - timedelta(days=1)
    if request.since is not None and last is not None:
        return f", {request.since}" if request.since == last else f", {request.since} to {last}"
    if request.since is not None:
        return f", since {request.since}"
    return "" if last is None else f", up to {_day(last)}"


def _day(day: date) -> str:
    return day.isoformat()


def _words(name: str) -> str:
    return name.replace("_", " ")
