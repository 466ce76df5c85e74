"""Two versions on the same cases: how often is a version better than itself, and how often is a better one found?"""

from itertools import product
from statistics import median

import numpy as np

from agents.statistics.clusters import Floats
from agents.statistics.interval import mean_interval
from agents.statistics.paired import Difference, compare_paired
from agents.statistics.power import cases_needed
from agents.statistics.verdict import verdict
from benchmarks.error_rates.table import Table, percent

REPETITIONS, DRAWS = 1000, 999
PASSED, COIN, SCORE = "passed or not", "a coin, half pass", "score 1 to 10"
Rng = np.random.Generator


def answers(kind: str, cases: int, runs: int, gain: float, rng: Rng) -> tuple[Floats, Floats]:
    """Outcomes (cases, runs) of two versions, in 0..1; the second is better by `gain` in the mean.

    Passed or not: 70% pass, some cases are easier. A coin: no case is easier, and pairing does not help. Scores from 1
    to 10, taken to 0..1: cases differ, and runs.
    """
    shape = (cases, runs)
    if kind == PASSED:
        easy = rng.beta(2.1, 0.9, size=(cases, 1))
        easier = easy + (1 - easy) * gain / 0.3
        return (rng.random(shape) < easy).astype(float), (rng.random(shape) < easier).astype(float)
    if kind == COIN:
        return (rng.random(shape) < 0.5 - gain / 2).astype(float), (rng.random(shape) < 0.5 + gain / 2).astype(float)
    level = rng.normal(5.5, 1.5, size=(cases, 1))
    first, second = (level + more + rng.normal(0, 1.2, size=shape) for more in (0, 9 * gain))
    return (np.clip(first.round(), 1, 10) - 1) / 9, (np.clip(second.round(), 1, 10) - 1) / 9


def comparison(kind: str, cases: int, runs: int, gain: float, rng: Rng) -> Difference:
    """One comparison of two versions, as compare-agents makes it."""
    first, second = (each.ravel().tolist() for each in answers(kind, cases, runs, gain, rng))
    clusters = np.repeat(np.arange(cases), runs).tolist()
    return compare_paired(first, second, clusters, binary=kind != SCORE, rng=rng, repetitions=DRAWS)


def verdicts(
    kind: str, cases: int, runs: int, gain: float, rng: Rng, repetitions: int = REPETITIONS
) -> dict[str, float]:
    """Share of each verdict."""
    said = [verdict(comparison(kind, cases, runs, gain, rng)).verdict for _ in range(repetitions)]
    return {word: said.count(word) / repetitions for word in ("better", "worse")}


def compared(rng: Rng) -> Table:
    """A version with itself, and with one that is better by 10 points."""
    rows = []
    sizes = [(cases, runs) for runs in (1, 3) for cases in (40, 100, 400)]
    for kind, (cases, runs) in [*product((PASSED, SCORE), sizes), (COIN, (400, 1))]:
        same, gained = verdicts(kind, cases, runs, 0, rng), verdicts(kind, cases, runs, 0.1, rng)
        wrong = percent(same["better"] + same["worse"])
        rows.append([kind, str(cases), str(runs), wrong, percent(gained["better"]), percent(gained["worse"])])
    columns = ["outcome", "cases", "runs of each", "equal, but decided", "10 points better, found", "called worse"]
    return Table(f"Two versions on the same cases ({REPETITIONS:,} comparisons per cell)", columns, rows)


def planned(rng: Rng) -> Table:
    """Whether the number of cases that a pilot's spread asks for is enough."""
    rows = []
    for kind in (PASSED, SCORE):
        pilot = comparison(kind, 4000, 1, 0.05, rng)
        cases = cases_needed(0.05, pilot.standard_error**2 * pilot.clusters)
        asked = [verdict(comparison(kind, 100, 1, 0.05, rng)).cases_needed for _ in range(REPETITIONS)]
        after = f"{median(number for number in asked if number):,.0f}"
        rows.append([kind, f"{cases:,}", percent(verdicts(kind, cases, 1, 0.05, rng)["better"]), after])
    columns = [
        "outcome",
        "cases it takes",
        "found with so many",
        "asked for after 100 cases (median)",
    ]
    return Table("A version that is 5 points better", columns, rows)


def covered(rng: Rng) -> Table:
    """How often an interval of 95% holds the true mean."""
    rows, true, times = [], 0.9, REPETITIONS // 3
    for runs in (1, 3):
        for cases in (40, 100, 400):
            clusters, held = np.repeat(np.arange(cases), runs).tolist(), [0, 0]
            for _ in range(times):
                easy = rng.beta(2.7, 0.3, size=(cases, 1))
                passed = (rng.random((cases, runs)) < easy) * 1.0
                scores = np.clip(easy * 0.5 + 0.45 + rng.uniform(-0.05, 0.05, (cases, runs)), 0, 1)
                for at, values in enumerate((passed, scores)):
                    interval = mean_interval(values.ravel().tolist(), clusters, rng=rng, repetitions=DRAWS)
                    held[at] += interval.low <= true <= interval.high
            rows.append([str(cases), str(runs), *(percent(count / times) for count in held)])
    return Table(
        "Intervals of 95% that hold the truth (a mean of 0.9)",
        ["cases", "runs of each", "passed or not", "score"],
        rows,
    )
