"""Conversations: what was asked on a day, or by a customer; and one of them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Annotated

from pydantic import BaseModel, Field

from blocks.records.interface import Records
from blocks.records.open_records import open_records
from blocks.registry.schema_upgrade import upgrade_registry
from schemas.errors import BadInputError, MissingTableError
from schemas.support.intents import IntentName
from schemas.support.interaction import Outcome
from schemas.support.talks import Talk, Talks
from tasks.support.tables import TABLES
from tasks.support.talks import talk, talks_of_day, talks_of_user
from web.pages.asked import Asked
from web.pages.page import Page
from web.pages.support.section import SUPPORT
from web.problems import NotFoundError

_OUTCOMES: tuple[Outcome, ...] = ("answered", "clarification", "escalated", "blocked", "fallback")


class _Wanted(BaseModel):
    day: date | None = None
    outcome: Outcome | None = None
    intent: IntentName | None = None
    user: Annotated[str, Field(max_length=128)] | None = None
    before: Annotated[str, Field(max_length=200)] | None = None


class TalksPage(BaseModel):
    """Questions of a day, or the conversations of a customer."""

    wanted: _Wanted
    day: date
    earlier: date
    later: date | None  # None: there is no later day yet
    talks: Talks
    outcomes: tuple[Outcome, ...] = _OUTCOMES


@SUPPORT.page("/support/talks")
async def talks(asked: Asked) -> Page:
    """What customers asked."""
    wanted, today = asked.words(_Wanted), datetime.now(UTC).date()
    day = min(wanted.day or today, today)
    async with opened(asked) as records:
        found = await _found(records, wanted, day)
    data = TalksPage(
        wanted=wanted,
        day=day,
        earlier=day - timedelta(days=1),
        later=day + timedelta(days=1) if day < today else None,
        talks=found,
    )
    about = f"of {wanted.user}" if wanted.user else f"of {day.isoformat()}"
    return Page(f"Support: conversations {about}", "support/talks.html.jinja", data)


@SUPPORT.page("/support/talks/{session_id}")
async def one_talk(asked: Asked) -> Page:
    """One conversation."""
    async with opened(asked) as records:
        found = await _talk(records, asked.part("session_id"))
    if found is None:
        raise NotFoundError("there is no such conversation, or it is not kept any more")
    return Page("Support: a conversation", "support/talk.html.jinja", found)


@asynccontextmanager
async def opened(asked: Asked) -> AsyncIterator[Records]:
    """The records with conversations. Raises `BadInputError` if the environment keeps none."""
    spec = asked.place.environment
    if spec.records_url is None:
        raise BadInputError(f"environment {spec.name!r} keeps no conversations: set records_url of its block")
    async with open_records(spec.records_url, spec.aws, TABLES, upgrade_registry) as records:
        yield records


async def _found(records: Records, wanted: _Wanted, day: date) -> Talks:
    try:
        if wanted.user:
            return await talks_of_user(records, wanted.user)
        return await talks_of_day(records, day.isoformat(), wanted.outcome, wanted.intent, wanted.before)
    except MissingTableError:  # nobody was ever answered here
        return Talks(rows=[])


async def _talk(records: Records, session_id: str) -> Talk | None:
    try:
        return await talk(records, session_id)
    except MissingTableError:
        return None
