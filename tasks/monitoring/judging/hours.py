"""Anomalies: two hours in a row like none of this hour and weekday in the weeks before."""

from collections.abc import Iterator

from agents.statistics.unusual import distance
from schemas.monitoring.figures import Figures
from schemas.monitoring.rules import UnusualRule
from tasks.monitoring.history import WEEKS, Recent, Stream
from tasks.monitoring.judging.condition import Condition

_WEEK = 7 * 24
_FEWEST = 3  # weeks
_NOTHING = Figures()


def unusual(name: str, rule: UnusualRule, stream: Stream, recent: Recent) -> Iterator[Condition]:
    """The condition of this rule for an agent, if it is so; the hour that has begun says nothing yet."""
    last = recent.here - 1
    seen = [_seen(rule, recent.hours, hour) for hour in (last, last - 1)]
    if all(seen):
        assert seen[0] is not None
        value, middle = seen[0]
        unit = "$" if rule.figure == "cost_usd" else ""
        said = f"{rule.figure.replace('_', ' ')} {unit}{value:,.6g} in the last hour, usually {unit}{middle:,.6g}"
        yield Condition(name, "/".join(stream), said, {"now": value, "usual": middle})


def _seen(rule: UnusualRule, hours: dict[int, Figures], hour: int) -> tuple[float, float] | None:
    """The value of an hour with what is usual, if it is as unusual as the rule says.

    A week in which this agent did nothing at all before it was first seen is not a week.
    """
    first = min(hours, default=hour)
    before = [hour - week * _WEEK for week in range(1, WEEKS + 1) if hour - week * _WEEK >= first]
    if len(before) < _FEWEST:
        return None
    usual = [hours.get(one, _NOTHING).count(rule.figure) for one in before]
    value, middle = hours.get(hour, _NOTHING).count(rule.figure), sorted(usual)[len(usual) // 2]
    away = distance(value, usual)
    if rule.way == "less":
        is_so = middle >= rule.least and value * rule.times <= middle and -away >= rule.deviations
    else:
        is_so = value >= rule.least and value >= rule.times * middle and away >= rule.deviations
    return (value, middle) if is_so else None
