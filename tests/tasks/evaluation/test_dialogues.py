"""Cases that hold what was said before and what tools give: the toy's agent with a glossary, by the code of all."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from fakes.bedrock import FakeBedrock
from fakes.evaluations import compare, evaluate, stored
from fakes.toy.record import ToyParams
from fakes.toy.runs import run_toy
from fakes.toy.system import TOY

from agents.core.kit import folder_of
from agents.evaluation.cases import load_cases
from schemas.errors import BadInputError, TooManyFailuresError
from schemas.registry import PutRelease
from tasks.bulk.place import open_place
from tasks.evaluation.evaluate import compare_versions, evaluate_version
from tasks.registry.register import open_agents, register

pytestmark = pytest.mark.usefixtures("toy")
LOOK_UP: dict[str, Any] = {"agent": "look-up", "version": "1.0.0", "concurrency": 1}
NOON = datetime(2026, 11, 29, 12, tzinfo=UTC)
RAIN: tuple[str, Any] = ("glossary", {"word": "rain"})
FOG: tuple[str, Any] = ("glossary", {"word": "fog"})
TIDE: tuple[str, Any] = ("glossary", {"word": "tide"})


def test_history_and_results_stand_among_the_fields_of_a_case() -> None:
    rain, _fog = load_cases(Path(folder_of("look-up")) / "cases", "look-up")
    stored_as = rain.model_dump(mode="json")
    assert list(stored_as)[3:7] == ["history", "tool_results", "note_id", "note"]
    assert stored_as["tool_results"][0]["input"] == {"word": "rain"}


@pytest.mark.parametrize(
    ("beside", "said"),
    [
        ("history: [{role: user, text: ''}]", "history.0: an empty message"),
        ("history: [{role: system, text: a}]", "history.0.role: Input should be 'user' or 'assistant'"),
        ("tool_results: [{tool: oracle, text: a}]", "tool_results.0.tool: the agent has no tool oracle; it has: glos"),
        ("tool_results: [{tool: glossary, text: a}]", "tool_results.0.input: word: Field required"),
        ("tool_results: [{tool: glossary, input: {word: a}}]", "tool_results.0.text: Field required"),
    ],
)  # fmt: skip
def test_a_mistake_in_them_is_named(beside: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(f"cases: [{{id: a, note: 'Why?', expect: {{must_mention: [a]}}, {beside}}}]")
    with pytest.raises(BadInputError) as refused:
        load_cases(tmp_path, "look-up")
    assert said in str(refused.value)


async def test_what_was_said_is_sent_and_the_tool_gives_what_the_case_says(fake: FakeBedrock) -> None:
    fake.faults.answer = '{"answer": "Drops."}'
    fake.faults.script = [[RAIN]]
    (rain,) = (await evaluate_version(evaluate(**LOOK_UP, tags=("plain",)), "local")).sides
    fake.faults.script = [[FOG], [TIDE]]
    (fog,) = (await evaluate_version(evaluate(**LOOK_UP, tags=("odd",)), "local")).sides
    assert (rain.passed, fog.passed, fake.stats.paid) == (1, 0, 5)
    sent = [json.dumps(request["messages"]) for request in fake.requests]
    assert all("Rain, all day." in request for request in sent)
    assert "drops that come down" in sent[1]
    assert "the page is torn" in sent[3]
    assert "nothing is found" in sent[4]  # the tide, of which the case says nothing
    assert not any("falls from clouds" in request or "rise and fall" in request for request in sent)


async def test_a_finished_evaluation_is_not_paid_again_and_says_what_it_asked_of_tools(fake: FakeBedrock) -> None:
    fake.faults.script = [[RAIN]]
    await evaluate_version(evaluate(**LOOK_UP), "local")
    paid = fake.stats.paid
    await evaluate_version(evaluate(**LOOK_UP), "local")
    assert fake.stats.paid == paid == 3
    answers = stored("answers/cases/look-up/*.json")
    (asked,) = [answer for answer in answers if "tools" in answer]
    assert (len(answers), asked["tools"]["messages"][0]["tool_uses"][0]["input"]) == (2, {"word": "rain"})
    assert asked["spent"]["calls"] == 2


async def test_an_evaluation_that_ended_in_the_middle_goes_on_with_the_turns_that_are_paid(fake: FakeBedrock) -> None:
    fake.faults.script = [[RAIN]]
    fake.faults.fail_if = "drops that come down"
    asked = evaluate(**LOOK_UP, tags=("plain",))
    with pytest.raises(TooManyFailuresError, match="input too long"):
        await evaluate_version(asked, "local")
    assert fake.stats.paid == 1
    fake.faults.fail_if = ""
    (side,) = (await evaluate_version(asked, "local")).sides
    assert (side.means["answered"].mean, fake.stats.paid) == (1, 2)
    assert "drops that come down" in json.dumps(fake.requests[-1])


async def test_another_result_or_history_is_another_question(fake: FakeBedrock, tmp_path: Path) -> None:
    case = "{id: a, note: 'What is rain?', expect: {must_not_mention: [never]}, %s}"
    around = (
        "tool_results: [{tool: glossary, input: {word: rain}, text: wet}]",
        "tool_results: [{tool: glossary, input: {word: rain}, text: dry}]",
        "history: [{role: user, text: Hm.}, {role: assistant, text: Ah.}]",
    )
    for number, said in enumerate(around):
        (tmp_path / str(number)).mkdir()
        (tmp_path / str(number) / "a.yaml").write_text(f"cases: [{case % said}]")
        await evaluate_version(evaluate(str(tmp_path / str(number)), **LOOK_UP), "local")
    assert fake.stats.paid == 3


async def test_past_questions_are_asked_with_what_was_said_then(fake: FakeBedrock, tmp_path: Path) -> None:
    (tmp_path / "q.txt").write_text("What is rain?\nA note that asks nothing.\nWhat is fog?")
    await TOY.subjects(await open_place("local"), ToyParams(source=str(tmp_path / "q.txt"), upload_id="q"))
    await run_toy("q")
    found = await evaluate_version(evaluate(**LOOK_UP, upload_id="q", sample=10), "local")
    assert found.cases == 2
    assert all("Say it in fewer words." in json.dumps(request["messages"]) for request in fake.requests[-2:])


async def test_two_versions_are_compared_and_judged(fake: FakeBedrock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVIVE_MODEL", "offline")
    asked = compare(agent="look-up", candidate="1.0.0", baseline="1.0.0", judge=True)
    found = await compare_versions(asked, "local")
    assert [row.evaluator for row in found.rows] == ["passed", "answered", "first_try", "mentions", "judge"]
    assert found.judge.endswith("(it is not shown the conversations of the cases; later versions of it are)")
    assert fake.stats.paid == 0


async def test_a_judge_that_reads_conversations_is_shown_them(fake: FakeBedrock) -> None:
    async with open_agents("local") as records:
        await register(records, "judge", "1.2.0", "ann", NOON)
        state = await records.registry.release_state("judge")
        assert state is not None
        await records.registry.commit(PutRelease(state.model_copy(update={"production": "1.2.0"}), state.revision))
    found = await evaluate_version(evaluate(**LOOK_UP, judge=True), "local")
    asked = [text for text in map(json.dumps, fake.requests) if "<answer_1>" in text]
    assert found.judge == "judge 1.2.0, bedrock:amazon.nova-lite-v1:0"
    assert asked
    assert all("<history>" in text or "<tools>" in text for text in asked)
