"""Caps over whole runs: bulk stops and goes on tomorrow, a customer is refused alone, the watch says so once."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
from fakes.bedrock import FakeBedrock
from fakes.toy.agent import AGENT
from fakes.toy.data import Shortened, ShortenInput
from fakes.toy.record import ToyParams
from fakes.toy.system import TOY
from fakes.whole_run import to_the_end

from agents.core.caps import CustomerCapError
from agents.core.deadline import Deadline
from agents.core.limiter import Quota
from agents.running.live import answer
from agents.running.question import Question
from agents.running.service import open_service
from agents.versions.versions import Versions
from blocks.layout import Upload
from blocks.records.table import Delete
from schemas.bulk import Status
from schemas.errors import CapReachedError
from tasks.bulk.place import open_place
from tasks.bulk.run import open_run
from tasks.bulk.status import read_status_of
from tasks.caps import rules
from tasks.caps.drawing import SPENDING
from tasks.caps.opening import open_caps, open_spending
from tasks.caps.showing import caps_today
from tasks.monitoring.look import Eyes, look
from tasks.monitoring.rules import load_rules
from tasks.monitoring.tables import open_watch

NOTES, CAP = 5, 0.0002


@pytest.fixture(autouse=True)
def _installed(toy: None) -> None:
    """In every test."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = tmp_path / "caps"
    made.mkdir()
    (made / "default.yaml").write_text("day_usd: null\n")
    monkeypatch.setattr(rules, "FOLDER", made)
    return made


def says(folder: Path, **caps: object) -> None:
    (folder / "local.yaml").write_text(yaml.safe_dump(caps))


async def run(upload: str, path: Path, **params: float) -> Status:
    """A run over five notes, which have to be shortened twice each."""
    path.write_text("\n".join(f"This is note {number} of {upload}." for number in range(NOTES)))
    asked = ToyParams.model_validate({"upload_id": upload, "concurrency": 2, "source": str(path), **params})
    await TOY.subjects(await open_place("local"), asked)
    async with open_run(TOY, asked.model_copy(update={"source": None}), upload, "local") as opened:
        return await to_the_end(opened)


async def tomorrow() -> None:
    """What was drawn is of another day."""
    async with open_spending((await open_place("local")).environment) as records:
        for row in await records.scan(SPENDING):
            await records.commit(Delete(SPENDING, row.attributes))


async def alerts_of_caps() -> list[tuple[str, str]]:
    place = await open_place("local")
    async with open_watch(place.environment) as records:
        seen = await look(records, Eyes(place, (), None), load_rules("local"), {}, datetime.now(UTC))
    return [(one.about, one.alert_id) for one in seen.alerts if one.rule == "caps"]


async def test_a_run_stops_and_goes_on_tomorrow_without_paying_twice(
    fake: FakeBedrock, tmp_path: Path, folder: Path
) -> None:
    says(folder, agents={"shorten": CAP})
    with pytest.raises(CapReachedError, match="a day for agent shorten is drawn"):
        await run("notes", tmp_path / "notes.txt")
    assert 0 < fake.stats.paid < 2 * NOTES
    status = await read_status_of((await open_place("local")).store, Upload("notes", "toy"))
    assert status is not None
    assert (status.status, status.capped) == ("interrupted", True)
    first = await alerts_of_caps()
    assert [about for about, _ in first] == ["agent shorten"]
    assert await alerts_of_caps() == first
    assert [
        (one.scope, one.refused_at is not None) for one in await caps_today((await open_place("local")).environment)
    ] == [("agent/shorten", True)]
    await tomorrow()
    says(folder, agents={"shorten": 10.0})
    assert (await run("notes", tmp_path / "notes.txt")).status == "complete"
    assert fake.stats.paid == 2 * NOTES


async def test_a_customer_who_costs_too_much_fails_alone(fake: FakeBedrock, tmp_path: Path, folder: Path) -> None:
    says(folder, customer_usd=CAP / 2)
    status = await run("notes", tmp_path / "notes.txt", max_failure_rate=1.0)
    assert (status.status, status.failed, fake.stats.paid) == ("complete", NOTES, NOTES)
    assert "this customer is drawn" in next(iter(status.causes))


@pytest.mark.parametrize(
    ("caps", "why"), [({"customer_usd": 1e-9}, CustomerCapError), ({"day_usd": 1e-9}, CapReachedError)]
)
async def test_somebody_who_waits_gets_the_fallback(
    fake: FakeBedrock, folder: Path, caps: dict[str, float], why: type[Exception]
) -> None:
    says(folder, **caps)
    environment = (await open_place("local")).environment
    version = Versions().choose("shorten", "n1")
    question = Question(AGENT, version, ShortenInput(note="Hello."))
    async with (
        open_caps(environment, 2, answers_people=True) as kept,
        open_service(environment, Quota(), caps=kept) as service,
    ):
        said = await answer(question, service, Deadline.after(30), lambda _: Shortened(text="later"), customer="c")
        assert isinstance(said.failure, why)
    assert fake.stats.calls == 0
