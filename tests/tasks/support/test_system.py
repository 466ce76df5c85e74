"""Support in the machinery of bulk: masked at take-in, paid once, resumed, judged again, evaluated, erased."""

import json
from pathlib import Path
from typing import Any

import pytest
from fakes.bedrock import FakeBedrock
from fakes.dying_store import dying_after
from fakes.evaluations import evaluate, home
from fakes.whole_run import to_the_end

from blocks.layout import Upload
from blocks.registry.open_registry import open_registry
from schemas.bulk import Status
from schemas.errors import ReviveError, StoreError, UnreadableFileError
from schemas.support.run import SupportParams
from tasks.bulk.estimate import estimate_run
from tasks.bulk.place import open_place
from tasks.bulk.run import open_run
from tasks.evaluation.evaluate import evaluate_version
from tasks.privacy.erase import erase_person
from tasks.support.export import replies_key
from tasks.support.system import SUPPORT

KEY = "AK" + "IA" + "ABCDEFGHIJKLMNO7"
MAIL = "ann@" + "acme.example"
ASKED = ["How do I enlarge an EBS volume?", "How do I get a deleted object back from a bucket with versioning?"]
LINES = [
    *ASKED,
    f"why is {KEY} inactive?",
    "hello!",
    json.dumps({"question": f"My mail is {MAIL}. How do I resize an instance?", "user_id": MAIL}),
    '{"question": 7}',
]
ANSWER = '{"action": "answer", "text": "Take the first step, then the next one.", "citations": ["p1"]}'
NAMES = ("completeness", "structure", "accuracy", "tone", "groundedness")


def verdict(points: int) -> str:
    of_each = [{"criterion": name, "points": points} for name in NAMES]
    return json.dumps({"issues": ["It is thin."], "suggestions": [], "points": of_each})


@pytest.fixture
def answers(fake: FakeBedrock) -> FakeBedrock:
    """Three questions for a model: an answer and a verdict each."""
    fake.faults.answer_by_tool = {"SupportAnswer": ANSWER, "QualityVerdict": verdict(90)}
    return fake


async def take_in(folder: Path, lines: list[str] = LINES, **params: Any) -> Status:
    source = folder / "asked.jsonl"
    source.write_text("\n".join(lines))
    asked = SupportParams(source=str(source), upload_id="asked", **params)
    status = await SUPPORT.subjects(await open_place("local"), asked)
    source.unlink()
    return status


async def run(**params: Any) -> Status:
    asked = SupportParams.model_validate({"upload_id": "asked", "concurrency": 2, **params})
    async with open_run(SUPPORT, asked, "asked", "local") as opened:
        return await to_the_end(opened)


async def replies() -> dict[int, dict[str, Any]]:
    content = await (await open_place("local")).store.get(replies_key(Upload("asked", "support")))
    return {one["line"]: one for one in json.loads(content or b"[]")}


async def test_questions_are_masked_before_they_are_stored_and_each_gets_the_reply_of_a_live_one(
    tmp_path: Path, answers: FakeBedrock
) -> None:
    taken = await take_in(tmp_path)
    assert (taken.total, taken.rejected, taken.system) == (5, 1, "support")
    status = await run()
    assert (status.status, status.completed, answers.stats.paid) == ("complete", 5, 6)
    found = await replies()
    assert {line: one["outcome"] for line, one in found.items()} == {
        1: "answered", 2: "answered", 3: "blocked", 4: "answered", 5: "answered",
    }  # fmt: skip
    assert (found[1]["quality"], found[1]["citations"][0]["source"]) == (90, "ec2/resize-volume.md")
    assert (found[3]["question"], found[4]["reason"]) == ("", "greeting")
    kept = b"".join(path.read_bytes() for path in home().rglob("*") if path.is_file())
    assert KEY.encode() not in kept
    assert b"My mail is [email]" in kept
    assert MAIL not in json.dumps(answers.requests)
    again = await run()
    assert (again.status, again.this_run.calls) == ("complete", 0)
    place = await open_place("local")
    async with open_registry(place.environment) as registry:
        (observed,) = await registry.observations("support-answer", "1.0.0")
    assert (observed.customers, round(observed.quality_sum, 2)) == (3, 2.7)


@pytest.mark.parametrize("writes", [1, 4, 7])
async def test_where_the_disk_is_full_it_goes_on_later_with_what_is_missing(
    tmp_path: Path, answers: FakeBedrock, monkeypatch: pytest.MonkeyPatch, writes: int
) -> None:
    await take_in(tmp_path)
    with dying_after(writes, monkeypatch, StoreError), pytest.raises(StoreError):
        await run()
    assert (await run()).completed == 5
    assert 6 <= answers.stats.paid <= 8  # what was in flight, two calls at once, may be lost


async def test_a_judge_that_fails_is_asked_again_and_the_answer_is_not_paid_for_twice(
    tmp_path: Path, answers: FakeBedrock
) -> None:
    await take_in(tmp_path, ASKED[:1])
    answers.faults.answer_by_tool["QualityVerdict"] = '{"points": []}'
    with pytest.raises(ReviveError, match="1 of 1 questions failed"):
        await run()
    paid = answers.stats.paid
    answers.faults.answer_by_tool["QualityVerdict"] = verdict(80)
    assert (await run(only_failed=True)).completed == 1
    assert answers.stats.paid == paid + 1
    assert (await replies())[1]["quality"] == 80


