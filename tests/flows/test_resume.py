"""kill -9: no result lost, every file whole, at most the calls in flight paid again (`make faults` kills at random)."""

import csv
import json
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Bedrock, Revive, ask_prefect, started, wait_for

pytestmark = pytest.mark.wire  # whole runs of the command, one after the other

Csv = Callable[[int], Path]


def check_whole(home: Path) -> None:
    """Every file that has its final name is whole."""
    for path in home.rglob("*"):
        if path.suffix == ".json":
            json.loads(path.read_text("utf-8"))
        elif path.suffix == ".jsonl":
            for line in path.read_text("utf-8").splitlines():
                json.loads(line)
        elif path.suffix == ".csv":
            list(csv.reader(path.read_text("utf-8").splitlines()))


def paid_and_recorded(home: Path) -> int:
    return sum(
        json.loads(path.read_text("utf-8"))["spent"]["calls"] for path in home.glob("results/*/customers/*.json")
    )


def test_killed_command_resumes(
    bedrock: Bedrock, revive: Revive, customers_csv: Csv, tmp_path: Path, prefect_api: str
) -> None:
    bedrock.faults(latency=0.3)
    with started("winback", str(customers_csv(24)), "--upload-id", "k", cwd=tmp_path) as process:
        bedrock.wait_for_paid(25)
        process.kill()
    home = tmp_path / "revive"
    check_whole(home)
    left_running = json.loads((home / "results/k/status.json").read_text())["flow_run_id"]
    recorded = paid_and_recorded(home)
    lost = bedrock.paid - recorded
    assert lost <= 8
    bedrock.faults(latency=0)
    done = revive("resume", "k", "--json")
    result: dict[str, Any] = json.loads(done.out)
    assert (done.code, result["completed"]) == (0, 24)
    assert bedrock.paid == 48 + lost
    assert result["this_run"]["calls"] == 48 - recorded
    closed = ask_prefect("GET", f"{prefect_api}/flow_runs/{left_running}")
    assert closed["state"]["type"] == "CRASHED"
    only = {"flow_runs": {"id": {"any_": [left_running]}}}

    def all_closed() -> bool:
        tasks = ask_prefect("POST", f"{prefect_api}/task_runs/filter", only)
        return {task["state"]["type"] for task in tasks} <= {"COMPLETED", "CRASHED"}

    wait_for(all_closed, seconds=15)


def test_killed_before_the_upload_was_stored(revive: Revive, customers_csv: Csv, tmp_path: Path) -> None:
    home = tmp_path / "revive"
    (home / "uploads").mkdir(parents=True)
    (home / "uploads" / "k.csv").write_bytes(customers_csv(3).read_bytes())
    done = revive("resume", "k")
    assert done.code == 2
    assert "nothing to resume" in done.err
    assert done.err.count("\n") == 1


def test_nothing_outlives_a_killed_command(bedrock: Bedrock, customers_csv: Csv, tmp_path: Path) -> None:
    """Without a server of its own the command starts one; both children end with it."""
    bedrock.faults(latency=0.5)
    with started("winback", str(customers_csv(24)), cwd=tmp_path) as process:
        bedrock.wait_for_paid(1)
        children = _children(process.pid)
        assert len(children) == 1  # the gate has answered and ended, the server is there
        process.kill()
    deadline = time.monotonic() + 15
    while children and time.monotonic() < deadline:
        children = [child for child in children if Path(f"/proc/{child}").exists()]
        time.sleep(0.1)
    assert not children


def _children(pid: int) -> list[int]:
    listed = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False)
    return [int(line) for line in listed.stdout.split()]
