"""An erasure takes a person's conversations along."""

from pathlib import Path

import pytest

from tasks.bulk.place import open_place
from tasks.privacy.erase import erase_person
from tasks.support.asking import ask_once
from tasks.support.forgetting import CONVERSATIONS


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
