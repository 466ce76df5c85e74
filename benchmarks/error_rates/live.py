"""Candidate beside production, looked at after every night: which end, and how soon?"""

from collections.abc import Callable, Iterator
from functools import partial
from math import sqrt
from statistics import median

import numpy as np

from agents.statistics.hard_stops import Stop, stop_mean, stop_rate
from agents.statistics.sample_ratio import sample_ratio
from benchmarks.error_rates import month
from benchmarks.error_rates.table import Table, percent

MONTHS, FEWER = 1000, 300
Rng = np.random.Generator
Ends = list[tuple[str, int]]


def ends(look: Callable[[], month.Nights], months: int = MONTHS) -> Ends:
    """The ends of so many months."""
    return [month.end(look()) for _ in range(months)]


def shown(found: Ends) -> list[str]:
    """Shares of the three ends, and the median night of a decision."""
    words = [word for word, _ in found]
    nights = [night for word, night in found if word != "inconclusive"]
    shares = [percent(words.count(word) / len(found)) for word in ("success", "failure", "inconclusive")]
    return [*shares, f"{median(nights):.0f}" if nights else "-"]


def looked_at(rng: Rng) -> Table:
    """Each figure, for equal candidates, for some that lose just the margin, for worse and better ones."""
    approved = ((0.8, "equal"), (0.85, "5 points better"), (0.75, "5 points worse"), (0.7, "10 points worse"))
    held = ((0.15, "equal"), (0.2, "5 points more"), (0.25, "10 points more"))
    scored = ((0.0, "equal"), (-0.05, "5 points worse"), (-0.1, "10 points worse"))
    rows = []
    for share in (10, 50):
        for true, text in approved:
            found = ends(partial(month.rate, share, true, 0.8, 0.05, "higher", rng))
            rows.append(["approved, 80%", f"{share}%", text, *shown(found)])
    for shift, text in scored:
        rows.append(["score 0 to 1", "10%", text, *shown(ends(partial(month.score, 10, shift, rng)))])
    for true, text in held:
        found = ends(partial(month.rate, 10, true, 0.15, 0.05, "same", rng))
        rows.append(["on hold, 15%", "10%", text, *shown(found)])
    for factor in (1, 1.5, 4):
        found = ends(partial(month.cost, 10, factor, rng))
        rows.append(["cost", "10%", _times(factor), *shown(found)])
    for factor in (1, 1.5, 2):
        found = ends(partial(month.latency, 10, factor, rng), FEWER)
        rows.append(["p95 latency", "10%", _times(factor), *shown(found)])
    columns = ["figure", "share", "candidate", "success", "failure", "undecided", "night"]
    return Table("Candidate beside production: 30 nights of 667 customers, a look after each", columns, rows)


def _times(factor: float) -> str:
    return f"{factor:g} times" if factor > 1 else "equal"


def as_often_done(rng: Rng) -> Table:
    """An equal candidate under a test of 5% that is made for one look, made every night."""
    wrong = 0
    for _ in range(MONTHS):
        for (ours, yes), (theirs, others) in month.events(10, 0.8, 0.8, rng):
            pooled = (yes + others) / (ours + theirs)
            error = sqrt(pooled * (1 - pooled) * (1 / ours + 1 / theirs))
            if abs(yes / ours - others / theirs) > 1.96 * error:
                wrong += 1
                break
    here = sum(word == "failure" for word, _ in ends(lambda: month.rate(10, 0.8, 0.8, 0.05, "higher", rng)))
    rows = [["a test for one look, at 5%, every night", percent(wrong / MONTHS)], ["here", percent(here / MONTHS)]]
    return Table("Why not an ordinary test every night: an equal candidate decided wrongly", ["method", "wrong"], rows)


