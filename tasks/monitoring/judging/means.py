"""Shares that fall and means that rise against the four weeks before."""

from collections.abc import Iterator

from agents.statistics.hard_stops import stop_mean
from agents.statistics.sequential import Arm
from schemas.monitoring.figures import Figures
from schemas.monitoring.rules import FallingRule, RisingRule
from tasks.monitoring.history import Recent, Stream
from tasks.monitoring.judging.condition import Condition
from tasks.monitoring.judging.usual import Usual

_LEAST_DAYS = 7


def falling(name: str, rule: FallingRule, stream: Stream, recent: Recent, usual: Usual) -> Iterator[Condition]:
    """The condition of this rule for an agent, if it is so in one of the windows that end now."""
    days = usual.of_days(rule.part, rule.of)
    if days is None or days.days < _LEAST_DAYS:
        return
    for hours in rule.windows:
        seen = recent.back(hours - 1)
        n, share = round(seen.count(rule.of)), seen.share(rule.part, rule.of)
        if share is None or n < rule.least or days.mean - share < rule.margin:
            continue
        if days.fallen(n, share, hours / 24) >= rule.deviations:
            said = f"{rule.part} {share:.1%} of {n} in {hours} hours, before {days.mean:.1%}"
            yield Condition(name, "/".join(stream), said, {"now": share, "before": days.mean, "of": n})
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


def _costs(figures: Figures) -> Arm:
    n = round(figures.count("priced"))
    return Arm.of_sums(n, figures.count("cost_usd"), figures.count("cost_squares"))
