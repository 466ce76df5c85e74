"""The watch of an environment, with everything that it needs opened."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial

from blocks.channels.configured import is_configured, open_channel
from blocks.channels.delivery import Channel
from blocks.channels.webhook import WebhookChannel
from blocks.prefect_history import api_url
from blocks.records.interface import Records
from blocks.settings import read_source_rules
from schemas.monitoring.rules import ChannelName
from tasks.bulk.place import Place, open_place
from tasks.monitoring.look import Eyes, Look, look
from tasks.monitoring.rules import load_rules
from tasks.monitoring.source import watched
from tasks.monitoring.tables import open_watch
from tasks.monitoring.telling import Channels


@asynccontextmanager
async def open_records_of(environment: str) -> AsyncIterator[Records]:
    """The records of an environment's watch."""
    place = await open_place(environment)
    async with open_watch(place.environment) as records:
        yield records


def channels_of(place: Place) -> Channels:
    """Those that this process's settings name: alerts have a webhook and a topic of their own."""
    settings, found = place.settings, dict[ChannelName, Channel]()
    if settings.alert_url is not None:
        found["webhook"] = WebhookChannel(settings.alert_url, settings.alert_secret, read_source_rules())
    for kind in ("slack", "email"):
        if is_configured(kind, settings):
            found[kind] = open_channel(kind, settings, place.environment)
    if settings.alert_topic is not None:
        from blocks.channels.sns import SnsChannel  # noqa: PLC0415 -- a laptop waits for no botocore

        found["sns"] = SnsChannel(settings.alert_topic, place.environment.aws)
    return found


async def look_once(environment: str) -> Look:
    """One look at an environment, as the flow and the command have it."""
    place, rules = await open_place(environment), load_rules(environment)
    runs = None
    if api_url() is not None:
        from tasks.monitoring.prefect_runs import deployment_runs  # noqa: PLC0415 -- a terminal without a server waits less

        runs = partial(deployment_runs, environment)
    async with open_watch(place.environment) as records:
        eyes = Eyes(place, watched(), runs)
        return await look(records, eyes, rules, channels_of(place), datetime.now(UTC))