def release(rng: Rng) -> Table:
    """Four figures at 10%, then at 50%, with alpha divided by eight, as a release does."""
    rows = []
    for text, approved, dearer, slower in (
        ("equal", 0.8, 1.0, 1.0),
        ("5 points better", 0.85, 1.0, 1.0),
        ("10 points worse", 0.7, 1.0, 1.0),
        ("4 times the cost", 0.8, 4.0, 1.0),
        ("twice as slow", 0.8, 1.0, 2.0),
    ):
        done = [_released(approved, dearer, slower, rng) for _ in range(FEWER)]
        rows.append([text, *shown(done)])
    columns = ["candidate", "promoted", "rolled back", "undecided", "night"]
    return Table("A release: four figures, 10% then 50%, alpha of 5% divided among eight comparisons", columns, rows)


def _released(approved: float, dearer: float, slower: float, rng: Rng) -> tuple[str, int]:
    alpha, passed = 0.05 / 8, 0
    for share in (10, 50):
        looks: list[month.Nights] = [
            month.rate(share, approved, 0.8, 0.05, "higher", rng, alpha),
            month.rate(share, 0.15, 0.15, 0.05, "same", rng, alpha),
            month.cost(share, dearer, rng, alpha),
            month.latency(share, slower, rng, alpha),
        ]
        for night, today in enumerate(zip(*looks, strict=True), passed + 1):
            outcomes = {figure.outcome for figure in today}
            if night > month.NIGHTS:
                return "inconclusive", month.NIGHTS
            if "failure" in outcomes:
                return "failure", night
            if outcomes == {"success"}:
                passed = night
                break
        else:
            return "inconclusive", month.NIGHTS
    return "success", passed


def stopped(rng: Rng) -> Table:
    """Hard stops: an error rate 1 point above production's, a cost of 2.5 times."""
    rows = []
    for production, candidate in (
        (0.005, 0.005),
        (0.02, 0.02),
        (0.2, 0.2),
        (0.005, 0.03),
        (0.005, 0.1),
        (0.02, 0.05),
        (0.3, 1.0),
    ):
        found = [_stop(_of_rates(production, candidate, rng)) for _ in range(MONTHS)]
        rows.append([f"errors {percent(candidate)} (production {percent(production)})", *_stops(found)])
    for factor in (1.0, 2.0, 4.0):
        found = [_stop(_of_costs(factor, rng)) for _ in range(MONTHS)]
        rows.append([f"cost {_times(factor)}", *_stops(found)])
    columns = ["candidate, at 10%", "stopped within 30 nights", "after so many customers (median)"]
    return Table("Hard stops: errors 1 point above production's, cost above 2.5 times", columns, rows)


def _of_rates(production: float, candidate: float, rng: Rng) -> Iterator[Stop]:
    for ours, theirs in month.events(10, candidate, production, rng):
        yield stop_rate(ours, theirs, limit=0.01)


def _of_costs(factor: float, rng: Rng) -> Iterator[Stop]:
    for ours, theirs in month.cost_arms(10, factor, rng):
        yield stop_mean(ours, theirs, times=2.5)


def _stop(nights: Iterator[Stop]) -> int | None:
    return next((night for night, today in enumerate(nights, 1) if today.stop), None)


def _stops(nights: list[int | None]) -> list[str]:
    found = [night for night in nights if night]
    customers = f"{median(found) * month.split(10)[0]:.0f}" if found else "-"
    return [percent(len(found) / len(nights)), customers]


def ratios(rng: Rng) -> Table:
    """Warnings of the sample-ratio check at 0.001, looked at every night."""
    rows = []
    for happened in (0.10, 0.11, 0.12, 0.15):
        warned = []
        for _ in range(MONTHS):
            ours = rng.binomial(month.A_NIGHT, happened, month.NIGHTS).cumsum().tolist()
            splits = ((n, month.A_NIGHT * night - n) for night, n in enumerate(ours, 1))
            warned.append(next((at for at, seen in enumerate(splits, 1) if sample_ratio(seen, (10, 90)) < 0.001), None))
        nights = [night for night in warned if night]
        rows.append([f"{happened:.0%}", percent(len(nights) / MONTHS), f"{median(nights):.0f}" if nights else "-"])
    return Table("Sample ratio, asked for 10%", ["happened", "warned within 30 nights", "night"], rows)
