"""An erasure takes a person's conversations along."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from blocks.records.open_records import open_records
from blocks.registry.schema_upgrade import upgrade_registry
from schemas.retention import RetentionParams
from schemas.support.feedback import FeedbackGiven
from schemas.support.interaction import Asked
from tasks.bulk.place import open_place
from tasks.privacy.erase import erase_person
from tasks.privacy.retention import delete_old
from tasks.support.answering import reply_to
from tasks.support.asking import ask_once
from tasks.support.desk import Desk
from tasks.support.feedback import take_feedback
from tasks.support.forgetting import CONVERSATIONS
from tasks.support.tables import TABLES


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVIVE_HOME", str(tmp_path))


async def test_who_is_erased_has_no_conversations_and_others_keep_theirs(tmp_path: Path) -> None:
    assert await CONVERSATIONS.forget_person(await open_place("local"), "ann@acme.example") == []
    question = "How do I enlarge an EBS volume?"
    for user in ("Ann@Acme.example", "bob@acme.example", None):
        await ask_once(question, "local", None, user)
    erased = await erase_person("ann@acme.example", "local")
    assert not erased.unread
    assert any(one.startswith("conversations in ") for one in erased.objects)
    records = (tmp_path / "registry.db").read_bytes()
    assert b"Ann@Acme" not in records
    assert b"bob@acme.example" in records
    assert await CONVERSATIONS.forget_person(await open_place("local"), "ann@acme.example") == []


def standing_at(moment: datetime) -> Callable[[], datetime]:
    """A clock that stands still."""
    return lambda: moment


async def test_retention_takes_what_is_old_with_all_that_is_kept_of_it(desk: Desk) -> None:
    assert desk.conversations is not None
    now = datetime.now(UTC)
    for session, days in (("quiet-one", 40), ("fresh-one", 5)):
        desk.now = standing_at(now - timedelta(days=days))
        replies = [
            await reply_to(Asked(question=one, session_id=session), desk)
            for one in ("How do I enlarge an EBS volume?", "I want to talk to a person")
        ]
        said = FeedbackGiven(interaction_id=replies[0].interaction_id, rating=1)
        await take_feedback(said, desk.conversations, desk.now(), f"f-{session}")
    place, before = await open_place("local"), now - timedelta(days=30)
    spec = place.environment
    assert await CONVERSATIONS.forget_old(place, before, dry_run=True) == 1
    deleted = await delete_old(RetentionParams(days=30), "local")
    assert (deleted.objects, deleted.unread) == (1, [])
    async with open_records(spec.records_url or "", spec.aws, TABLES, upgrade_registry) as records:
        left = {table.name: await records.scan(table) for table in TABLES if table.name != "support_candidates"}
    assert all("fresh-one" in repr(rows) and "quiet-one" not in repr(rows) for rows in left.values())
    assert await CONVERSATIONS.forget_old(place, before, dry_run=False) == 0