async def test_an_answer_that_is_not_good_enough_is_written_three_times(tmp_path: Path, answers: FakeBedrock) -> None:
    answers.faults.answer_by_tool["QualityVerdict"] = verdict(40)
    await take_in(tmp_path, ASKED[:1])
    assert (await run()).completed == 1
    assert answers.stats.paid == 6
    assert (await replies())[1]["attempts"] == 3


async def test_a_dry_run_pays_nothing_and_keeps_nothing(tmp_path: Path, answers: FakeBedrock) -> None:
    source = tmp_path / "asked.txt"
    source.write_text("\n".join(LINES))
    place = await open_place("local")
    found = await estimate_run(SUPPORT, place, SupportParams(source=str(source)))
    assert (found.total, found.calls, found.rejected, answers.stats.paid) == (
        5,
        5,
        1,
        0,
    )  # one of the three is not known to the rules
    assert found.cost_usd
    assert not [path for path in home().rglob("*.json") if "support/" in str(path) and "knowledge" not in str(path)]


@pytest.mark.usefixtures("answers")
async def test_past_questions_are_asked_again_of_a_version(tmp_path: Path) -> None:
    await take_in(tmp_path)
    await run()
    found = await evaluate_version(evaluate(agent="support-answer", version="1.0.0", upload_id="asked"), "local")
    assert found.cases == 3
    judged = evaluate(agent="support-quality", version="1.0.0", upload_id="asked")
    assert (await evaluate_version(judged, "local")).cases == 3
    assert "resize an instance" in Path(found.artifacts["report"]).read_text()


@pytest.mark.usefixtures("answers")
async def test_a_person_is_erased_from_what_they_asked(tmp_path: Path) -> None:
    await take_in(tmp_path)
    await run()
    erased = await erase_person(MAIL, "local")
    assert (erased.uploads, erased.unread) == ({"asked": 1}, [])
    assert [*await replies()] == [1, 2, 3, 4]
    kept = [path for path in home().rglob("*") if path.is_file() and b"do I resize an instance" in path.read_bytes()]
    assert kept == []


async def test_a_file_in_which_most_lines_are_no_questions_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="1 of 2 lines hold no question; more than 20% allows"):
        await take_in(tmp_path, ["How?", '{"question": 7}'])


SESSION = [
    json.dumps({"question": one, "session_id": "s-1", "user_id": "bob"})
    for one in (ASKED[0], "and on Windows?", f"what about {KEY}?", ASKED[1])
]


async def test_questions_of_one_session_are_a_conversation_in_the_order_of_the_file(
    tmp_path: Path, answers: FakeBedrock
) -> None:
    other = json.dumps({"question": ASKED[1], "session_id": "s-1", "user_id": "eve"})
    taken = await take_in(tmp_path, [SESSION[0], other, *SESSION[1:]])
    assert taken.total == 2
    assert (await run()).completed == 2
    found = await replies()
    assert [found[line]["outcome"] for line in (1, 2, 3, 4, 5)] == [*["answered"] * 3, "blocked", "answered"]
    assert {one["session_id"] for one in found.values()} == {"s-1"}
    asked = [one for one in answers.requests if "SupportAnswer" in json.dumps(one)]
    said = [json.dumps(one["messages"]) for one in asked]
    (last,) = [one for one in said if ASKED[0] in one and ASKED[1] in one]
    assert (
        last.index(ASKED[0]) < last.index("Take the first step") < last.index("and on Windows?") < last.index(ASKED[1])
    )
    (alone,) = [one for one in said if ASKED[1] in one and ASKED[0] not in one]
    assert "Take the first step" not in alone
    assert KEY not in json.dumps(answers.requests)
    paid = answers.stats.paid
    assert ((await run()).this_run.calls, answers.stats.paid) == (0, paid)


@pytest.mark.parametrize("writes", [2, 5])
async def test_a_conversation_that_was_cut_goes_on_where_it_was(
    tmp_path: Path, answers: FakeBedrock, monkeypatch: pytest.MonkeyPatch, writes: int
) -> None:
    await take_in(tmp_path, SESSION)
    with dying_after(writes, monkeypatch, StoreError), pytest.raises(StoreError):
        await run()
    assert (await run()).completed == 1
    assert 6 <= answers.stats.paid <= 7  # what was in flight may be lost


async def test_only_the_first_of_a_conversation_hands_it_over(tmp_path: Path, answers: FakeBedrock) -> None:
    lines = [
        json.dumps({"question": one, "session_id": "s"})
        for one in ("I want to talk to a person.", "I want to speak to a human!")
    ]
    await take_in(tmp_path, lines)
    await run()
    first, second = (await replies()).values()
    assert (first["outcome"], second["outcome"], answers.stats.paid) == ("escalated", "escalated", 0)
    assert "has been asked" not in first["answer"]
    assert "has been asked" in second["answer"]
