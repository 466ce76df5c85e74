"""The toy in evaluation: a system from another package is judged by the code that judges win-back."""

import json
from pathlib import Path
from typing import Any

import pytest
from fakes.bedrock import FakeBedrock
from fakes.evaluations import compare, evaluate, home
from fakes.toy.case import NoteCase
from fakes.toy.runs import run_toy, take_in

from agents.core.kit import folder_of
from agents.evaluation.cases import load_cases
from schemas.errors import BadInputError
from tasks.evaluation.evaluate import compare_versions, evaluate_version

pytestmark = pytest.mark.usefixtures("toy")
TOY: dict[str, Any] = {"agent": "shorten", "version": "1.0.0"}


def test_its_golden_cases_are_read_as_its_own() -> None:
    cases = load_cases(Path(folder_of("shorten")) / "cases", "shorten")
    assert [case.cluster for case in cases] == ["rain", "meeting", "bill", "garden"]
    (meeting,) = [case for case in cases if case.id == "meeting"]
    assert isinstance(meeting, NoteCase)
    assert (meeting.given.earlier, meeting.expect.max_words, meeting.tags) == ("The meeting is moved.", 60, ("again",))
    assert list(meeting.model_dump()) == ["id", "tags", "why", "note_id", "note", "earlier", "judged", "expect"]


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ("{id: a, note: x, expect: {category: pricing}}", "expect.category: is not known; known: must_mention,"),
        ("{id: a, note: x, expect: {max_words: 0}}", "case a: expect.max_words: Input should be greater than 0"),
        ("{id: a, customer: {}, note: x, expect: {max_words: 1}}", "customer: is not known; known: id, tags,"),
        ("{id: a, expect: {max_words: 1}}", "case a: note: Field required"),
        ("{id: a, note: ' ', expect: {max_words: 1}}", "case a: note: there is nothing to shorten"),
    ],
)  # fmt: skip
def test_a_mistake_in_its_cases_is_named(case: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(f"cases: [{case}]")
    with pytest.raises(BadInputError) as refused:
        load_cases(tmp_path, "shorten")
    assert said in str(refused.value)


async def test_golden_cases_are_answered_scored_and_reported(fake: FakeBedrock) -> None:
    fake.faults.answer = '{"text": "It <b>rained</b>."}'
    found = await evaluate_version(evaluate(**TOY), "local")
    (side,) = found.sides
    assert (side.cases, side.passed, fake.stats.paid) == (4, 4, 4)
    assert list(side.means) == ["passed", "answered", "first_try", "mentions", "short"]
    page = Path(found.artifacts["report"]).read_text()
    assert "In few words" in page
    assert "It &lt;b&gt;rained" in page
    assert "<dt><bdi>note</bdi></dt><dd><bdi>It rained all day" in page
    fake.faults.answer = '{"text": "Six words are more than five."}'
    worse = await evaluate_version(evaluate(**TOY, fresh=True), "local")
    assert worse.sides[0].passed == 3
    assert "In few words: no" in Path(worse.artifacts["report"]).read_text()


async def test_two_versions_are_compared_and_judged_in_both_orders(fake: FakeBedrock) -> None:
    asked = compare(agent="shorten", candidate="1.1.0", baseline=None, judge=True)
    found = await compare_versions(asked, "local")
    assert [side.version for side in found.sides] == ["1.1.0", "1.0.0"]
    assert [row.evaluator for row in found.rows] == [
        "passed", "answered", "first_try", "mentions", "short", "judge",
    ]  # fmt: skip
    judged = [text for text in map(json.dumps, fake.requests) if "<answer_2>" in text]
    assert judged
    assert all("The task was to say a note in fewer words." in text and "win-back" not in text for text in judged)
    (calibration,) = found.calibrations
    assert (calibration.task, calibration.can_gate, calibration.why_not) == (
        "shorten", False, "0 labels are too few, it takes 30",
    )  # fmt: skip
    paid = fake.stats.paid
    assert (await compare_versions(asked, "local")).rows == found.rows
    assert fake.stats.paid == paid


async def test_its_own_rules_judge_where_no_model_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVIVE_MODEL", "offline")
    found = await evaluate_version(evaluate(**TOY, judge=True), "local")
    assert found.judge.startswith("judge 1.1.0, offline:")
    assert found.sides[0].means["judge"].mean == pytest.approx(8 / 9, abs=1e-4)


async def test_past_notes_are_asked_about_and_no_others(fake: FakeBedrock, tmp_path: Path) -> None:
    await take_in(tmp_path, "notes", 6)
    await run_toy("notes")
    found = await evaluate_version(evaluate(**TOY, upload_id="notes", sample=4), "local")
    assert (found.cases, found.source) == (4, "4 past customers of upload notes")
    assert {path.parent.name for path in home().glob("answers/uploads/notes/*/*.json")} == {"shorten"}
    with pytest.raises(BadInputError, match="upload notes holds nothing for campaign, which belongs to winback"):
        await evaluate_version(evaluate(agent="campaign", upload_id="notes"), "local")
    assert fake.stats.paid == 2 * 6 + 4
