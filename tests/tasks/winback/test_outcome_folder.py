"""A folder of outcomes: each file exactly once, whatever fails, is killed or comes again."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from conftest import HEADER
from fakes.bedrock import FakeBedrock
from fakes.dying_store import dying_after
from fakes.killed_runs import win_back

from schemas.errors import BadInputError, StoreError
from schemas.winback.outcome_folder import FolderImported, OutcomesParams
from schemas.winback.run import WinbackParams
from tasks.bulk.place import open_place
from tasks.winback.outcome_folder import ended, import_new, new_files
from tasks.winback.outcomes import outcomes_of

pytestmark = pytest.mark.usefixtures("in_process")
TODAY = datetime.now(UTC).date()


@pytest.fixture
async def folder(fake: FakeBedrock, tmp_path: Path) -> Path:  # noqa: ARG001 -- it answers
    """A folder beside an upload of three customers: replies, something that is no table of outcomes, more replies."""
    rows = [f"c{n},ann{n}@a{n}.example,Company {n},growth,90,2026-03-01,Too expensive" for n in range(3)]
    (tmp_path / "customers.csv").write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    await win_back(WinbackParams(source=str(tmp_path / "customers.csv"), upload_id="u"), gate=False)
    inbox = tmp_path / "outcomes"
    inbox.mkdir()
    for number, text in enumerate(
        (
            f"customer_id,replied_at\nc0,{TODAY}\n",
            "colour\nred\n",
            "email,unsubscribed\nann1@a1.example,yes\n",
        )
    ):
        file = inbox / f"{number}.csv"
        file.write_text(text)
        os.utime(file, (1_700_000_000 + number, 1_700_000_000 + number))
    return inbox


async def night(folder: Path) -> FolderImported:
    """What the flow does, but for Prefect."""
    params, found = OutcomesParams(source=f"{folder}/"), FolderImported()
    for source in await new_files(params, "local"):
        try:
            found = ended(found, source, await import_new(source, params, "local"))
        except (BadInputError, StoreError) as error:
            found = ended(found, source, error)
    return found


async def did() -> dict[str, int]:
    figures = await outcomes_of(await open_place("local"), "u")
    return {str(kind): count for kind, count in figures.written_to.did.items()}


async def test_each_file_is_taken_once_and_one_that_fails_is_named_and_stops_nobody(folder: Path) -> None:
    first = await night(folder)
    assert [Path(name).name for name in first.ends] == ["0.csv", "1.csv", "2.csv"]
    assert first.failed == 1
    assert "no header was found" in first.ends[str(folder / "1.csv")]
    assert first.ends[str(folder / "2.csv")].startswith("1 rows, 1 matched, 1 outcomes new, 1 addresses suppressed")
    assert await night(folder) == FolderImported()
    (folder / "1.csv").write_text(f"customer_id,replied_at\nc2,{TODAY}\n")
    (folder / "again.csv").write_bytes((folder / "0.csv").read_bytes())
    assert (await night(folder)).failed == 0
    assert await did() == {"replied": 2, "unsubscribed": 1}


@pytest.mark.wire
async def test_what_was_cut_off_is_done_again_and_counts_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for writes in range(6):
        with dying_after(writes, monkeypatch, StoreError):
            await night(folder)
    assert (await night(folder)).failed <= 1
    assert await night(folder) == FolderImported()
    assert await did() == {"replied": 1, "unsubscribed": 1}


async def test_a_file_is_known_by_its_content_and_nobody_by_its_name(folder: Path) -> None:
    (folder / "0.csv").rename(folder / "ann0@a0.example.csv")
    await night(folder)
    kept = [*Path(os.environ["REVIVE_HOME"], "outreach/outcomes").iterdir()]
    assert len(kept) == 3
    assert {json.loads(one.read_text())["end"] for one in kept} == {"imported", "refused"}
    assert not any("ann0" in one.name + one.read_text() for one in kept)


async def test_what_is_wrong_elsewhere_refuses_no_file(folder: Path) -> None:
    seals = Path(os.environ["REVIVE_HOME"], "secrets/outreach.json")
    kept = seals.read_bytes()
    seals.write_text("damaged")
    assert (await night(folder)).failed == 3
    seals.write_bytes(kept)
    assert (await night(folder)).failed == 0
    assert await did() == {"replied": 1, "unsubscribed": 1}


async def test_a_folder_that_is_not_there_yet_holds_nothing(tmp_path: Path) -> None:
    assert await night(tmp_path / "later") == FolderImported()


async def test_a_file_that_came_before_its_upload_is_tried_again(folder: Path) -> None:
    await night(folder)
    early = folder / "early.csv"
    early.write_text(f"customer_id,replied_at\nlater,{TODAY}\n")
    for _ in range(2):
        ends = (await night(folder)).ends
        end = next(end for name, end in ends.items() if name.endswith("early.csv"))
        assert end.startswith("1 rows, 0 matched, 0 outcomes new")
        assert end.endswith("; of nobody in an upload, so it is tried again")
