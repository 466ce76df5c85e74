"""A message with several questions: live, and in a file."""

import json
from pathlib import Path

import pytest

from schemas.support.interaction import Asked, Outcome
from schemas.support.run import QueryRecord, SupportParams
from tasks.bulk.place import open_place
from tasks.support.answering import reply_to
from tasks.support.context import read_context
from tasks.support.desk import Desk
from tasks.support.system import SUPPORT

BOTH = "How do I enlarge an EBS volume? And how do I rotate an access key?"
MESSAGES: list[tuple[str, Outcome, str, set[str]]] = [
    (BOTH, "answered", "", {"ec2/", "iam/"}),
    (f"1. {BOTH[:31]}\n2. {BOTH[36:]}", "answered", "", {"ec2/", "iam/"}),
    ("How do I enlarge an EBS volume, and why was I charged twice last month?", "escalated", "billing", set()),
    ("How do I enlarge an EBS volume? Also, who won the world cup?", "answered", "", {"ec2/"}),
    ("How do I enlarge an EBS volume? Let me talk to a person, please.", "escalated", "wants_person", set()),
]


@pytest.mark.parametrize(("text", "outcome", "reason", "folders"), MESSAGES)
async def test_one_answer_covers_all_that_is_asked(
    text: str, outcome: Outcome, reason: str, folders: set[str], desk: Desk
) -> None:
    reply = await reply_to(Asked(question=text), desk)
    assert (reply.outcome, reply.reason) == (outcome, reason)
    assert {one.source.partition("/")[0] + "/" for one in reply.citations} == folders
    if reason == "billing":
        assert reply.intent == "billing"


async def test_a_matter_of_money_is_handed_over_whatever_is_asked_beside_it_in_a_file_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REVIVE_HOME", str(tmp_path))
    source = tmp_path / "asked.jsonl"
    source.write_text("\n".join(json.dumps({"question": text}) for text, *_ in MESSAGES))
    place = await open_place("local")
    await SUPPORT.subjects(place, SupportParams(source=str(source), upload_id="asked"))
    context = await read_context(place)
    stored = json.loads((tmp_path / "support/uploads/asked.json").read_text())
    records: list[QueryRecord] = [
        SUPPORT.begin(SUPPORT.read_subject(json.dumps(one).encode()), context) for one in stored
    ]
    said = [record.early and (record.early.outcome, record.early.reason) for record in records]
    assert said == [None, None, ("escalated", "billing"), None, ("escalated", "wants_person")]
    assert {source.partition("/")[0] for source in records[0].sources} >= {"ec2", "iam"}
