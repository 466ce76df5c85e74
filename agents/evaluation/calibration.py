"""The judge against people's labels: how far its points can be trusted."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from agents.evaluation.comparison import SEED
from agents.statistics.agreement import Kappa, Winner, agreement, cohen_kappa, kappa_interval, order_swap
from schemas.evaluation import Calibration, LabelSource
from schemas.judge import GOOD_ENOUGH

# Landis & Koch (1977) call 0.61 to 0.80 substantial. The lower end of kappa's interval has to reach it: on 30 labels, a
# kappa of 0.7 may as well be 0.4. A judge whose preference depends on the order has no opinion.
LEAST_KAPPA, LEAST_LABELS, MOST_FLIPS = 0.6, 30, 0.1


@dataclass(frozen=True, slots=True)
class Labelled:
    """One label and the judge's points; `case` is the case that was answered."""

    case: str
    by: str
    label: int
    points: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two labelled answers to one case, `a` with the higher label: the judge's points for each, in both orders."""

    a_first: tuple[int, int]
    b_first: tuple[int, int]


def calibrated(
    judge: str, task: str, found: Sequence[Labelled], pairs: Sequence[Pair], *, unanswered: int, independent: bool
) -> Calibration:
    """The figures, and whether they let the judge decide anything.

    `independent` is false if the judge was made by somebody who has seen these labels.
    """
    points = [one.points for one in found]
    labels = [one.label for one in found]
    said, right = [_good(value) for value in points], [_good(value) for value in labels]
    forward, swapped = [_winner(pair.a_first) for pair in pairs], [_winner(pair.b_first) for pair in pairs]
    kappa = kappa_interval(said, right, [one.case for one in found], rng=np.random.default_rng(SEED)) if found else None
    flips = order_swap(forward, swapped).share if pairs else None
    prefers = [pair.a_first[0] + pair.b_first[0] > pair.a_first[1] + pair.b_first[1] for pair in pairs]
    why_not = _why_not(kappa, flips, unanswered, independent=independent)
    return Calibration(
        judge=judge,
        task=task,
        labels=len(found),
        agreement=agreement(said, right) if found else 0.0,
        kappa=kappa.value if kappa else 0.0,
        kappa_low=kappa.low if kappa else -1.0,
        kappa_high=kappa.high if kappa else 1.0,
        weighted_kappa=cohen_kappa(points, labels, weights="quadratic") if found else 0.0,
        preference=sum(prefers) / len(pairs) if pairs else None,
        flips=flips,
        pairs=len(pairs),
        unanswered=unanswered,
        sources=_sources(found),
        can_gate=not why_not,
        why_not=why_not,
    )


def _good(points: int) -> bool:
    return points >= GOOD_ENOUGH


def _winner(points: tuple[int, int]) -> Winner:
    return "tie" if points[0] == points[1] else "a" if points[0] > points[1] else "b"


def _why_not(kappa: Kappa | None, flips: float | None, unanswered: int, *, independent: bool) -> str:
    labels = kappa.n if kappa else 0
    if kappa is None or labels < LEAST_LABELS:
        return f"{labels} labels are too few, it takes {LEAST_LABELS}"
    if disagrees := _disagrees(kappa, independent=independent):
        return disagrees
    if flips is not None and flips > MOST_FLIPS:
        return f"{flips:.0%} of its preferences turn with the order, more than {MOST_FLIPS:.0%}"
    if unanswered * 10 > labels + unanswered:
        return f"it gave no usable judgement of {unanswered} labelled answers"
    return ""


def _disagrees(kappa: Kappa, *, independent: bool) -> str:
    if kappa.value < LEAST_KAPPA:
        return f"kappa {kappa.value:.2f} is below {LEAST_KAPPA}"
    if not independent:
        return f"its rules were written beside these labels; {LEAST_LABELS} of your own would tell"
    if kappa.low < LEAST_KAPPA:
        return f"kappa {kappa.value:.2f} may be {kappa.low:.2f} on {kappa.n} labels, below {LEAST_KAPPA}; add labels"
    return ""


def _sources(found: Sequence[Labelled]) -> tuple[LabelSource, ...]:
    counted = Counter(one.by for one in found)
    return tuple(
        LabelSource(
            by=by,
            labels=count,
            agreement=sum(_good(one.points) == _good(one.label) for one in found if one.by == by) / count,
        )
        for by, count in counted.most_common()
    )
