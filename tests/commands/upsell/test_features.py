"""`revive upsell features` as people type it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from fakes.upsell_histories import event, stored

from blocks.layout import Upload

pytestmark = pytest.mark.wire
ROOT = Path(__file__).resolve().parents[3]


def revive(home: Path, *words: str, code: int = 0) -> str:
    command = [sys.executable, "-c", "from commands.upsell.features import features; features()", *words]
    environment = os.environ | {"REVIVE_HOME": str(home)}
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode == code, ended.stderr
    assert (ended.stderr == "") == (code == 0)
    return ended.stdout if code == 0 else ended.stderr


def test_build_show_and_compare(tmp_path: Path) -> None:
    assert revive(tmp_path, "show", "c", code=2) == "revive: no features were built yet: revive upsell features build\n"
    path = tmp_path / Upload("a", "upsell").customers_in
    path.parent.mkdir(parents=True)
    visit = {"type": "rodent\x1b[31m", "date": "2026-03-01", "satisfaction_score": 4, "cost": 80}
    path.write_bytes(stored([event("one", {"service_history": [visit], "current_plan": "basic"})]))
    first = json.loads(revive(tmp_path, "build", "--json"))["features"]
    assert (first["customers"], first["events"]) == (1, 1)
    shown = revive(tmp_path, "show", "c", "--as-of", "2026-04-02")
    assert "days_since_service     32 " in shown
    assert "\x1b" not in shown
    assert json.loads(revive(tmp_path, "show", "c", "--as-of", "2026-03-31", "--json"))["features"]["visits"] is None
    assert "knows no customer x" in revive(tmp_path, "show", "x", code=2)
    assert "--as-of is not a date or time" in revive(tmp_path, "build", "--as-of", "yesterday", code=2)
    path.write_bytes(stored([event("two", {"current_plan": "quarterly"})]))
    assert "1 customers from 1 events" in revive(tmp_path, "build")
    second = json.loads(revive(tmp_path, "show", "c", "--json"))["version"]
    compared = revive(tmp_path, "diff", first["id"], second)
    assert "1 customers in both, 0 added, 0 removed" in compared
    assert "plan                           1 changed, known of 1 → 1" in compared
    assert "there is no" in revive(tmp_path, "diff", first["id"], "../../x", code=2)
