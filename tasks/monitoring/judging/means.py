"""Shares that fall and means that rise against the four weeks before, by the bounds that releases use."""

from collections.abc import Iterator
from datetime import UTC, datetime

from agents.statistics.hard_stops import stop_mean
from agents.statistics.sequential import Arm, live
from schemas.monitoring.figures import Count, Figures
from schemas.monitoring.rules import FallingRule, RisingRule
from tasks.monitoring.history import HOUR_S, Recent, Stream
from tasks.monitoring.judging.condition import Condition
from tasks.monitoring.judging.usual import Usual

_HALF_DAY, _THREE_DAYS = 12, 72  # hours
_LEAST_DAYS = 7


def falling(name: str, rule: FallingRule, stream: Stream, recent: Recent, usual: Usual) -> Iterator[Condition]:
    """The condition of this rule for an agent, if it is so.

    Periods of a day begin at each midnight and noon in UTC, and periods of six days every third midnight; within one,
    the bound holds however often it is looked at. How much whole days differ beyond chance widens it.
    """
    if len([day for day in usual.days if day.count(rule.of)]) < _LEAST_DAYS:
        return
    unrest = usual.day_unrest(rule.part, rule.of)
    before = _arm(usual.sum, rule.part, rule.of, unrest)
    for start in _begun(recent.here):
        seen = _arm(recent.since(start), rule.part, rule.of, unrest)
        if seen.n < rule.least:
            continue
        compared = live(seen, before, margin=rule.margin, alpha=rule.alpha, minimum=rule.least)
        if compared.outcome == "failure" and before.mean - seen.mean >= rule.margin:
            since = datetime.fromtimestamp(start * HOUR_S, UTC)
            said = f"{rule.part} {seen.mean:.1%} of {seen.n} since {since:%d %b %H:%M}, before {before.mean:.1%}"
            yield Condition(name, "/".join(stream), said, {"now": seen.mean, "before": before.mean, "of": seen.n})
            return


def rising(name: str, rule: RisingRule, stream: Stream, recent: Recent, usual: Usual) -> Iterator[Condition]:
    """The condition of this rule for an agent, if it is so."""
    if len([day for day in usual.days if day.count("priced")]) < _LEAST_DAYS:
        return
    now_arm, before = (_costs(one) for one in (recent.back(rule.hours), usual.sum))
    if not before.mean:
        return
    stop = stop_mean(now_arm, before, times=rule.times, alpha=rule.alpha, minimum=rule.least)
    if stop.stop:
        said = f"${now_arm.mean:.4f} a run over {now_arm.n} runs in {rule.hours + 1} hours, before ${before.mean:.4f}"
        yield Condition(name, "/".join(stream), said, {"now": now_arm.mean, "before": before.mean, "of": now_arm.n})


def _arm(figures: Figures, part: Count, of: Count, unrest: float) -> Arm:
    """Of scores from 0 to 1 whose squares are not kept, the variance is at most that of a yes or no."""
    arm = Arm.of_rate(round(figures.count(of)), round(figures.count(part)))
    return Arm(arm.n, figures.share(part, of) or 0.0, arm.variance * unrest)


def _costs(figures: Figures) -> Arm:
    n = round(figures.count("priced"))
    return Arm.of_sums(n, figures.count("cost_usd"), figures.count("cost_squares"))


def _begun(here: int) -> Iterator[int]:
    """When the periods began that are under way: two of each length, the younger first."""
    for step in (_HALF_DAY, _THREE_DAYS):
        begun = here - here % step
        yield from (begun, begun - step)
