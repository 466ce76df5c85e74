"""The visits of an event, from either of its forms: a history, or a single service."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from schemas.upsell.event import Service
from tasks.upsell import spellings
from tasks.upsell.parts import Known, Warnings, notes, text
from tasks.upsell.spellings import named
from tasks.upsell.values import day, number, points

MOST = 500  # visits: more than one a week for nine years
_LOWEST, _HIGHEST = 1, 5


def services_of(said: Mapping[str, Any], today: date, warnings: Warnings) -> tuple[tuple[Service, ...], Known]:
    """The visits, oldest first, each once; and the fields of them that we do not know.

    A visit without type or day is no visit that anything could be said of, and one in the future has not been.
    """
    history = said.get("service_history")
    sent = [*history] if isinstance(history, list) else [history] if isinstance(history, Mapping) else []
    sent += [said["service"]] if isinstance(said.get("service"), Mapping) else []
    found, unknown = list[Service](), Known()
    for number_, one in enumerate(sent[-MOST:]):
        service, rest = _service(one, f"service_history.{number_}", warnings)
        unknown |= rest
        if service is not None and service.date > today + timedelta(days=1):
            warnings.add(f"service_history.{number_}.date", "is in the future")
        elif service is not None and service not in found:
            found.append(service)
    return tuple(sorted(found, key=lambda one: one.date)), unknown


def _service(sent: object, where: str, warnings: Warnings) -> tuple[Service | None, Known]:
    if not isinstance(sent, Mapping):
        warnings.add(where, "is no object")
        return None, {}
    said, rest = named(sent, Service.model_fields, spellings.SERVICE)
    kind = text(said.get("type"))
    on = warnings.read(f"{where}.date", said.get("date"), day, "is no certain date")
    if kind is None or on is None:
        warnings.add(where, "is left out: it says no type, or no certain date")
        return None, {f"{where}.{name}": value for name, value in sent.items()}
    service = Service(
        type=kind,
        date=on,
        technician=text(said.get("technician")),
        satisfaction_score=warnings.read(
            f"{where}.satisfaction_score", said.get("satisfaction_score"), _score, "is not from 1 to 5"
        ),
        notes=notes(said.get("notes")),
        cost=warnings.read(f"{where}.cost", said.get("cost"), _cost, "is no amount"),
    )
    return service, {f"{where}.{name}": value for name, value in rest.items()}


def _score(value: object) -> float | None:
    found = points(value)
    return found if found is not None and _LOWEST <= found <= _HIGHEST else None


def _cost(value: object) -> float | None:
    found = number(value)
    return found if found is not None and found >= 0 else None
