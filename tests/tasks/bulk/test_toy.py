"""A sixth system, from another package, in the machinery: no line of a shared wing knows it."""

import json
from pathlib import Path

import pytest
from fakes.bedrock import FakeBedrock
from fakes.dying_store import dying_after
from fakes.toy.record import ToyParams
from fakes.toy.system import TOY
from fakes.whole_run import to_the_end

from agents.core.kit import kits
from agents.versions.versions import Versions
from blocks.layout import Upload
from blocks.registry.open_registry import open_registry
from schemas.bulk import Status
from schemas.errors import BudgetStoppedError, ReviveError, StoreError
from tasks.bulk import counted_before
from tasks.bulk.place import open_place
from tasks.bulk.run import open_run
from tasks.bulk.status import write_status

NOTES = 5
KEYS = Upload("notes", "toy")


@pytest.fixture(autouse=True)
def _installed(toy: None) -> None:
    """In every test."""


@pytest.fixture
async def taken(note_file: Path) -> Status:
    return await TOY.subjects(await open_place("local"), ToyParams(source=str(note_file), upload_id="notes"))


async def run(**params: object) -> Status:
    asked = ToyParams.model_validate({"upload_id": "notes", "concurrency": 2, **params})
    async with open_run(TOY, asked, "notes", "local") as opened:
        return await to_the_end(opened)


async def notes() -> dict[str, list[str]]:
    content = await (await open_place("local")).store.get(TOY.artifacts(KEYS)["notes"])
    return {note["note_id"]: note["said"] for note in json.loads(content or b"[]")}


async def test_it_is_found_with_its_prompts() -> None:
    assert {"shorten", "look-up", "churn-analysis", "campaign"} < {*kits()}
    assert [*kits()][-1] == "judge"  # after all that it judges
    assert Versions().choose("shorten", "n1").version == "1.0.0"
    assert Versions().choose("campaign", "n1").agent == "campaign"


@pytest.mark.usefixtures("taken")
async def test_two_turns_each_and_then_nothing_more(fake: FakeBedrock) -> None:
    status = await run()
    assert (status.status, status.completed, fake.stats.paid) == ("complete", NOTES, 2 * NOTES)
    assert {name: len(turns) for name, turns in (await notes()).items()} == {f"n{n}": 2 for n in range(NOTES)}
    again = await run()
    assert (again.status, again.this_run.calls, fake.stats.paid) == ("complete", 0, 2 * NOTES)
    place = await open_place("local")
    async with open_registry(place.environment) as registry:
        (observed,) = await registry.observations("shorten", "1.0.0")
    assert (observed.customers, observed.version, observed.upload_id) == (NOTES, "1.0.0", "notes")


@pytest.mark.usefixtures("taken")
async def test_the_second_turn_is_asked_with_the_answer_to_the_first(fake: FakeBedrock) -> None:
    await run()
    texts = [json.dumps(request) for request in fake.requests]
    assert sum("before. Say it better." in text for text in texts) == NOTES


@pytest.mark.parametrize("writes", [0, 3, 6, 11, 16])
@pytest.mark.usefixtures("taken")
async def test_where_the_disk_is_full_it_stops_and_later_pays_for_what_is_missing(
    fake: FakeBedrock, monkeypatch: pytest.MonkeyPatch, writes: int
) -> None:
    with dying_after(writes, monkeypatch, StoreError), pytest.raises(StoreError):
        await run()
    status = await run()
    assert (status.status, status.completed) == ("complete", NOTES)
    # What was in flight when the disk was full is lost: two calls at once, and no more.
    assert 2 * NOTES <= fake.stats.paid <= 2 * NOTES + 2


@pytest.mark.usefixtures("taken")
async def test_a_budget_stops_it_and_the_next_run_goes_on(fake: FakeBedrock) -> None:
    with pytest.raises(BudgetStoppedError):
        await run(max_cost_usd=0.0002)
    stopped = fake.stats.paid
    status = await run(max_cost_usd=1.0)
    assert status.completed == NOTES
    assert stopped < 2 * NOTES == fake.stats.paid


@pytest.mark.usefixtures("taken")
async def test_a_damaged_note_is_one_line(fake: FakeBedrock) -> None:
    store = (await open_place("local")).store
    await store.put(KEYS.customers_in, b'[\n{"note_id": 7}\n]\n')
    with pytest.raises(ReviveError, match="is damaged; remove"):
        await run()
    assert fake.stats.paid == 0


@pytest.mark.usefixtures("taken")
async def test_who_was_counted_before_is_found_by_the_id_that_the_system_says(fake: FakeBedrock) -> None:
    await run()
    store = (await open_place("local")).store
    other = Upload("other", "toy")
    await store.put(other.manifest(0), b'{"note_id": "n1", "text": "x"}\n{"note_id": "n9", "text": "y"}\n')
    await write_status(store, Status(upload_id="other", system="toy", status="complete", batches=1))
    assert fake.stats.paid == 2 * NOTES
    assert await counted_before._again(store, "notes", {"other"}, TOY) == {"n1"}
