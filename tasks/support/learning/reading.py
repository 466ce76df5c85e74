"""The exchanges of a stretch of days, with what was said of them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

from pydantic import ValidationError

from agents.support.sentiment import SentimentReader
from blocks.records.interface import Records
from schemas.errors import StoreError
from schemas.support.analysis import Judgement
from schemas.support.escalation import Sentiment
from schemas.support.feedback import Feedback
from tasks.support.learning.exchange import Exchange
from tasks.support.tables import FEEDBACK, SEEN, TEAM, TURNS, Seen, Turn

_TONES: dict[Sentiment, Judgement] = {
    "angry": "negative",
    "negative": "negative",
    "neutral": "neutral",
    "positive": "positive",
}
_Kind = TypeVar("_Kind", Seen, Turn, Feedback)
_TYPED = frozenset({"rating", "thumbs", "comment"})


async def read_exchanges(
    records: Records, since: datetime, until: datetime, sentiment: SentimentReader
) -> list[Exchange]:
    """All turns of the sessions that were alive then, as far as `until`. Raises `StoreError` for what is damaged."""
    owners: dict[str, str] = {}
    for day in days(since, until):
        for row in await records.query(SEEN, day):
            seen = _parsed(Seen, row.document)
            if not seen.user_id.startswith(TEAM):
                owners[seen.session_id] = seen.user_id
    found: dict[str, Exchange] = {}
    for session_id, owner in sorted(owners.items()):
        for row in await records.query(TURNS, session_id):
            turn = _parsed(Turn, row.document)
            if turn.at < until:
                found[turn.reply.interaction_id] = Exchange(session_id, owner, turn.at, turn)
    await _add_feedback(records, found, since, until, sentiment)
    return list(found.values())


async def _add_feedback(
    records: Records, found: dict[str, Exchange], since: datetime, until: datetime, sentiment: SentimentReader
) -> None:
    for day in days(since, until):
        for row in await records.query(FEEDBACK, day, index="by_day"):
            said = _parsed(Feedback, row.document)
            exchange = found.get(said.interaction_id)
            if exchange is not None and said.kind in _TYPED and said.at < until:
                exchange.explicit.append(said)
    for exchange in found.values():
        exchange.explicit.sort(key=lambda one: (one.at, one.feedback_id))
        if exchange.comment:
            exchange.tone = _TONES[await sentiment.read(exchange.comment)]


def days(since: datetime, until: datetime) -> Iterator[str]:
    """The days in UTC that a window touches."""
    day: date = since.astimezone(UTC).date()
    while day <= until.astimezone(UTC).date():
        yield day.isoformat()
        day += timedelta(days=1)


def _parsed(kind: type[_Kind], document: str) -> _Kind:
    try:
        return kind.model_validate_json(document)
    except ValidationError:
        raise StoreError(f"the records are damaged: a row of {kind.__name__.lower()} cannot be read") from None
