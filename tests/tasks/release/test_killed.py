"""kill -9 at every write of every step of a release: a consistent registry, a whole history, the same end."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from conftest import TESTS

GOOD = ["started", "evaluated", "gate_passed", "approval_asked", "approved", "advanced", "advanced", "advanced"]


def check_consistent(told: dict[str, Any]) -> None:
    """What must hold after any commit."""
    state, events, statuses = told["state"], told["history"], told["statuses"]
    places = [(event["seq"], event["part"]) for event in events]
    assert len(set(places)) == len(places)
    assert {seq for seq, _ in places} == set(range(1, state["revision"] + 1))  # no commit without its event
    assert statuses[state["production"]] == "production"
    assert list(statuses.values()).count("production") == 1
    if state["candidate"] is None:
        assert (state["stage"], state["share"], state["release_id"]) == ("idle", 0, None)
    if state["share"]:
        assert state["stage"] == "ramping"
        assert "approved" in [event["what"] for event in events]


def test_killed_at_every_write(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(TESTS / "fakes" / "killed_releases.py"), str(tmp_path)],
        env={"PYTHONPATH": f"{TESTS.parent}:{TESTS}"},
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    documents = json.loads(done.stdout)
    for kind, end in (("good", [*GOOD, "retired", "promoted"]), ("bad", [*GOOD[:-1], "rolled_back"])):
        runs = documents[kind]
        assert [run["code"] for run in runs] == [-9] * (len(runs) - 1) + [0]
        assert len(runs) > 2 * len(end)  # every event comes with at least one other write
        stages = set()
        for run in runs:
            check_consistent(run["between"])
            check_consistent(run["end"])
            assert [event["what"] for event in run["end"]["history"]] == ["registered", "registered", *end]
            state = run["end"]["state"]
            assert state["production"] == ("1.2.0" if kind == "good" else "1.1.0")
            stages.add((run["between"]["state"]["stage"], run["between"]["state"]["share"]))
        # Killed in every stage, and at every share.
        assert {
            ("idle", 0),
            ("evaluating", 0),
            ("approval", 0),
            ("ramping", 0),
            ("ramping", 10),
            ("ramping", 50),
        } <= stages
