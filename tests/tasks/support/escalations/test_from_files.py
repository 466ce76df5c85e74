"""What a file of questions hands over: somebody knows of it, once."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from fakes.hook import receiving
from fakes.whole_run import to_the_end

from blocks.layout import Upload
from schemas.support.interaction import Asked
from schemas.support.run import QueryRecord, SupportParams
from tasks.bulk.export import export_upload
from tasks.bulk.place import open_place
from tasks.bulk.run import open_run
from tasks.support.answering import reply_to
from tasks.support.context import read_context
from tasks.support.desk import Desk
from tasks.support.escalations.acting import listed, reply_to_one, with_conversation
from tasks.support.export import replies_key
from tasks.support.export import reply_to as reply_of_file
from tasks.support.system import SUPPORT

LINES = [
    "hello!",
    "Let me talk to a person about ann@acme.example",
    json.dumps({"question": "I want a human being to look at it", "user_id": "bob", "session_id": "s-1"}),
    json.dumps({"question": "Let me talk to a person, please", "user_id": "bob", "session_id": "s-1"}),
]
pytestmark = pytest.mark.usefixtures("fake")


async def asked_in_a_file(folder: Path, lines: list[str] = LINES) -> dict[int, dict[str, Any]]:
    source = folder / "asked.jsonl"
    source.write_text("\n".join(lines))
    place = await open_place("local")
    await SUPPORT.subjects(place, SupportParams(source=str(source), upload_id="asked"))
    async with open_run(SUPPORT, SupportParams(upload_id="asked"), "asked", "local") as run:
        await to_the_end(run)
        await export_upload(run, datetime.now(UTC))  # once more, as after a kill at the very end
    content = await place.store.get(replies_key(Upload("asked", "support")))
    return {one["line"]: one for one in json.loads(content or b"[]")}


async def test_whoever_is_handed_over_waits_for_a_person_who_is_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with receiving() as (url, got):
        monkeypatch.setenv("REVIVE_SUPPORT_URL", url)
        replies = await asked_in_a_file(tmp_path)
    assert [replies[line]["outcome"] for line in (1, 2, 3, 4)] == ["answered", "escalated", "escalated", "escalated"]
    waiting = await listed("local", with_resolved=False)
    assert sorted((one.record.user_id or "", one.told) for one in waiting) == [("", "sent"), ("bob", "sent")]
    (message,) = got
    assert "2 customers of a file wait for a person" in json.dumps(message)
    assert "acme.example" not in json.dumps(message)
    (bobs,) = (one.record for one in waiting if one.record.user_id == "bob")
    assert bobs.session_id == replies[3]["session_id"] == "s-1"
    await reply_to_one(bobs.escalation_id, "I look at it now.", "Kim", "local")
    _, turns = await with_conversation(bobs.escalation_id, "local")
    assert [turn.question for turn in turns] == [
        "I want a human being to look at it",
        "Let me talk to a person, please",
        "",
    ]


async def test_nobody_s_words_are_put_into_the_conversation_of_somebody_else(desk: Desk, tmp_path: Path) -> None:
    theirs = await reply_to(Asked(question="hello", session_id="s-1", user_id="ann"), desk)
    await asked_in_a_file(tmp_path)
    assert desk.conversations is not None
    assert len(await desk.conversations.turns(theirs.session_id)) == 1
    assert {one.record.user_id for one in await listed("local", with_resolved=False)} == {None, "bob"}


async def test_without_records_no_person_is_promised(tmp_path: Path) -> None:
    (tmp_path / "asked.txt").write_text(LINES[1])
    place = await open_place("local")
    place.environment = place.environment.model_copy(update={"records_url": None})
    context = await read_context(place)
    await SUPPORT.subjects(place, SupportParams(source=str(tmp_path / "asked.txt"), upload_id="asked"))
    content = await place.store.get(Upload("asked", "support").customers_in)
    record: QueryRecord = SUPPORT.begin(
        SUPPORT.read_subject(json.dumps(json.loads(content or b"")[0]).encode()), context
    )
    reply = reply_of_file(record, record, context)
    assert (reply.outcome, reply.reason, reply.escalation) == ("fallback", "not_handed_over", None)
