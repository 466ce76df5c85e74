"""The watch: what is wrong, since when, who has it, what to do; and how the agents are today."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pydantic import BaseModel, Field

from schemas.errors import BadInputError
from schemas.home import Waiting
from schemas.monitoring.alert import AckGiven, Alert
from schemas.monitoring.rules import Maintenance
from schemas.monitoring.view import WatchView
from tasks.bulk.place import Place
from tasks.monitoring.alerts import acknowledge, closed_alerts, open_alerts
from tasks.monitoring.opening import channels_of
from tasks.monitoring.rules import load_rules
from tasks.monitoring.showing import show_watch
from tasks.monitoring.silences import add_silence, end_silence
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
    rules: list[str]  # that can be silenced
    maintenance: tuple[Maintenance, ...]  # weekly windows of the rules' file, in UTC


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
    """Say that one looks after it. Raises `AlreadyRunningError` if somebody else does."""
    note = asked.said(AckGiven).note
    async with open_watch(asked.place.environment) as records:
        try:
            alert = await acknowledge(records, asked.part("alert_id"), asked.who.name, note, datetime.now(UTC))
        except BadInputError as error:
            raise NotFoundError(str(error)) from None
    return Done(f"You look after it: {alert.title}.", _PATH)


class _Silence(BaseModel):
    rule: str = Field(default="all", max_length=60)
    about: str = Field(default="", max_length=120)
    hours: float = Field(gt=0, le=2_160, allow_inf_nan=False)
    why: str = Field(min_length=3, max_length=400)


@WATCH.change(f"{_PATH}/silence", "silence alerts", role="editor")
async def post_silence(asked: Asked) -> Done:
    """Tell nobody of a rule for some hours; what is still wrong then is told."""
    said, now = asked.said(_Silence), datetime.now(UTC)
    rules, until = load_rules(asked.environment), now + timedelta(hours=said.hours)
    async with open_watch(asked.place.environment) as records:
        await add_silence(records, said.rule, said.about, until, asked.who.name[:80], said.why, rules, now)
    return Done(f"Nobody is told of {said.rule} until {until:%-d %B, %H:%M} UTC.", _PATH)


@WATCH.change(f"{_PATH}/silence/{{silence_id}}/end", "end a silence", role="editor")
async def post_end(asked: Asked) -> Done:
    """People are told again from the next look on."""
    async with open_watch(asked.place.environment) as records:
        try:
            await end_silence(records, asked.part("silence_id"))
        except BadInputError as error:
            raise NotFoundError(str(error)) from None
    return Done("The silence has ended.", _PATH)


async def _shown(asked: Asked) -> WatchPage:
    place, now = asked.place, datetime.now(UTC)
    rules, channels = load_rules(place.environment.name), channels_of(place)
    async with open_watch(place.environment) as records:
        seen = await show_watch(records, place.environment.name, rules, channels, now)
        closed = await closed_alerts(records, now - timedelta(days=_OVER_DAYS))
    over = sorted(closed, key=lambda one: one.closed_at or "", reverse=True)
    return WatchPage(now=seen, over=over, rules=sorted(rules.rules), maintenance=rules.maintenance)
