"""An upload that was made before the machinery was parted from win-back: nothing of it is paid for again or changes."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from conftest import TESTS
from fakes.bedrock import FakeBedrock
from fakes.killed_runs import win_back

from schemas.winback.run import WinbackParams
from tasks.winback.approve import approve

BEFORE = TESTS / "fixtures" / "upload_before"
RESULTS = "results/before"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home in which the upload stands, its locations made this folder's."""
    home = tmp_path / "revive"
    shutil.copytree(BEFORE, home)
    status = home / RESULTS / "status.json"
    status.write_text(status.read_text(encoding="utf-8").replace("HOME", str(home)), encoding="utf-8")
    return home


def at_any_time(value: Any) -> Any:
    """The same without when it was written."""
    if isinstance(value, dict):
        return {key: at_any_time(one) for key, one in value.items() if not key.endswith("_at")}
    return [at_any_time(one) for one in value] if isinstance(value, list) else value


def _of(path: Path, waited: bytes) -> bool:
    return path.parent.name in ("customers", "parts") and waited in path.read_bytes()


async def test_what_was_unsure_waits_and_once_approved_all_comes_out_the_same(home: Path, fake: FakeBedrock) -> None:
    status = await win_back(WinbackParams(upload_id="before"))
    assert (status.status, status.this_run.calls, fake.stats.paid) == ("complete", 0, 0)
    assert status.review == 1
    assert "f9@" not in (home / RESULTS / "emails.csv").read_text(encoding="utf-8")
    await approve("before", (), 0, "ann", "local")
    (home / RESULTS / "approvals.json").unlink()
    waited = b'"customer_id":"f9"'  # its record was written anew, and its batch is in no part any more
    for path in sorted(BEFORE.glob(f"{RESULTS}/**/*.json*")) + sorted(BEFORE.glob(f"{RESULTS}/*.csv")):
        name = path.relative_to(BEFORE)
        if path.name == "emails.csv" or (path.name != "status.json" and not _of(path, waited)):
            assert (home / name).read_bytes() == path.read_bytes(), name


async def test_its_status_says_the_same(home: Path, fake: FakeBedrock) -> None:
    before = at_any_time(json.loads((home / RESULTS / "status.json").read_text(encoding="utf-8")))
    await win_back(WinbackParams(upload_id="before"))
    after = at_any_time(json.loads((home / RESULTS / "status.json").read_text(encoding="utf-8")))
    changing = {
        "review",
        "finished",
        "seconds",
        "task_runs",
        "flow_run_id",
        "this_run",
    }  # of the files' times, and of this run
    assert fake.stats.paid == 0
    for new in ("contacts", "suppressed"):  # files that did not exist then
        del after["artifacts"][new]
    assert {name: one for name, one in after.items() if name not in changing} == {
        name: one for name, one in before.items() if name not in changing
    }


async def test_a_file_of_it_that_is_given_again_is_known(home: Path, fake: FakeBedrock, tmp_path: Path) -> None:
    source = tmp_path / "customers.csv"
    source.write_bytes((home / "uploads" / "before.csv").read_bytes())
    sender = home / RESULTS / "sender.json"
    shutil.copy(sender, tmp_path / "sender.yaml")  # JSON is YAML
    params = WinbackParams(source=str(source), upload_id="before", sender=str(tmp_path / "sender.yaml"))
    status = await win_back(params)
    assert (status.status, status.this_run.calls, fake.stats.paid) == ("complete", 0, 0)
