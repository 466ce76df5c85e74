"""Drift: what comes in has changed against the whole days before."""

from collections.abc import Iterator

from agents.statistics.population import Drift, drift_of, drifts
from schemas.monitoring.figures import INPUT
from schemas.monitoring.rules import DriftRule
from tasks.monitoring.history import Recent, Stream
from tasks.monitoring.judging.condition import Condition
from tasks.monitoring.judging.usual import Usual

_A_DAY = 23  # hours before the one that has begun
Features = dict[tuple[Stream, str], Drift]


def features_of(stream: Stream, recent: Recent, usual: Usual, rule: DriftRule) -> Features:
    """Each feature of an agent's inputs within 24 hours, against the days before; not yet beside each other."""
    return {
        (stream, name.removeprefix(INPUT)): drift_of(
            spread, usual.before(name, rule.least), least=rule.least, effect=rule.effect
        )
        for name, spread in recent.back(_A_DAY).spreads.items()
        if name.startswith(INPUT)
    }


def drifting(name: str, rule: DriftRule, features: Features) -> Iterator[Condition]:
    """The conditions of this rule over all features of all agents: who looks at many finds some by chance.

    Agents of one system see the same subjects; one of them says it.
    """
    keyed = {f"{'/'.join(stream)} {feature}": one for (stream, feature), one in features.items()}
    said = set[tuple[str, str]]()
    for (stream, feature), one in zip(features, drifts(keyed, rule.rate).values(), strict=True):
        if one.state != "drift" or (stream[0], feature) in said:
            continue
        said.add((stream[0], feature))
        line = f"{feature}: {one.moved} is {one.now:.0%}, was {one.before:.0%} (index {one.index:.2f})"
        yield Condition(name, f"{stream[0]}/{feature}", line, {"index": one.index, "p": one.p})
