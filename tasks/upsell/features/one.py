"""The features of one customer as of a moment, in plain Python; `many.py` says the same in SQL, to the last bit.

Sums are of whole thousandths of points and of cents, which no order of adding changes.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from statistics import median
from typing import TypeVar

from schemas.upsell.features import Features, FeatureVisit, Timeline, Told, moment_of_day

YEAR = timedelta(days=365)
LOW = 2_000  # thousandths of points: at most this much is a complaint
LEAST_FOR_TREND = 3
Value = TypeVar("Value")


def features_of(timeline: Timeline, happened_by: datetime, known_by: datetime) -> Features:
    """As of two moments: until when things count, and until when they have to have been known."""
    day = happened_by.astimezone(UTC).date()
    visits = _newest(one for one in timeline.visits if one.known_at <= known_by and one.date <= day)
    told = [one for one in timeline.told if one.known_at <= known_by and one.at <= happened_by]
    told.sort(key=lambda one: (one.at, one.known_at, one.key))
    month, season = moment_of_day(happened_by.astimezone(UTC))
    built, created = _last(told, lambda one: one.year_built), _last(told, lambda one: one.account_created)
    return Features(
        **_satisfaction(visits, day),
        **_visits(visits, day, _last(told, lambda one: one.services_count)),
        **_spend(visits, day),
        complaints_last_year=_complaints(visits, told, day),
        tenure_days=None if created is None else max(0, (day - created).days),
        plan=_last(told, lambda one: one.plan),
        lifetime_value=_last(told, lambda one: one.lifetime_value),
        property_type=_last(told, lambda one: one.property_type),
        property_age_years=None if built is None else max(0, day.year - built),
        size_sqft=_last(told, lambda one: one.size_sqft),
        month=month,
        season=season,
    )


def _newest(visits: Iterable[FeatureVisit]) -> list[FeatureVisit]:
    """Each visit as it was told last, oldest first."""
    found: dict[tuple[str, date, int], FeatureVisit] = {}
    for one in visits:
        name = (one.type, one.date, one.nth)
        before = found.get(name)
        if before is None or (before.known_at, before.key) < (one.known_at, one.key):
            found[name] = one
    return sorted(found.values(), key=lambda one: (one.date, one.type, one.nth))


def _last(told: Sequence[Told], field: Callable[[Told], Value | None]) -> Value | None:
    """What was told last of those that told it."""
    return next((value for one in reversed(told) if (value := field(one)) is not None), None)


def _points(visit: FeatureVisit) -> int | None:
    return None if visit.score is None else round(visit.score * 1_000)


def _satisfaction(visits: list[FeatureVisit], day: date) -> dict[str, float | None]:
    given = [((one.date - day).days, points) for one in visits if (points := _points(one)) is not None]
    if not given:
        return {}
    mean = sum(points for _, points in given) / len(given) / 1_000
    return {"satisfaction_mean": mean, "satisfaction_latest": given[-1][1] / 1_000, "satisfaction_trend": _trend(given)}


def _trend(given: list[tuple[int, int]]) -> float | None:
    n, days, points = len(given), sum(x for x, _ in given), sum(y for _, y in given)
    spread = n * sum(x * x for x, _ in given) - days * days
    if n < LEAST_FOR_TREND or spread == 0:
        return None
    return (n * sum(x * y for x, y in given) - days * points) / spread * 0.365


def _visits(visits: list[FeatureVisit], day: date, said: int | None) -> dict[str, float | str | None]:
    if not visits:
        return {"visits": said}
    days = sorted({one.date for one in visits})
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    return {
        "visits": max(len(visits), said or 0),
        "visits_last_year": sum(_recent(one.date, day) for one in visits),
        "rhythm_days": float(median(gaps)) if gaps else None,
        "days_since_service": (day - days[-1]).days,
        "latest_service": visits[-1].type,
    }


def _spend(visits: list[FeatureVisit], day: date) -> dict[str, float | None]:
    paid = [(one.date, round(one.cost * 100)) for one in visits if one.cost is not None]
    if not paid:
        return {}
    recent = sum(cents for on, cents in paid if _recent(on, day))
    return {"spend": sum(cents for _, cents in paid) / 100, "spend_last_year": recent / 100}


def _complaints(visits: list[FeatureVisit], told: list[Told], day: date) -> int | None:
    given = [(one.date, points) for one in visits if (points := _points(one)) is not None]
    outcomes = [one for one in told if one.outcome is not None]
    if not given and not outcomes:
        return None
    low = sum(points <= LOW and _recent(on, day) for on, points in given)
    return low + sum(one.outcome == "complained" and _recent(one.at.astimezone(UTC).date(), day) for one in outcomes)


def _recent(on: date, day: date) -> bool:
    return day - on < YEAR
