"""One analysis from the records to the store, for a terminal and a flow alike."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from pydantic import ValidationError

from agents.core.agent import problems
from agents.support.sentiment import open_sentiment
from blocks.records.interface import Records
from blocks.records.open_records import open_records
from blocks.records.table import Delete, Put, Row, Write
from blocks.registry.schema_upgrade import upgrade_registry
from schemas.environment import EnvironmentSpec
from schemas.errors import BadInputError, MissingTableError
from schemas.support.analysis import FeedbackAnalysis, FeedbackParams, FeedbackWindow
from schemas.support.feedback import Feedback, FeedbackKind
from tasks.bulk.place import Place, open_place
from tasks.support.desk import embedder
from tasks.support.learning.analysing import LOOK_BACK, analysed
from tasks.support.learning.candidates import candidates_in, keep_candidates
from tasks.support.learning.exchange import Exchange, in_window
from tasks.support.learning.reading import days, read_exchanges
from tasks.support.learning.signals import as_feedback
from tasks.support.learning.storing import drop_old, store_analysis
from tasks.support.tables import FEEDBACK, KEPT_FOR, TABLES, epoch

_KINDS: tuple[FeedbackKind, ...] = ("abandoned", "asked_again", "escalated", "regenerated")
_AT_ONCE = 50


class Analysed(NamedTuple):
    """An analysis, where its report is, and how many answers became candidates for golden cases."""

    analysis: FeedbackAnalysis
    report: str
    candidates: int


def window_of(params: FeedbackParams, now: datetime) -> FeedbackWindow:
    """The window that is asked for. Raises `BadInputError` if it ends before it begins, or in the future."""
    until = params.until or now.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    since = params.since or until - timedelta(days=params.days)
    if until > now:
        raise BadInputError(
            f"the window ends at {until:%Y-%m-%d %H:%M %Z}, which is still to come; give a moment that has passed"
        )
    try:
        return FeedbackWindow(since=since.astimezone(UTC), until=until.astimezone(UTC))
    except ValidationError as error:
        raise BadInputError(problems(error)) from None


async def analyse(params: FeedbackParams, environment: str, now: datetime | None = None) -> Analysed:
    """Read, analyse, store; safe to repeat. Raises `BadInputError` for a window that cannot be."""
    now = now or datetime.now(UTC)
    window, place = window_of(params, now), await open_place(environment)
    async with open_records(_url(place.environment), place.environment.aws, TABLES, upgrade_registry) as records:
        exchanges = await _exchanges(records, window)
        found = await analysed(exchanges, window, embedder())
        await _keep_signals(records, in_window(exchanges, window.since, window.until))
        new = await keep_candidates(records, candidates_in(exchanges, window.since, window.until))
    return Analysed(found, await _stored(place, found, now), new)


async def _exchanges(records: Records, window: FeedbackWindow) -> list[Exchange]:
    vectors = embedder()
    try:
        return await read_exchanges(records, window.since - LOOK_BACK, window.until, await open_sentiment(vectors))
    except MissingTableError:  # nobody was ever answered here
        await records.prepare()
        return []


async def _keep_signals(records: Records, exchanges: Sequence[Exchange]) -> None:
    """The signals as rows beside ratings; one that no longer holds, such as of who came back, goes."""
    wanted = {
        f.feedback_id: f
        for one in exchanges
        for kind in _KINDS
        if kind in one.implicit
        for f in [as_feedback(one, kind)]
    }
    there: set[str] = set()
    if exchanges:
        ids = {one.interaction_id for one in exchanges}
        for day in days(exchanges[0].at, exchanges[-1].at):
            rows = await records.query(FEEDBACK, day, index="by_day")
            said = [Feedback.model_validate_json(row.document) for row in rows]
            there |= {one.feedback_id for one in said if one.kind in _KINDS and one.interaction_id in ids}
    writes: list[Write] = [Delete(FEEDBACK, {"feedback_id": one}) for one in sorted(there - wanted.keys())]
    writes += [_put(one) for name, one in sorted(wanted.items()) if name not in there]
    for start in range(0, len(writes), _AT_ONCE):
        await records.commit(*writes[start : start + _AT_ONCE])


def _put(one: Feedback) -> Put:
    at = one.at.isoformat()
    named = {"feedback_id": one.feedback_id, "session_id": one.session_id, "at": at, "day": at[:10]}
    return Put(FEEDBACK, Row(named, one.model_dump_json(), 1, epoch(one.at + KEPT_FOR)))


async def _stored(place: Place, found: FeedbackAnalysis, now: datetime) -> str:
    report = await store_analysis(place.store, found)
    await drop_old(place.store, now)
    return report


def _url(spec: EnvironmentSpec) -> str:
    if spec.records_url is None:
        raise BadInputError(f"environment {spec.name!r} has no records to analyse: set its records_url")
    return spec.records_url
