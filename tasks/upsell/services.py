"""The visits of an event, from either of its forms: a history, or a single service."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from schemas.errors import one_line
from schemas.upsell.event import Service
from tasks.upsell import spellings
from tasks.upsell.parts import Known, Warnings
from tasks.upsell.spellings import is_nothing, named
from tasks.upsell.values import day, notes, number, points, text

MOST = 500  # visits: more than one a week for nine years
LEAST_SATISFACTION = 4.0
_LOWEST, _HIGHEST = 1, 5
_SHOWN = 40


@dataclass(slots=True)
class Visits:
    """What was told of visits.

    `unclear_points`: points that cannot be read, or low ones of a visit that has to be left out, where no later visit
    has points that can. Nobody knows then whether the customer was satisfied.
    """

    services: tuple[Service, ...] = ()  # oldest first, each once
    unknown: Known = field(default_factory=Known)  # fields that we do not know
    unclear_points: str | None = None


def services_of(said: Mapping[str, Any], today: date, happened: date | None, warnings: Warnings) -> Visits:
    """The visits. One without type or day is none that anything could be said of, and one in the future has not been.

    `happened`: the day of the event, where it tells of a visit that was just made: a single `service` without a certain
    day was on that one.
    """
    history = said.get("service_history")
    sent: list[tuple[object, date | None]] = [(one, None) for one in history] if isinstance(history, list) else []
    sent += [(history, None)] if isinstance(history, Mapping) else []
    sent += [(said["service"], happened)] if isinstance(said.get("service"), Mapping) else []
    if not sent and not is_nothing(history):
        warnings.add("service_history", "is no list of visits")
    found, unknown, doubts = list[Service](), Known(), list[tuple[date, str]]()
    for number_, (one, on) in enumerate(sent[-MOST:]):
        read = _Visit.read(one, f"service_history.{number_}", on, warnings)
        unknown |= read.rest
        service = read.service
        if service is not None and service.date > today + timedelta(days=1):
            warnings.add(f"service_history.{number_}.date", "is in the future")
            service = None
        if service is not None and service not in found:
            found.append(service)
        doubts += read.doubts(is_kept=service is not None)
    services = tuple(sorted(found, key=lambda one: one.date))
    return Visits(services, unknown, _unclear(services, doubts))


def _unclear(services: tuple[Service, ...], doubts: list[tuple[date, str]]) -> str | None:
    """The newest points that nobody can read, unless a later visit has some."""
    if not doubts:
        return None
    on, given = max(doubts)
    later = any(one.satisfaction_score is not None and one.date > on for one in services)
    return None if later else given


@dataclass(frozen=True, slots=True)
class _Visit:
    """One visit as it was read: `given` are its points as they stand there, `score` what they are."""

    service: Service | None
    rest: Known
    on: date | None = None
    given: object = None
    score: float | None = None

    @classmethod
    def read(cls, sent: object, where: str, happened: date | None, warnings: Warnings) -> "_Visit":
        """One visit, with the fields of it that we do not know."""
        if not isinstance(sent, Mapping):
            warnings.add(where, "is no object")
            return cls(None, {})
        said, rest = named(sent, Service.model_fields, spellings.SERVICE)
        on = warnings.read(f"{where}.date", said.get("date"), day, "is no certain date") or happened
        given = said.get("satisfaction_score")
        score = warnings.read(f"{where}.satisfaction_score", given, _score, "is not from 1 to 5")
        kind = text(said.get("type"))
        if kind is None or on is None:
            warnings.add(where, "is left out: it says no type, or no certain date")
            return cls(None, {f"{where}.{name}": value for name, value in sent.items()}, on, given, score)
        service = Service(
            type=kind,
            date=on,
            technician=text(said.get("technician")),
            satisfaction_score=score,
            notes=notes(said.get("notes")),
            cost=warnings.read(f"{where}.cost", said.get("cost"), _cost, "is no amount"),
        )
        return cls(service, {f"{where}.{name}": value for name, value in rest.items()}, on, given, score)

    def doubts(self, *, is_kept: bool) -> list[tuple[date, str]]:
        """Its day, the last of all where it has none, and its points, if they may be low and count nowhere else."""
        if is_nothing(self.given) or (self.score is not None and (is_kept or self.score >= LEAST_SATISFACTION)):
            return []
        return [(self.on or date.max, one_line(str(self.given))[:_SHOWN])]


def _score(value: object) -> float | None:
    found = points(value)
    return found if found is not None and _LOWEST <= found <= _HIGHEST else None


def _cost(value: object) -> float | None:
    found = number(value)
    return found if found is not None and found >= 0 else None
