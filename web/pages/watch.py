"""The watch: what is wrong, since when, who has it, what to do; and how the agents are today."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pydantic import BaseModel

from schemas.errors import BadInputError
from schemas.home import Waiting
from schemas.monitoring.alert import AckGiven, Alert
from schemas.monitoring.view import WatchView
from tasks.bulk.place import Place
from tasks.monitoring.alerts import acknowledge, closed_alerts, open_alerts
from tasks.monitoring.opening import channels_of
from tasks.monitoring.rules import load_rules
from tasks.monitoring.showing import show_watch
from tasks.monitoring.tables import open_watch
from web.pages.asked import Asked
from web.pages.page import Done, Page
from web.pages.section import Section
from web.problems import NotFoundError

_OVER_DAYS = 7
_PATH = "/watching"  # `/watch` answers programs


async def _waits(place: Place) -> Sequence[Waiting]:
    """Open alerts that nobody looks after."""
    if place.environment.records_url is None:
        return []
    async with open_watch(place.environment) as records:
        found = await open_alerts(records)
    return [Waiting(what=f"{one.about}: {one.title}", path=_PATH) for one in found if not one.acked_by]


WATCH = Section("Watch", "watching", Path(__file__).with_name("templates"), order=75, waits=_waits)


class WatchPage(BaseModel):
    """What is seen now, and the alerts that ended lately, the newest first."""

    now: WatchView
    over: list[Alert]
    over_days: int = _OVER_DAYS


@WATCH.page(_PATH)
async def watching(asked: Asked) -> Page:
    """Everything in one look."""
    return Page("Watch", "watch.html.jinja", await _shown(asked))


@WATCH.part(f"{_PATH}/now")
async def watching_now(asked: Asked) -> Page:
    """The open alerts, for the piece that is polled."""
    return Page("Watch", "watch_now.html.jinja", await _shown(asked))


@WATCH.change(f"{_PATH}/{{alert_id}}/ack", "look after an alert", role="editor")
async def post_ack(asked: Asked) -> Done:
    """Say that one looks after it. Raises `AlreadyRunningError` where somebody else does."""
    note = asked.said(AckGiven).note
    async with open_watch(asked.place.environment) as records:
        try:
            alert = await acknowledge(records, asked.part("alert_id"), asked.who.name, note, datetime.now(UTC))
        except BadInputError as error:
            raise NotFoundError(str(error)) from None
    return Done(f"You look after it: {alert.title}.", _PATH)


async def _shown(asked: Asked) -> WatchPage:
    place, now = asked.place, datetime.now(UTC)
    rules, channels = load_rules(place.environment.name), channels_of(place)
    async with open_watch(place.environment) as records:
        seen = await show_watch(records, place.environment.name, rules, channels, now)
        closed = await closed_alerts(records, now - timedelta(days=_OVER_DAYS))
    return WatchPage(now=seen, over=sorted(closed, key=lambda one: one.closed_at or "", reverse=True))
