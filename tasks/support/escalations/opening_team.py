"""The team of an environment: its records with the outbox, and the channel that the settings name."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from blocks.channels.configured import open_channel
from blocks.channels.delivery import Channel
from blocks.channels.webhook import WebhookChannel
from blocks.records.open_records import open_records
from blocks.registry.schema_upgrade import upgrade_registry
from blocks.settings import Settings, read_source_rules
from schemas.environment import EnvironmentSpec
from schemas.errors import BadInputError
from tasks.outbox.outbox import OUTBOX
from tasks.support.escalations.telling import Team
from tasks.support.tables import TABLES


@asynccontextmanager
async def open_team(spec: EnvironmentSpec, settings: Settings) -> AsyncIterator[Team]:
    """Who is told, until the block ends; what is under way then is waited for. `BadInputError` without records."""
    if spec.records_url is None:
        raise BadInputError(f"environment {spec.name!r} has no records: set its records_url")
    async with open_records(spec.records_url, spec.aws, (*TABLES, OUTBOX), upgrade_registry) as records:
        team = Team(records, _channel(settings, spec), spec.name, lambda: datetime.now(UTC))
        try:
            yield team
        finally:
            await team.close()


def is_told(settings: Settings) -> bool:
    """Whether a channel is configured by which the team is told."""
    return settings.support_url is not None or settings.support_channel is not None


def _channel(settings: Settings, spec: EnvironmentSpec) -> Channel | None:
    if settings.support_url is not None:
        return WebhookChannel(settings.support_url, settings.support_secret, read_source_rules())
    return None if settings.support_channel is None else open_channel(settings.support_channel, settings, spec)
