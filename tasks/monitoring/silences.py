"""Alerts that nobody is told of: silences until a moment, and weekly maintenance windows."""

import hashlib
from datetime import UTC, datetime, timedelta

from pydantic import ValidationError

from blocks.records.interface import Records
from blocks.records.table import Delete, Put, Row
from schemas.errors import BadInputError, StoreError, shown
from schemas.monitoring.alert import Alert, Silence
from schemas.monitoring.rules import Maintenance, Rules
from schemas.registry import instant
from tasks.monitoring.tables import DAYS_FOR, SILENCES

_LONGEST = timedelta(days=90)
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


async def add_silence(
    records: Records, rule: str, about: str, until: datetime, by: str, why: str, rules: Rules, now: datetime
) -> Silence:
    """Tell nobody of this rule (or `all`) until then. Raises `BadInputError` if that is no rule, or too long."""
    if rule != "all" and rule not in rules.rules:
        raise BadInputError(f"no rule is called {shown(rule)}; there are {', '.join(rules.rules)}, or all")
    if not now < until <= now + _LONGEST:
        raise BadInputError("silence it until a moment that is to come, within 90 days")
    name = f"{rule} {about} {instant(now)} {by}"
    silence = Silence(
        silence_id=hashlib.sha256(name.encode()).hexdigest()[:8], rule=rule, about=about, until=instant(until), by=by,
        why=why, since=instant(now),
    )  # fmt: skip
    row = Row({"silence_id": silence.silence_id}, silence.model_dump_json(), 1, int((until + DAYS_FOR).timestamp()))
    await records.commit(Put(SILENCES, row))
    return silence


async def end_silence(records: Records, silence_id: str) -> None:
    """End it now. Raises `BadInputError` if there is none of this id."""
    if await records.get(SILENCES, silence_id) is None:
        raise BadInputError(f"there is no silence {shown(silence_id)}; revive watch show lists them")
    await records.commit(Delete(SILENCES, {"silence_id": silence_id}))


async def silences(records: Records, now: datetime) -> list[Silence]:
    """Those that hold, the next to end first."""
    found = [_parsed(row) for row in await records.scan(SILENCES)]
    return sorted((one for one in found if one.until > instant(now)), key=lambda one: one.until)


def is_silent(alert: Alert, silenced: list[Silence], rules: Rules, now: datetime) -> bool:
    """Whether nobody is told of this alert now."""
    if any(one.rule in ("all", alert.rule) and one.about in ("", alert.about) for one in silenced):
        return True
    windows = (one for one in rules.maintenance if not one.rules or alert.rule in one.rules)
    return any(_is_in(one, now.astimezone(UTC)) for one in windows)


def _is_in(window: Maintenance, now: datetime) -> bool:
    today, yesterday = _DAYS[now.weekday()], _DAYS[now.weekday() - 1]
    clock = now.time().replace(tzinfo=None)
    if window.begins < window.ends:
        return today in window.days and window.begins <= clock < window.ends
    return (today in window.days and clock >= window.begins) or (yesterday in window.days and clock < window.ends)


def _parsed(row: Row) -> Silence:
    try:
        return Silence.model_validate_json(row.document)
    except ValidationError:
        raise StoreError("the records are damaged: a silence cannot be read") from None
