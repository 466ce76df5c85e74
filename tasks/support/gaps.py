"""Live questions for which nothing was found, as themes, the commonest first."""

from datetime import UTC, datetime, timedelta

from blocks.local import resolve_environment
from blocks.settings import read_settings
from schemas.support.analysis import Theme
from tasks.support.conversations import Conversations
from tasks.support.desk import embedder, open_conversations
from tasks.support.learning.analysing import is_gap, themes_of
from tasks.support.learning.exchange import Exchange
from tasks.support.learning.reading import days
from tasks.support.tables import TEAM, Seen


async def live_gaps(environment: str, since: datetime) -> tuple[Theme, ...]:
    """The gaps since a moment. Raises `BadInputError` if nothing is kept, `StoreError` where that is away."""
    spec = await resolve_environment(environment, read_settings())
    async with open_conversations(spec) as kept:
        seen = [one for day in days(since, datetime.now(UTC)) for one in await kept.seen_on(day)]
        gaps = [gap for one in seen if one.at >= since and (gap := await _gap(one, kept)) is not None]
    found = await themes_of(gaps, lambda one: one.turn.question, embedder(), 1)
    return tuple(sorted(found, key=lambda theme: (-theme.complaints, theme.label)))


async def _gap(seen: Seen, kept: Conversations) -> Exchange | None:
    """The exchange, if nothing was known; its text is looked up only then."""
    if seen.reason != "not_known" or seen.user_id.startswith(TEAM):
        return None
    turn = await kept.turn_of(seen.interaction_id)
    exchange = None if turn is None else Exchange(seen.session_id, seen.user_id, seen.at, turn)
    return exchange if exchange is not None and is_gap(exchange) else None


def days_ago(days_back: int) -> datetime:
    """The moment this many days ago."""
    return datetime.now(UTC) - timedelta(days=days_back)
