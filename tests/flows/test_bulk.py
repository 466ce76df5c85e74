"""A system of another package through the same flow, the same command and the same workers as win-back."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from conftest import REVIVE, Bedrock, Done, ask_prefect, wait_for
from fakes.project import Project, project_on
from fakes.toy.installed import toy_installed

pytestmark = pytest.mark.wire  # whole runs of a command, one after the other
NOTES = 12


@pytest.fixture(autouse=True)
def _installed(tmp_path: Path, prefect_api: str) -> Iterator[None]:
    assert prefect_api
    with toy_installed(tmp_path):
        yield


@pytest.fixture
def source(tmp_path: Path) -> str:
    path = tmp_path / "notes.txt"
    path.write_text("\n".join(f"This is note {number}." for number in range(NOTES)))
    return str(path)


def toy(*arguments: str, cwd: Path) -> Done:
    done = subprocess.run(
        [*REVIVE, *arguments, "--json"], cwd=cwd, capture_output=True, text=True, timeout=180, check=False
    )
    return Done(done.returncode, done.stdout, done.stderr)


@contextmanager
def started(*arguments: str, cwd: Path) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen([*REVIVE, *arguments], cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def document(done: Done) -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads(done.out)
    return parsed


def notes(result: dict[str, Any]) -> dict[str, list[str]]:
    said = json.loads(Path(result["artifacts"]["notes"]).read_text())
    return {note["note_id"]: note["said"] for note in said}


def recorded(home: Path) -> int:
    records = [json.loads(path.read_text("utf-8")) for path in home.glob("**/customers/*.json")]
    return sum(record["spent"]["calls"] for record in records)


def test_a_run_its_exports_and_what_prefect_shows_of_it(
    bedrock: Bedrock, source: str, tmp_path: Path, prefect_api: str
) -> None:
    dry = document(toy("toy", source, "--dry-run", cwd=tmp_path))
    assert (dry["status"], dry["calls"], bedrock.paid) == ("dry_run", 2 * NOTES, 0)
    assert dry["cost_usd"] > 0

    done = toy("toy", source, "--upload-id", "notes", cwd=tmp_path)
    result = document(done)
    assert (done.code, result["status"], result["completed"]) == (0, "complete", NOTES), done.err
    assert {name: len(turns) for name, turns in notes(result).items()} == {f"n{n}": 2 for n in range(NOTES)}
    assert {"p50", "p95", "p99"} <= result["latency_s"]["shorten"].keys()
    flow_run = ask_prefect("GET", f"{prefect_api}/flow_runs/{result['flow_run_id']}")
    assert (flow_run["name"], flow_run["state"]["type"]) == ("toy notes", "COMPLETED")
    only = {"flow_runs": {"id": {"any_": [result["flow_run_id"]]}}}
    shown = {one["key"]: one["data"] for one in ask_prefect("POST", f"{prefect_api}/artifacts/filter", only)}
    assert shown.keys() == {"toy-progress", "toy-results"}
    assert result["artifacts"]["notes"] in shown["toy-results"]

    again = document(toy("resume", "notes", cwd=tmp_path))
    assert (again["status"], again["this_run"]["calls"], bedrock.paid) == ("complete", 0, 2 * NOTES)


def test_failed_notes_are_tried_again_and_results_are_shown_by_the_shared_commands(
    bedrock: Bedrock, source: str, tmp_path: Path
) -> None:
    bedrock.faults(fail_if="note 7")
    failed = document(toy("toy", source, "--upload-id", "f", cwd=tmp_path))
    assert (failed["status"], failed["completed"], failed["failed"]) == ("complete", NOTES - 1, 1)
    bedrock.faults(fail_if="")
    again = document(toy("retry", "f", cwd=tmp_path))
    assert (again["status"], again["completed"], again["this_run"]["calls"]) == ("complete", NOTES, 2)
    shown = document(toy("results", "f", cwd=tmp_path))
    assert (shown["system"], shown["completed"], shown["artifacts"]) == ("toy", NOTES, again["artifacts"])
    assert [one["upload_id"] for one in document(toy("uploads", cwd=tmp_path))["uploads"]] == ["f"]
    refused = toy("resume", "f", "--sender", "me.yaml", cwd=tmp_path)
    assert (refused.code, "toy has no --sender" in refused.err) == (2, True)


def test_killed_it_goes_on_where_it_was(bedrock: Bedrock, source: str, tmp_path: Path) -> None:
    bedrock.faults(latency=0.3)
    with started("toy", source, "--upload-id", "k", "--concurrency", "2", cwd=tmp_path) as process:
        bedrock.wait_for_paid(9)
        process.kill()
    lost = bedrock.paid - recorded(tmp_path / "revive")
    assert lost <= 2  # what was in flight
    bedrock.faults(latency=0)
    done = toy("resume", "k", cwd=tmp_path)
    assert (done.code, document(done)["completed"]) == (0, NOTES), done.err
    assert bedrock.paid == 2 * NOTES + lost


def test_killed_in_the_middle_of_a_loop_with_tools_no_turn_that_was_kept_is_paid_again(
    bedrock: Bedrock, tmp_path: Path
) -> None:
    source = tmp_path / "q.txt"
    source.write_text("What is rain?")
    bedrock.faults(latency=1.0, script=[[["glossary", {"word": "rain"}]]])
    with started("toy", str(source), "--upload-id", "q", cwd=tmp_path) as process:
        wait_for(lambda: len(kept_turns(tmp_path)) == 2, seconds=60)
        process.kill()
    assert (bedrock.paid - recorded(tmp_path / "revive"), recorded(tmp_path / "revive")) in ((0, 3), (1, 3))
    before = bedrock.paid
    bedrock.faults(latency=0)
    done = document(toy("resume", "q", cwd=tmp_path))
    assert (done["status"], done["completed"], done["this_run"]["calls"]) == ("complete", 1, 1)
    assert (bedrock.paid, recorded(tmp_path / "revive")) == (before + 1, 4)
    (said,) = json.loads(Path(done["artifacts"]["notes"]).read_text())
    assert said["answer"]


def kept_turns(home: Path) -> list[Any]:
    """What the only record has of a loop whose answer is still to come."""
    records = [json.loads(path.read_text("utf-8")) for path in home.glob("revive/**/customers/*.json")]
    return (records[0]["loop"] or {}).get("messages", []) if records else []


def test_a_budget_stops_it_and_the_next_run_goes_on(bedrock: Bedrock, source: str, tmp_path: Path) -> None:
    stopped = toy("toy", source, "--upload-id", "b", "--max-cost-usd", "0.0004", cwd=tmp_path)
    assert stopped.code == 4, stopped.err
    assert 0 < bedrock.paid < 2 * NOTES
    assert bedrock.spent_usd <= 0.0004
    done = toy("resume", "b", "--max-cost-usd", "1", cwd=tmp_path)
    assert (done.code, document(done)["completed"]) == (0, NOTES), done.err
    assert bedrock.paid == 2 * NOTES


@pytest.fixture
def project(prefect_api: str) -> Project:
    project = project_on(prefect_api)
    project.deploy("tests/fakes/toy/prefect.yaml")
    return project


def test_shards_in_worker_processes_give_what_one_process_gives(
    bedrock: Bedrock, source: str, tmp_path: Path, project: Project
) -> None:
    with project.worker(tmp_path / "worker.log", REVIVE_SOURCE_ROOTS=str(tmp_path)):
        run = project.start("toy/on-demand", {"source": source, "upload_id": "s", "shards": 2})
        ended = project.wait(run, "COMPLETED", "FAILED", "CRASHED", seconds=240)
    assert ended["state"]["type"] == "COMPLETED", ended["state"]
    assert bedrock.paid == 2 * NOTES
    home = tmp_path / "revive" / "toy" / "results" / "s"
    shards = [json.loads(path.read_text()) for path in sorted(home.glob("shards/*/status.json"))]
    assert [(shard["status"], shard["completed"]) for shard in shards] == [("complete", NOTES // 2)] * 2
    alone = document(toy("toy", source, "--upload-id", "one", cwd=tmp_path))
    assert notes(json.loads((home / "status.json").read_text())) == notes(alone)


def test_a_run_whose_process_is_gone_is_put_back_and_a_shard_ends(project: Project) -> None:
    shard = {"upload_id": "u", "shard": 0, "shards": 1, "first_batch": 0, "batches": 1, "total": 1, "concurrency": 1}
    lost = {"toy/on-demand": project.start("toy/on-demand", {"upload_id": "u"})}
    lost["toy-shard/shard"] = project.start("toy-shard/shard", shard)
    for flow_run_id in lost.values():
        for state in ("PENDING", "RUNNING"):
            body = {"state": {"type": state}, "force": True}
            ask_prefect("POST", f"{project.api}/flow_runs/{flow_run_id}/set_state", body)
    became = {name.split()[-1]: what for name, what in project.put_back(11).items()}
    assert became[lost["toy/on-demand"][-8:]].startswith("AwaitingRetry")
    assert became[lost["toy-shard/shard"][-8:]].startswith("Crashed")
