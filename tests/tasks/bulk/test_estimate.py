"""The dry run of a system with two turns: win-back's own is in tests/tasks/winback/test_estimate.py."""

from pathlib import Path

import pytest
from conftest import MODEL
from fakes.bedrock import FakeBedrock
from fakes.toy.record import ToyParams
from fakes.toy.system import TOY

from schemas.bulk import Estimate
from schemas.errors import BadInputError
from tasks.bulk.estimate import estimate_run
from tasks.bulk.place import open_place

pytestmark = pytest.mark.usefixtures("toy")


async def estimate(**asked: object) -> Estimate:
    return await estimate_run(TOY, await open_place("local"), ToyParams.model_validate(asked))


async def test_it_walks_both_turns_and_pays_nothing(note_file: Path, fake: FakeBedrock) -> None:
    found = await estimate(source=str(note_file))
    assert (found.total, found.calls, found.model, found.held, found.rejected) == (5, 10, MODEL, 0, 0)
    assert found.cost_usd is not None
    assert found.worst_cost_usd is not None
    assert 0 < found.cost_usd < found.worst_cost_usd
    assert fake.stats.paid == 0


async def test_a_sample_costs_its_share(note_file: Path, fake: FakeBedrock) -> None:
    assert (await estimate(source=str(note_file), sample=2)).calls == 4
    assert fake.stats.paid == 0


async def test_nothing_to_ask_about_is_refused(tmp_path: Path) -> None:
    (tmp_path / "none.txt").write_text("")
    with pytest.raises(BadInputError, match="none of 0 customers passes the filters"):
        await estimate(source=str(tmp_path / "none.txt"))
    with pytest.raises(BadInputError, match="a dry run needs a source"):
        await estimate()
