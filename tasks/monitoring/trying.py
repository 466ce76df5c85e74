"""A test alert, sent through every configured channel and the same outbox as real ones."""

import secrets
from datetime import UTC, datetime

from schemas.monitoring.alert import Alert
from schemas.monitoring.rules import Rules
from schemas.registry import instant
from tasks.bulk.place import open_place
from tasks.monitoring.opening import channels_of
from tasks.monitoring.rules import load_rules
from tasks.monitoring.tables import open_watch
from tasks.monitoring.telling import Told, send_news


async def send_test(environment: str) -> list[Told]:
    """Send a test alert, whatever rules and silences say; it is not stored as an alert."""
    place, rules = await open_place(environment), load_rules(environment)
    now, told = datetime.now(UTC), list[Told]()
    alert = _alert(rules, now)
    async with open_watch(place.environment) as records:
        for name, channel in channels_of(place).items():
            told += await send_news(records, name, channel, "opened", [alert], environment, now)
    return told


def _alert(rules: Rules, now: datetime) -> Alert:
    return Alert(
        alert_id=secrets.token_hex(4),
        rule="test",
        about=f"test {secrets.token_hex(4)}",
        severity="page",
        title="this is a test alert",
        says="somebody tried whether alerts arrive; there is nothing to do",
        runbook=f"{rules.runbooks}#test",
        opened_at=instant(now),
        seen_at=instant(now),
    )
