"""Burn rates: shares of bad answers, in a long window and still in the last hour."""

from collections.abc import Callable, Iterator

from agents.statistics.burning import Burn, burn
from schemas.latency import quantile
from schemas.monitoring.figures import Figures
from schemas.monitoring.rules import BurnRule
from tasks.monitoring.history import Recent, Stream
from tasks.monitoring.judging.condition import Condition
from tasks.monitoring.judging.usual import Usual

_OF_A_NEW_ONE = 0.05  # the usual share of an agent that is too new to have one
_P95 = 0.95
_SHORT = 1  # the hour that has begun, and the one before it


def burning(name: str, rule: BurnRule, stream: Stream, recent: Recent, usual: Usual) -> Iterator[Condition]:
    """The condition of this rule for an agent, if it is so."""
    if rule.bad == "slow" and (not usual.is_known or usual.slow_above is None):
        return
    count = counting(rule, usual)
    bad, of = count(usual.sum)
    share = max(rule.floor, bad / of if of and usual.is_known else _OF_A_NEW_ONE)
    still = burn(*count(recent.back(_SHORT)), share)
    if still.times < rule.times:
        return
    for back in rule.windows:
        figures = recent.back(back)
        unrest = usual.unrest(name, back, count, share) if usual.is_known else 1.0
        seen = burn(*count(figures), share, unrest)
        if _is_so(rule, seen) and (rule.bad != "slow" or _p95_times(figures, usual) >= rule.p95_times):
            yield Condition(name, "/".join(stream), _says(rule, seen, back, figures, usual), _figures(seen))
            return


def counting(rule: BurnRule, usual: Usual) -> Callable[[Figures], tuple[int, int]]:
    """How bad ones are counted, and of how many."""
    if rule.bad != "slow":
        bad = rule.bad
        return lambda figures: (round(figures.count(bad)), round(figures.count("runs")))
    limit, stage = usual.slow_above or 0, usual.stage

    def slow(figures: Figures) -> tuple[int, int]:
        latency = figures.latency(stage)
        return sum(count for bucket, count in latency.items() if bucket > limit), sum(latency.values())

    return slow


def _is_so(rule: BurnRule, seen: Burn) -> bool:
    enough = seen.bad >= rule.least and seen.times >= rule.times
    return enough and seen.p <= rule.chance


def _p95_times(figures: Figures, usual: Usual) -> float:
    now, before = (quantile(one.latency(usual.stage), _P95) for one in (figures, usual.sum))
    return now / before if now and before else 1.0


def _says(rule: BurnRule, seen: Burn, back: int, figures: Figures, usual: Usual) -> str:
    window = f"in {back + 1} hours"
    if rule.bad == "slow":
        now, before = (quantile(one.latency(usual.stage), _P95) for one in (figures, usual.sum))
        return f"p95 {now or 0:.2f} s {window}, usually {before or 0:.2f} s"
    what = rule.bad.replace("_", " ")
    return f"{what} {seen.bad} of {seen.of} ({seen.bad / seen.of:.1%}) {window}, usually {seen.usual:.1%}"


def _figures(seen: Burn) -> dict[str, float]:
    return {"bad": seen.bad, "of": seen.of, "usual": seen.usual, "times": seen.times}
