from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from blocks.channels.delivery import Delivery
from blocks.records.interface import Records
from schemas.environment import EnvironmentSpec
from schemas.errors import BadInputError
from schemas.outbox import OutboxEntry
from schemas.registry import instant
from tasks.outbox.outbox import claim, entries, open_outbox, resolve, settle

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)


@pytest.fixture
async def records(tmp_path: Path) -> AsyncIterator[Records]:
    url = f"sqlite:///{tmp_path / 'records.db'}"
    spec = EnvironmentSpec(name="local", artifacts_url=tmp_path.as_uri(), records_url=url)
    async with open_outbox(spec) as opened:
        yield opened


def action(name: str, at: datetime = NOW) -> OutboxEntry:
    moment = instant(at)
    return OutboxEntry(
        action_id=name, system="toy", about=name, channel="test", state="claimed", claimed_at=moment, changed_at=moment
    )


async def test_what_is_claimed_is_claimed_once_and_only_failed_ones_again(records: Records) -> None:
    taken = await claim(records, [action("a"), action("b"), action("c")], most=2)
    assert [one.action_id for one in taken] == ["a", "b"]
    assert [one.action_id for one in await claim(records, [action("a"), action("b"), action("c")])] == ["c"]
    await settle(records, taken[:1], Delivery("sent"), NOW)
    await settle(records, taken[1:], Delivery("failed", "HTTP 404"), NOW)
    assert [one.action_id for one in await claim(records, [action("a"), action("b"), action("c")])] == ["b"]


async def test_a_killed_sender_leaves_what_a_person_decides(records: Records) -> None:
    await claim(records, [action("a")])
    later = NOW + timedelta(hours=1)
    assert await entries(records, NOW, "unknown") == []
    (unknown,) = await entries(records, later, "unknown")
    assert "ended before saying" in unknown.reason
    assert await claim(records, [action("a", later)]) == []  # never a silent double
    with pytest.raises(BadInputError, match="a is claimed; only what is unknown"):
        await resolve(records, "a", was_sent=True, by="ana", now=NOW)
    resolved = await resolve(records, "a", was_sent=False, by="ana", now=later)
    assert (resolved.state, resolved.resolved_by) == ("failed", "ana")
    assert len(await claim(records, [action("a", later)])) == 1
    with pytest.raises(BadInputError, match="there is no action b"):
        await resolve(records, "b", was_sent=True, by="ana", now=later)
