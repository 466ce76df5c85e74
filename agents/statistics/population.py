"""Whether what comes in has changed, against days before: the population stability index with the noise it has.

Without any change the index is about (1/n + 1/m) times a chi-squared of as many degrees as values less one (Yurdakul &
Naranjo, "Statistical properties of the population stability index", Journal of Risk Model Validation 14, 2020): on 100
against 100 rows it passes the usual limit of 0.1 most of the time. And days differ from each other by more than chance.
So the index is measured in units of that noise, and the days before say how much noise there is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log
from statistics import median
from typing import Literal

from agents.statistics.false_discovery import chi_squared_tail, discoveries

State = Literal["ok", "drift", "too few to say"]
Spread = Mapping[str, int]
_RARE = 0.01  # values with a smaller share before are counted together
_HALF = 0.5  # added to each value's count: one that is new has a share all the same


@dataclass(frozen=True, slots=True)
class Drift:
    """What is said of one feature.

    `index`: the effect, as everybody reads it (0.1 some, 0.25 much). `p`: how often days like those before would give
    so much. `rank`: how many of the days before lie as far from the others, beside all of them.
    """

    state: State
    index: float
    p: float
    rank: tuple[int, int]
    moved: str  # the value whose share changed most
    before: float  # its share then
    now: float  # and now


def stability(now: Spread, before: Spread) -> float:
    """The index of two spreads over the same values."""
    values = set(now) | set(before)
    n, m = sum(now.values()) + _HALF * len(values), sum(before.values()) + _HALF * len(values)
    shares = (((now.get(one, 0) + _HALF) / n, (before.get(one, 0) + _HALF) / m) for one in values)
    return sum((ours - theirs) * log(ours / theirs) for ours, theirs in shares)


@dataclass(frozen=True, slots=True)
class Before:
    """Whole days before, of one feature, with how far each of them lies from the others; worked out once."""

    kept: frozenset[str]  # the values that are told apart
    sum: Spread
    degrees: int
    usual: tuple[float, ...]  # of each day with enough: its index against the others, in units of its noise
    stretch: float  # by how much days differ more than chance


def days_before(days: Sequence[Spread], *, least: int = 200) -> Before:
    """What the days before say. `least` subjects are needed to judge a day; a quarter of that counts for the noise."""
    kept = _common(_sum(days))
    theirs = [_folded(day, kept) for day in days]
    whole = _sum(theirs)
    enough = [day for day in theirs if sum(day.values()) >= least / 4]
    usual = [_in_noise(day, _without(whole, day)) for day in enough]
    degrees = max(1, len(whole) - 1)
    # The median of chi-squared is about k (1 - 2 / 9k)^3; days that differ by more than chance stretch the scale.
    stretch = max(1.0, median(usual) / (degrees * (1 - 2 / (9 * degrees)) ** 3)) if usual else 1.0
    return Before(kept, whole, degrees, tuple(usual), stretch)


def drift_of(now: Spread, before: Before, *, least: int = 200, least_days: int = 7, effect: float = 0.1) -> Drift:
    """One feature, judged alone; see `drifts` for the state of several."""
    ours = _folded(now, before.kept)
    moved, then, here = _moved(ours, before.sum)
    known = len(before.usual)
    if sum(ours.values()) < least or known < least_days:
        return Drift("too few to say", 0.0, 1.0, (0, known), moved, then, here)
    index, unit = stability(ours, before.sum), _in_noise(ours, before.sum)
    p = chi_squared_tail(unit / before.stretch, before.degrees)
    farther = sum(one >= unit for one in before.usual)
    state: State = "drift" if index >= effect and not farther else "ok"
    return Drift(state, index, p, (farther, known), moved, then, here)


def drifts(features: Mapping[str, Drift], rate: float) -> dict[str, Drift]:
    """Of many features, which have drifted if an expected share of at most `rate` of those said to have may not have.

    Drift needs an effect that matters, a day farther out than each of the days before, and this.
    """
    known = {name: one for name, one in features.items() if one.state != "too few to say"}
    found = dict(zip(known, discoveries([one.p for one in known.values()], rate), strict=True))
    return {name: one if one.state != "drift" or found[name] else _as_ok(one) for name, one in features.items()}


def _as_ok(one: Drift) -> Drift:
    return Drift("ok", one.index, one.p, one.rank, one.moved, one.before, one.now)


def _in_noise(now: Spread, before: Spread) -> float:
    """The index in units of (1/n + 1/m): a chi-squared where nothing has changed and days are alike."""
    return stability(now, before) / (1 / max(1, sum(now.values())) + 1 / max(1, sum(before.values())))


def _common(before: Spread) -> frozenset[str]:
    total = sum(before.values())
    return frozenset(value for value, count in before.items() if count >= _RARE * total)


def _folded(spread: Spread, kept: frozenset[str]) -> dict[str, int]:
    folded: dict[str, int] = {}
    for value, count in spread.items():
        name = value if value in kept else "other"
        folded[name] = folded.get(name, 0) + count
    return folded


def _sum(spreads: Sequence[Spread]) -> dict[str, int]:
    summed: dict[str, int] = {}
    for spread in spreads:
        for value, count in spread.items():
            summed[value] = summed.get(value, 0) + count
    return summed


def _without(whole: Spread, part: Spread) -> dict[str, int]:
    return {value: count - part.get(value, 0) for value, count in whole.items()}


def _moved(now: Spread, before: Spread) -> tuple[str, float, float]:
    n, m = max(1, sum(now.values())), max(1, sum(before.values()))
    shares = {value: (before.get(value, 0) / m, now.get(value, 0) / n) for value in sorted({*now, *before})}
    if not shares:
        return "", 0.0, 0.0
    value = max(shares, key=lambda one: abs(shares[one][1] - shares[one][0]))
    return value, *shares[value]
