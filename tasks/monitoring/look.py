"""One look of the watch: read the figures of runs, count them, judge them, open and close alerts, tell people."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from pydantic import ValidationError

from blocks.records.interface import Records
from blocks.records.table import Put, Row
from schemas.errors import ReviveError, StoreError
from schemas.monitoring.alert import Alert
from schemas.monitoring.figures import Gauge, Reading
from schemas.monitoring.rules import Rules
from schemas.monitoring.view import Looked
from schemas.registry import instant
from tasks.bulk.place import Place
from tasks.caps.drawing import day_of, spent_on
from tasks.caps.opening import open_spending
from tasks.monitoring.alerts import closed_alerts, settle_alerts
from tasks.monitoring.bulk_runs import bulk_readings
from tasks.monitoring.history import read_history
from tasks.monitoring.judging.flow_runs import DeploymentRuns
from tasks.monitoring.judging.judge import Seen, judge
from tasks.monitoring.judging.usual import UsualOf
from tasks.monitoring.keeping import keep
from tasks.monitoring.source import Watched
from tasks.monitoring.tables import STATE
from tasks.monitoring.telling import Channels, Told, tell

_AGAIN = timedelta(hours=26)  # what was read before is read again for so long: it may have gone on
_DEEP, _DEEP_EVERY = timedelta(days=35), timedelta(hours=24)  # outcomes become known weeks later
_TOLD_OF_END = timedelta(hours=24)
_OPEN_AT_MOST = timedelta(days=30)  # whoever is told after so long knows it
_CLOCK_BACK = timedelta(minutes=1)
_CLOCK_WRONG = timedelta(days=1)
ReadRuns = Callable[[datetime], Awaitable[Sequence[DeploymentRuns]]]


@dataclass(frozen=True, slots=True)
class Look:
    """The outcome of a look."""

    looked: Looked
    alerts: tuple[Alert, ...]
    told: tuple[Told, ...]
    counted: tuple[Reading, ...] = ()  # what was added to the figures


@dataclass(frozen=True, slots=True)
class Eyes:
    """What a look reads. `runs` is None if there is no Prefect server to ask."""

    place: Place
    sources: Sequence[Watched]
    runs: ReadRuns | None


async def look(records: Records, eyes: Eyes, rules: Rules, channels: Channels, now: datetime) -> Look:
    """Look once. Safe to repeat, and beside another one. Raises `StoreError` while the records are away."""
    before = await last_look(records)
    moment, notes = _moment(before, now)
    deep = before is None or moment - datetime.fromisoformat(before.deep_at) >= _DEEP_EVERY
    since = moment - _DEEP if deep or before is None else min(moment, datetime.fromisoformat(before.at)) - _AGAIN
    unseen: dict[str, str] = {}
    counted = await keep(records, await _readings(eyes, since, moment, unseen))
    seen = Seen(
        await read_history(records, moment),
        await _gauges(eyes, moment, unseen),
        await _runs(eyes, moment, unseen, notes),
        await _refused(eyes, moment, unseen),
        unseen,
        {} if before is None else {name: datetime.fromisoformat(at) for name, at in before.above_since.items()},
    )
    alerts = await settle_alerts(records, judge(rules, seen, moment, UsualOf()), rules, moment)
    told = await tell(records, alerts, await _over(records, moment), channels, rules, moment)
    looked = Looked(
        at=instant(moment),
        deep_at=instant(moment) if deep or before is None else before.deep_at,
        counted=len(counted),
        unseen=unseen,
        notes=tuple(notes),
        gauges=tuple(seen.gauges),
        above_since={name: instant(at) for name, at in seen.above_since.items()},
    )
    await records.commit(Put(STATE, Row({"name": "looked"}, looked.model_dump_json())))
    return Look(looked, tuple(alerts), tuple(told), tuple(counted))


async def _over(records: Records, now: datetime) -> list[Alert]:
    """The alerts that ended lately; people who were told of the beginning are told of the end."""
    limit = instant(now - _TOLD_OF_END)
    return [one for one in await closed_alerts(records, now - _OPEN_AT_MOST) if (one.closed_at or "") >= limit]


async def last_look(records: Records) -> Looked | None:
    """What the last look left; None before the first."""
    row = await records.get(STATE, "looked")
    if row is None:
        return None
    try:
        return Looked.model_validate_json(row.document)
    except ValidationError:
        raise StoreError("the records are damaged: the watch's last look cannot be read") from None


def _moment(before: Looked | None, now: datetime) -> tuple[datetime, list[str]]:
    """The time that counts. After a clock was set back a little, time stands still until it has caught up.

    Otherwise hours that were judged would be judged again with half of their figures, and alerts be closed by it.
    """
    last = now if before is None else datetime.fromisoformat(before.at)
    if last - now <= _CLOCK_BACK:
        return now, []
    if last - now > _CLOCK_WRONG:
        return now, [f"the last look was at {instant(last)}, which is to come: some machine's clock is wrong"]
    return last, [f"this machine's clock went back to {instant(now)}; judged as of {instant(last)}"]


async def _readings(eyes: Eyes, since: datetime, now: datetime, unseen: dict[str, str]) -> list[Reading]:
    """The readings of every source; one that cannot be read does not hold up the others."""
    readings: list[Reading] = []
    try:
        readings += await bulk_readings(eyes.place, since)
    except ReviveError as error:
        unseen["registry"] = str(error)
    for source in eyes.sources:
        try:
            readings += await source.readings(eyes.place, since, now)
        except ReviveError as error:
            unseen[source.name] = str(error)
    return readings


async def _gauges(eyes: Eyes, now: datetime, unseen: dict[str, str]) -> list[Gauge]:
    gauges: list[Gauge] = []
    for source in eyes.sources:
        try:
            gauges += await source.gauges(eyes.place, now)
        except ReviveError as error:
            unseen[source.name] = str(error)
    return gauges


async def _refused(eyes: Eyes, now: datetime, unseen: dict[str, str]) -> dict[str, str]:
    """The caps that have refused a call today; over by themselves when the day is."""
    try:
        async with open_spending(eyes.place.environment) as records:
            spent = await spent_on(records, day_of(now.timestamp()))
    except ReviveError as error:
        unseen["caps"] = str(error)
        return {}
    return {_who(scope): one.says for scope, one in spent.items() if one.refused_at}


def _who(scope: str) -> str:
    return "all agents" if scope == "day" else scope.replace("/", " ")


async def _runs(eyes: Eyes, now: datetime, unseen: dict[str, str], notes: list[str]) -> Sequence[DeploymentRuns]:
    if eyes.runs is None:
        notes.append("no Prefect server is configured here, so runs that fail or do not start are not seen")
        return ()
    try:
        return await eyes.runs(now)
    except ReviveError as error:
        unseen["prefect"] = str(error)
        return ()
