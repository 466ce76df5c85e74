"""A step that may use tools, and stands in a conversation: each turn is saved, paid once, and accounted for."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fakes.bedrock import FakeBedrock
from fakes.dying_store import dying_after
from fakes.evaluations import home
from fakes.toy.glossary import GLOSSARY
from fakes.toy.record import NoteRecord, ToyParams
from fakes.toy.runs import run_toy
from fakes.toy.system import TOY
from fakes.whole_run import to_the_end

from blocks.layout import Upload
from blocks.registry.open_registry import open_registry
from schemas.bulk import Status
from schemas.errors import StoreError
from tasks.bulk.estimate import estimate_run
from tasks.bulk.place import open_place
from tasks.bulk.run import open_run

RAIN: tuple[str, Any] = ("glossary", {"word": "rain"})
TIDE: tuple[str, Any] = ("glossary", {"word": "tide"})
KEYS = Upload("q", "toy")


pytestmark = pytest.mark.usefixtures("toy", "_taken")


@pytest.fixture
async def _taken(toy: None, tmp_path: Path) -> None:
    assert toy is None
    source = tmp_path / "q.txt"
    source.write_text("What is rain?")
    await TOY.subjects(await open_place("local"), ToyParams(source=str(source), upload_id="q"))


async def record() -> NoteRecord:
    content = await (await open_place("local")).store.get(KEYS.customer("n0"))
    return TOY.read_record(content or b"")


def asked(fake: FakeBedrock) -> list[dict[str, Any]]:
    """The requests of the step with tools, in order."""
    return [one for one in fake.requests if len(one["toolConfig"]["tools"]) > 1]


async def test_a_loop_is_one_step_and_its_cost_is_of_all_its_turns(fake: FakeBedrock) -> None:
    fake.faults.script = [[RAIN], [TIDE]]
    status = await run_toy("q")
    assert (status.status, status.this_run.calls, fake.stats.paid) == ("complete", 5, 5)
    done = await record()
    assert (done.loop, done.spent.calls) == (None, 5)
    assert done.answer is not None
    assert done.answer.tools is not None
    assert (done.answer.tools.calls, done.answer.attempts) == (2, 1)
    costs = [step.total_usd or 0.0 for _, step in TOY.steps(done)]
    assert sum(costs) == pytest.approx(done.spent.cost_usd) == pytest.approx(status.cost_usd, abs=1e-6)
    async with open_registry((await open_place("local")).environment) as registry:
        (observed,) = await registry.observations("look-up", "1.0.0")
    assert observed.cost_usd_sum == pytest.approx(costs[-1])


async def test_what_was_said_before_and_what_the_tools_gave_are_in_the_request(fake: FakeBedrock) -> None:
    fake.faults.script = [[RAIN]]
    await run_toy("q")
    first, last = asked(fake)
    roles = [message["role"] for message in last["messages"]]
    assert roles == ["user", "assistant", "user", "assistant", "user"]
    assert last["messages"][:3] == first["messages"]
    assert "Say it in fewer words." in json.dumps(first["messages"][0])
    assert "water that falls from clouds" in json.dumps(last["messages"][-1])


@pytest.mark.parametrize("writes", range(12))
async def test_where_the_disk_is_full_in_the_middle_no_finished_turn_is_paid_again(
    fake: FakeBedrock, monkeypatch: pytest.MonkeyPatch, writes: int
) -> None:
    fake.faults.script = [[RAIN], [TIDE]]
    try:
        with dying_after(writes, monkeypatch, StoreError):
            await run_toy("q")
    except StoreError:
        pass
    lost = fake.stats.paid - await _recorded()
    assert 0 <= lost <= 1  # the one whose record could not be written
    status = await run_toy("q")
    done = await record()
    assert (status.status, done.spent.calls) == ("complete", fake.stats.paid - lost)
    # What was lost is paid for again, unless it asked for a tool: the fake asks for each one once.
    assert 5 <= fake.stats.paid <= 5 + lost


async def _recorded() -> int:
    content = await (await open_place("local")).store.get(KEYS.customer("n0"))
    return 0 if content is None else TOY.read_record(content).spent.calls


async def test_a_finished_loop_is_current_and_with_another_glossary_it_is_asked_anew(
    fake: FakeBedrock, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake.faults.script = [[RAIN]]
    await run_toy("q")
    assert (await run_toy("q")).this_run.calls == 0
    await (await open_place("local")).store.delete(KEYS.status)  # else an upload that is finished is not looked into
    await TOY.subjects(await open_place("local"), ToyParams(source=str(home().parent / "q.txt"), upload_id="q"))
    assert (await run_toy("q")).this_run.calls == 0
    monkeypatch.setattr("fakes.toy.system.GLOSSARY", replace(GLOSSARY, description="What a word means, at length."))
    await (await open_place("local")).store.delete(KEYS.status)
    await TOY.subjects(await open_place("local"), ToyParams(source=str(home().parent / "q.txt"), upload_id="q"))
    assert (await run_toy("q")).this_run.calls == 1


async def test_a_loop_that_would_pass_its_bounds_must_answer(fake: FakeBedrock) -> None:
    fake.faults.script = [[RAIN]] * 9
    status = await run_toy("q")
    done = await record()
    assert (status.completed, done.spent.calls) == (1, 5)
    assert asked(fake)[-1]["toolConfig"]["toolChoice"] == {"tool": {"name": "Answered"}}


async def test_a_budget_stops_in_the_middle_and_the_next_run_goes_on(fake: FakeBedrock) -> None:
    fake.faults.script = [[RAIN], [TIDE]]
    spent = 0.0
    for _ in range(12):
        status = await _within(spent + 0.00022)
        spent = status.cost_usd or 0.0
        if status.status == "complete":
            break
    assert (status.status, fake.stats.paid, (await record()).spent.calls) == ("complete", 5, 5)


async def _within(dollars: float) -> Status:
    async with open_run(TOY, ToyParams(upload_id="q", max_cost_usd=dollars), "q", "local") as run:
        try:
            return await to_the_end(run)
        except Exception:  # noqa: BLE001 -- the status says which
            return run.status


async def test_a_dry_run_expects_the_turns_and_names_the_most(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVIVE_MODEL", "bedrock:amazon.nova-lite-v1:0")
    place = await open_place("local")
    with_tools = await estimate_run(TOY, place, ToyParams(source=str(tmp_path / "q.txt")))
    (tmp_path / "p.txt").write_text("What is rain.")
    without = await estimate_run(TOY, place, ToyParams(source=str(tmp_path / "p.txt")))
    assert (without.calls, with_tools.calls) == (2, 4)
    assert with_tools.worst_cost_usd is not None
    assert without.worst_cost_usd is not None
    assert with_tools.worst_cost_usd - without.worst_cost_usd <= 0.01 + 1e-4  # the bound of the loop, in dollars
    assert with_tools.input_tokens > without.input_tokens + 1_000
