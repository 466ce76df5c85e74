"""A customer's figures as a short text: what the next customer may have in common, and nobody's in particular.

Numbers become words of ranges, so that comparable customers share words; a text that the company gave (a plan, a type
of service) is said only where enough cases share it, since a rare one may name somebody.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from math import inf

from schemas.plain_text import plain
from schemas.upsell.features import Features

LEAST_SHARED = 3  # cases that have a text in common before it is said
TEXTS = ("plan", "latest_service", "property_type", "lifetime_value")
_SAID = {
    "plan": "plan",
    "latest_service": "latest service",
    "property_type": "property",
    "lifetime_value": "lifetime value",
}
_MOST_CHARACTERS = 300
_LONGEST = 40
# Up to which number a range goes, and its words; the last one has no end.
_Ranges = tuple[tuple[float, str], ...]
RANGES: Mapping[str, _Ranges] = {
    "satisfaction_mean": (
        (3.0, "unsatisfied"),
        (4.0, "fairly satisfied"),
        (4.7, "satisfied"),
        (inf, "very satisfied"),
    ),
    "satisfaction_trend": ((-0.5, "satisfaction falling"), (0.5, "satisfaction steady"), (inf, "satisfaction rising")),
    "visits": (
        (0, "no visits"),
        (1, "first visit"),
        (3, "two or three visits"),
        (9, "several visits"),
        (inf, "many visits"),
    ),
    "visits_last_year": (
        (0, "none in the last year"),
        (2, "one or two in the last year"),
        (inf, "three or more in the last year"),
    ),
    "rhythm_days": (
        (45, "about monthly"),
        (135, "about quarterly"),
        (270, "about twice a year"),
        (inf, "once a year or less"),
    ),
    "days_since_service": (
        (30, "served this month"),
        (120, "served this season"),
        (365, "served this year"),
        (inf, "not served for a year"),
    ),
    "spend_last_year": (
        (0, "paid nothing in the last year"),
        (200, "low spend"),
        (800, "middle spend"),
        (inf, "high spend"),
    ),
    "complaints_last_year": ((0, "no complaints"), (inf, "complained before")),
    "tenure_days": (
        (180, "new customer"),
        (730, "customer for a year or so"),
        (1825, "customer for years"),
        (inf, "customer for many years"),
    ),
    "property_age_years": ((15, "new building"), (40, "older building"), (inf, "old building")),
    "size_sqft": ((1500, "small building"), (3000, "middle-sized building"), (inf, "large building")),
}


def shared_texts(found: Iterable[Features]) -> frozenset[tuple[str, str]]:
    """Field and text of those that are said."""
    counted = Counter(pair for one in found for pair in _texts(one))
    return frozenset(pair for pair, count in counted.items() if count >= LEAST_SHARED)


def profile(features: Features, said: frozenset[tuple[str, str]]) -> str:
    """At most 300 characters; `said` are the texts that may be named."""
    parts = [f"{_SAID[name]} {text}" for name, text in _texts(features) if (name, text) in said]
    parts += _ranges(features)
    if features.season is not None:
        parts.append(f"in {features.season}")
    whole = ""
    for part in parts:
        if len(whole) + len(part) + 2 > _MOST_CHARACTERS:
            break
        whole = f"{whole}, {part}" if whole else part
    return whole or "nothing known"


def _texts(features: Features) -> Iterator[tuple[str, str]]:
    for name in TEXTS:
        value = getattr(features, name)
        text = plain(value).replace("_", " ").strip().lower() if value else ""
        if text and len(text) <= _LONGEST:
            yield name, text


def _ranges(features: Features) -> Iterator[str]:
    for name, ranges in RANGES.items():
        value = getattr(features, name)
        if value is not None:
            yield next(words for end, words in ranges if value <= end)
