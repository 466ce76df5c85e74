"""The watch over HTTP: what is wrong, alerts, and who looks after them."""

from datetime import UTC, datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request

from schemas.errors import BadInputError
from schemas.monitoring.alert import AckGiven, Alert
from schemas.monitoring.view import WatchView
from tasks.bulk.place import Place
from tasks.monitoring.alerts import acknowledge, closed_alerts, open_alerts
from tasks.monitoring.opening import channels_of
from tasks.monitoring.rules import load_rules
from tasks.monitoring.showing import show_watch
from tasks.monitoring.tables import open_watch
from web.access import requires
from web.problems import NotFoundError

router = APIRouter(tags=["watch"])


@router.get("/watch")
async def watch(request: Request, _: Annotated[str, Depends(requires("read"))]) -> WatchView:
    """What is wrong, since when, what to do; `stale` where the watch itself does not look."""
    place = _place(request)
    rules, channels = load_rules(place.environment.name), channels_of(place)
    async with open_watch(place.environment) as records:
        return await show_watch(records, place.environment.name, rules, channels, datetime.now(UTC))


@router.get("/watch/alerts")
async def alerts(
    request: Request,
    _: Annotated[str, Depends(requires("read"))],
    days: Annotated[int, Query(ge=0, le=365)] = 0,
) -> list[Alert]:
    """The open alerts; with `days`, also those that ended within this many days."""
    async with open_watch(_place(request).environment) as records:
        found = await open_alerts(records)
        since = datetime.now(UTC) - timedelta(days=days)
        return [*found, *(await closed_alerts(records, since) if days else ())]


@router.post("/watch/alerts/{alert_id}/ack")
async def ack(request: Request, alert_id: str, given: AckGiven, who: Annotated[str, Depends(requires("run"))]) -> Alert:
    """Say that the caller looks after it; 409 where somebody else does."""
    async with open_watch(_place(request).environment) as records:
        try:
            return await acknowledge(records, alert_id, who, given.note, datetime.now(UTC))
        except BadInputError as error:
            raise NotFoundError(str(error)) from None


def _place(request: Request) -> Place:
    place: Place = request.app.state.place
    return place
