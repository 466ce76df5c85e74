"""How an agent that itself decides yes or no agrees with the labels of its cases."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from agents.evaluation.comparison import SEED
from agents.statistics.agreement import agreement, kappa_interval
from schemas.evaluation import Agreement, Outcome, Side

# The label of a case and what an answer says of it; None if the case has no label.
Verdicts = Callable[[Any, Any], tuple[bool, bool] | None]


def agreements(verdicts: Verdicts | None, sides: Sequence[Side], outcomes: Sequence[Outcome]) -> tuple[Agreement, ...]:
    """One for each version; none for an agent that decides nothing. The first answer to a case counts."""
    found: tuple[Agreement, ...] = ()
    for number, side in enumerate(sides):
        runs = [(outcome.case, outcome.sides[number][0].output) for outcome in outcomes if outcome.sides[number]]
        answered = [(case, output) for case, output in runs if output is not None] if verdicts else []
        pairs = [(case.cluster, both) for case, output in answered if verdicts and (both := verdicts(case, output))]
        if pairs:
            found += (_agreement(side.version, pairs),)
    return found


def _agreement(version: str, pairs: Sequence[tuple[str, tuple[bool, bool]]]) -> Agreement:
    labels, said = [both[0] for _, both in pairs], [both[1] for _, both in pairs]
    kappa = kappa_interval(said, labels, [cluster for cluster, _ in pairs], rng=np.random.default_rng(SEED))
    return Agreement(
        version=version,
        labels=len(labels),
        yes=sum(labels),
        agreement=agreement(said, labels),
        kappa=kappa.value,
        kappa_low=kappa.low,
        kappa_high=kappa.high,
    )
