"""Daily usage: weekly rhythm, holidays, growth, correlated noise, missing days, and what is planted."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from tasks.revenue.demo.plan import QUARTER_BEGINS, Plan, Planted

Floats = NDArray[np.float64]
_NOISE = (0.25, 0.36)  # sigma of a day, in logarithms
_CARRIED = 0.25  # of yesterday's deviation is there today, too
_TAIL = 6  # degrees of freedom: noise has heavier tails than the normal distribution
_GROWTH = (-0.012, 0.022)  # a month
_SEASON = (7, 10)  # the months of a seasonal dip
_RAMP = 10  # days until a decline is complete
_AT_ONCE = 500  # accounts in memory
_RESTLESS = ("seasonal_dip", "usage_decline", "mild_decline", "migration", "downgrade")  # no growth beside it


@dataclass(frozen=True, slots=True)
class Usage:
    """Usage of some accounts: `expected` and `units` by account and day; `users` active on that day."""

    first: int  # number of the first of these accounts
    expected: Floats  # without noise and what is planted in single days
    units: Floats
    users: NDArray[np.int64]


def make_usage(plan: Plan, created: NDArray[np.int64]) -> Iterator[Usage]:
    """All accounts, some at a time. `created` is the number of each account's first day."""
    rng = plan.rng("usage")
    dates = [plan.day(number) for number in range(plan.days)]
    for first in range(0, plan.accounts, _AT_ONCE):
        yield _some(plan, rng, dates, first, created[first : first + _AT_ONCE])


def _some(plan: Plan, rng: np.random.Generator, dates: list[date], first: int, created: NDArray[np.int64]) -> Usage:
    many, days = len(created), len(dates)
    growth = rng.uniform(*_GROWTH, many)
    growth[[plan.is_a(first + one, *_RESTLESS) for one in range(many)]] = 0.0
    growth[[plan.is_a(first + one, "outgrows_plan") for one in range(many)]] = 0.03
    weekend = rng.uniform(0.35, 0.9, many)
    week = _week(weekend, np.array([one.weekday() for one in dates]))
    level = np.exp(rng.normal(7.0, 0.9, many))[:, None] * np.exp(growth[:, None] * np.arange(days) / 30.4)
    expected = level * week * _holidays(dates)
    sigma = rng.uniform(*_NOISE, many)
    noise = np.exp(_noise(rng, sigma, days) - (sigma**2 / 2)[:, None])
    for row in range(many):
        planted = plan.planted.get(first + row)
        if planted is not None:
            expected[row] *= _lasting(planted, dates)
            noise[row] *= _passing(planted, dates, sigma[row], weekend[row])
    noise[np.arange(days)[None, :] < created[:, None]] = np.nan
    users = _users(plan, rng, first, week)
    return Usage(first, expected, expected * noise, users)


def _week(weekend: Floats, weekdays: NDArray[np.int64]) -> Floats:
    """Factors of the days, by account; a week's mean is 1."""
    ordinary = 7 / (5 + 2 * weekend)
    return np.where(weekdays[None, :] >= 5, (weekend * ordinary)[:, None], ordinary[:, None])  # noqa: PLR2004 -- Saturday


def _holidays(dates: list[date]) -> Floats:
    """Everybody's factor: the turn of the year, and some days off."""
    off = {(5, 1): 0.75, (7, 4): 0.8, (9, 7): 0.8, (10, 3): 0.85, (11, 26): 0.8}
    factors = [0.55 if (one.month, one.day) >= (12, 24) else off.get((one.month, one.day), 1.0) for one in dates]
    return np.array(factors)


def _noise(rng: np.random.Generator, sigma: Floats, days: int) -> Floats:
    """Deviations that carry over to the next day, by account and day."""
    shocks = rng.standard_t(_TAIL, (len(sigma), days)) / np.sqrt(_TAIL / (_TAIL - 2))
    noise = np.empty_like(shocks)
    noise[:, 0] = shocks[:, 0]
    for day in range(1, days):
        noise[:, day] = _CARRIED * noise[:, day - 1] + np.sqrt(1 - _CARRIED**2) * shocks[:, day]
    scaled: Floats = noise * sigma[:, None]
    return scaled


def _lasting(planted: Planted, dates: list[date]) -> Floats:
    """The factor of each day of what changes the level for good, or every year."""
    days = np.arange(len(dates))
    if planted.kind in {"usage_decline", "mild_decline", "migration", "downgrade"}:
        middle = planted.begins
        declined: Floats = 1 - planted.size * np.clip((days - middle + _RAMP / 2) / _RAMP, 0, 1)
        return declined
    if planted.kind == "seasonal_dip":
        return np.array([1 - planted.size * (_SEASON[0] <= one.month <= _SEASON[1]) for one in dates])
    if planted.kind == "new_account":
        return np.where(days < planted.begins + 30, planted.size, 1.0)
    if planted.kind == "one_big_month":
        return np.array([planted.size if (one.year, one.month) == (2026, 8) else 1.0 for one in dates])
    return np.ones(len(dates))


def _passing(planted: Planted, dates: list[date], sigma: float, weekend: float) -> Floats:
    """The factor of each day of what begins in the last weeks."""
    days = np.arange(len(dates))
    since = days >= planted.begins
    if planted.kind in {"stop", "maintenance"}:
        return np.where(since, 0.0, 1.0)
    if planted.kind in {"spike", "backfill"}:
        during = since & (days < planted.begins + planted.length)
        raised: Floats = np.exp(planted.size * sigma * during)
        return raised
    if planted.kind in {"drop", "recent_migration", "recent_downgrade"}:
        return np.where(since, 1 - planted.size, 1.0)
    if planted.kind == "season_change":
        return np.where(since, _turned(weekend, planted.size, dates), 1.0)
    return np.ones(len(dates))


def _turned(weekend: float, size: float, dates: list[date]) -> Floats:
    """From the old week to one with busier weekends, or quieter ones where they were busy already."""
    weekdays = np.array([one.weekday() for one in dates])
    after = weekend * np.exp(size if weekend < 0.65 else -size)  # noqa: PLR2004 -- the middle
    turned: Floats = _week(np.array([after]), weekdays)[0] / _week(np.array([weekend]), weekdays)[0]
    return turned


def _users(plan: Plan, rng: np.random.Generator, first: int, week: Floats) -> NDArray[np.int64]:
    """Active users; those of unhealthy accounts stay away although the usage of their machines goes on."""
    expected = rng.uniform(8, 60, len(week))[:, None] * week
    for row in range(len(week)):
        if plan.is_a(first + row, "unhealthy"):
            expected[row, plan.planted[first + row].begins :] *= 0.45
    return rng.poisson(expected)


def quarter(plan: Plan) -> slice:
    """The days of the last three complete months."""
    begins = plan.days - 1 - (plan.day(plan.days - 1) - QUARTER_BEGINS).days
    return slice(begins, begins + 92)
