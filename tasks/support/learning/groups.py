"""Figures of exchanges by intent and agent version, each with its interval."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import numpy as np

from agents.statistics.interval import UNIT, mean_interval
from schemas.support.analysis import Estimate, Flag, Group, Resolution
from tasks.support.learning.exchange import Exchange
from tasks.support.learning.matters import Matter

_SEED = 20_261_129  # the same exchanges give the same intervals
_RATINGS = (1.0, 5.0)
_DECIDED: frozenset[Resolution] = frozenset({"confirmed", "assumed", "taken_back", "unresolved"})
_RESOLVED: frozenset[Resolution] = frozenset({"confirmed", "assumed"})
FEWEST_ITEMS, MOST_NEGATIVE = 5, 0.4  # a template is flagged from so many ratings on, if more than this share is bad
_Key = tuple[str | None, str | None]


def overall(exchanges: Sequence[Exchange], matters: Sequence[Matter]) -> Group | None:
    """All answers together; None if there are none."""
    answers = [one for one in exchanges if one.counts]
    return _group((None, None), answers, matters) if answers else None


def groups(exchanges: Sequence[Exchange], matters: Sequence[Matter], *, by_version: bool = True) -> tuple[Group, ...]:
    """A group for each intent, and for each version that answered, those with most answers first."""

    def key(one: Exchange) -> _Key:
        return one.intent, one.version if by_version else None

    answers: dict[_Key, list[Exchange]] = {}
    for one in exchanges:
        if one.counts:
            answers.setdefault(key(one), []).append(one)
    decided: dict[_Key, list[Matter]] = {}
    for matter in matters:
        decided.setdefault(key(matter.last), []).append(matter)
    found = [_group(named, of_key, decided.get(named, ())) for named, of_key in answers.items()]
    return tuple(sorted(found, key=lambda one: (-one.answers, one.intent or "", one.agent_version or "")))


def flags(found: Iterable[Group]) -> tuple[Flag, ...]:
    """Templates of which too much is bad, the worst first."""
    flagged = [
        Flag(intent=one.intent, agent_version=one.agent_version, items=one.rated, negative=one.negative)
        for one in found
        if one.agent_version is not None and one.rated >= FEWEST_ITEMS and one.negative > MOST_NEGATIVE * one.rated
    ]
    return tuple(sorted(flagged, key=lambda one: (-one.negative, one.intent or "", one.agent_version)))


def _group(key: _Key, answers: Sequence[Exchange], matters: Sequence[Matter]) -> Group:
    rated = [one for one in answers if one.judgement is not None]
    stars = [one for one in rated if one.rating is not None]
    decided = [one for one in matters if one.resolution in _DECIDED]
    counted = Counter(one.resolution for one in matters)
    signals = Counter(kind for one in answers for kind in one.implicit)
    return Group(
        intent=key[0],
        agent_version=key[1],
        answers=len(answers),
        rated=len(rated),
        response_rate=_require(_share(answers, lambda one: one.judgement is not None)),
        rating=_estimate([float(one.rating or 0) for one in stars], [one.session_id for one in stars], _RATINGS),
        positive=_share(rated, lambda one: one.judgement == "positive"),
        negative=sum(one.judgement == "negative" for one in rated),
        resolved=_estimate(
            [float(one.resolution in _RESOLVED) for one in decided], [one.last.session_id for one in decided], UNIT
        ),
        matters={name: counted[name] for name in sorted(counted)},
        implicit={name: signals[name] for name in sorted(signals)},
    )


def _share(exchanges: Sequence[Exchange], holds: Callable[[Exchange], bool]) -> Estimate | None:
    return _estimate([float(holds(one)) for one in exchanges], [one.session_id for one in exchanges], UNIT)


def _estimate(values: list[float], sessions: list[str], bounds: tuple[float, float]) -> Estimate | None:
    """Answers of one session are not independent, so a session is a cluster."""
    if not values:
        return None
    found = mean_interval(values, sessions, rng=np.random.default_rng(_SEED), bounds=bounds)
    return Estimate(
        value=round(found.mean, 4),
        low=round(found.low, 4),
        high=round(found.high, 4),
        n=found.n,
        sessions=found.clusters,
    )


def _require(estimate: Estimate | None) -> Estimate:
    assert estimate is not None
    return estimate
