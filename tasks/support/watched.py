"""What the watch reads of live questions: their trails hour by hour, ratings of replies, customers who wait."""

from collections import defaultdict
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

from pydantic import ValidationError

from agents.support import answering, quality
from agents.support.quality import read_criteria
from blocks.records.interface import Records
from blocks.records.open_records import open_records
from blocks.registry.schema_upgrade import upgrade_registry
from schemas.environment import EnvironmentSpec
from schemas.errors import MissingTableError, StoreError
from schemas.monitoring.figures import Figures, Gauge, Reading, Series
from schemas.support.feedback import Feedback
from schemas.support.trail import Trail
from tasks.bulk.place import Place
from tasks.support.counting import count_answer, count_opinion, count_verdicts, score_shown
from tasks.support.tables import ESCALATIONS, FEEDBACK, TABLES, TRAILS

_COMPARED = timedelta(hours=24)
_Cells = defaultdict[tuple[str, Series], Figures]  # by source (kind and hour) and series


class WatchedQuestions:
    """See `tasks.monitoring.source.Watched`."""

    name = "support"

    async def readings(self, place: Place, since: datetime, now: datetime) -> Sequence[Reading]:
        """Whole hours of trails and feedback, as they are now; read again, an hour replaces itself."""
        first = since.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
        cells: _Cells = defaultdict(Figures)
        try:
            async with _opened(place.environment) as records:
                trails = [one async for one in _trails(records, first - _COMPARED, now)]
                opinions = [one async for one in _feedback(records, first, now)]
        except MissingTableError:  # nobody has asked anything yet
            return ()
        for trail in trails:
            if trail.at >= first:
                _count(trail, now, cells)
        _count_opinions(opinions, trails, cells)
        return [
            Reading(
                source=f"support {kind}", series=series, at=datetime.fromisoformat(kind.split()[1]), figures=figures
            )
            for (kind, series), figures in cells.items()
        ]

    async def gauges(self, place: Place, now: datetime) -> Sequence[Gauge]:
        """How many wait for a person, and since when the first of them."""
        try:
            async with _opened(place.environment) as records:
                waiting = await records.query(ESCALATIONS, "open", index="by_state")
        except MissingTableError:
            return ()
        oldest = min((str(row.attributes["opened_at"]) for row in waiting), default=now.isoformat())
        age_s = max(0.0, (now - datetime.fromisoformat(oldest)).total_seconds())
        said = {"hand_overs_waiting": float(len(waiting)), "hand_over_age_s": age_s}
        return [Gauge(system=self.name, name=name, value=value) for name, value in said.items()]


@asynccontextmanager
async def _opened(spec: EnvironmentSpec) -> AsyncIterator[Records]:
    if spec.records_url is None:
        raise MissingTableError(f"environment {spec.name!r} has no records")
    async with open_records(spec.records_url, spec.aws, TABLES, upgrade_registry) as records:
        yield records


async def _trails(records: Records, first: datetime, now: datetime) -> AsyncIterator[Trail]:
    for day in _days(first, now):
        rows = await records.query(TRAILS, day, index="by_day")
        try:
            found = [Trail.model_validate_json(row.document) for row in rows]
        except ValidationError:
            raise StoreError("the records are damaged: a trail of support cannot be read") from None
        for trail in found:
            if first <= trail.at <= now:
                yield trail


async def _feedback(records: Records, first: datetime, now: datetime) -> AsyncIterator[Feedback]:
    for day in _days(first, now):
        rows = await records.query(FEEDBACK, day, index="by_day")
        try:
            found = [Feedback.model_validate_json(row.document) for row in rows]
        except ValidationError:
            raise StoreError("the records are damaged: feedback of support cannot be read") from None
        for one in found:
            if first <= one.at <= now:
                yield one


def _days(first: datetime, last: datetime) -> list[str]:
    return [f"{first + timedelta(days=back):%Y-%m-%d}" for back in range((last.date() - first.date()).days + 1)]


def _count(trail: Trail, now: datetime, cells: _Cells) -> None:
    if trail.outcome is None and trail.until > now:
        return  # somebody is at it
    hour, record = _hour(trail.at), trail.record
    first = next(iter(() if record is None else record.attempts), None)
    version = "" if record is None else record.versions.get(answering.AGENT.name, "")
    series = Series(
        system="support", agent=answering.AGENT.name, version=version, model="" if first is None else first.paid.model
    )
    count_answer(trail, cells[f"trails {hour}", series])
    attempts = () if record is None else record.attempts
    judged = next((one.judged for one in attempts if one.judged is not None), None)
    if record is not None and judged is not None:
        judge = Series(system="support", agent=quality.AGENT.name, version=judged.version, model=judged.model)
        count_verdicts(record, cells[f"trails {hour}", judge])


def _count_opinions(opinions: Iterable[Feedback], trails: Sequence[Trail], cells: _Cells) -> None:
    """What people said; the judge's verdict on the same reply is beside it."""
    threshold = read_criteria().threshold
    replies = {one.interaction_id: one for one in trails}
    for one in opinions:
        score = _score(replies.get(one.interaction_id), one)
        series = Series(system="support", agent=answering.AGENT.name, version=one.agent_version or "")
        count_opinion(one, None if score is None else score >= threshold, cells[f"feedback {_hour(one.at)}", series])


def _score(trail: Trail | None, said: Feedback) -> int | None:
    """The judge's, of a reply of the day before at most: so an hour that is read again compares the same."""
    if trail is None or trail.record is None or said.at - trail.at > _COMPARED:
        return None
    return score_shown(trail.record)


def _hour(at: datetime) -> str:
    return at.astimezone(UTC).replace(minute=0, second=0, microsecond=0).isoformat()


WATCHED = WatchedQuestions()
