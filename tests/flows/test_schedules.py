"""The project's deployments on a real server, and a real worker: schedules run, a worker may be stopped at any time."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest
from conftest import HEADER, Bedrock, ask_prefect, serve_prefect, wait_for
from fakes.project import Project, project_on, stop

pytestmark = pytest.mark.wire
NIGHTLY, ON_DEMAND, WEEKLY = "winback/nightly", "winback/on-demand", "retention/weekly"
Csv = Callable[[int], Path]


@pytest.fixture(scope="module")
def server_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("scheduling-server")


@pytest.fixture(scope="module")
def server(server_home: Path) -> Iterator[str]:
    """A server of its own, whose scheduler looks every two seconds instead of every minute."""
    with serve_prefect(server_home, PREFECT_SERVER_SERVICES_SCHEDULER_LOOP_SECONDS="2") as url:
        yield url


@pytest.fixture(scope="module")
def deployed(server: str) -> Project:
    """Deployed once for this module."""
    project = project_on(server)
    project.deploy()
    return project


@pytest.fixture
def project(deployed: Project) -> Project:
    """The same, seen from this test's environment."""
    return project_on(deployed.api)


def switch(project: Project, name: str, **changes: object) -> None:
    """Change the schedule of a deployment, as the switch in the UI does."""
    found = project.deployment(name)
    url = f"{project.api}/deployments/{found['id']}/schedules/{found['schedules'][0]['id']}"
    httpx.patch(url, json=changes, timeout=30).raise_for_status()


def runs_of(project: Project, name: str) -> list[dict[str, Any]]:
    only = {"deployments": {"id": {"any_": [project.deployment(name)["id"]]}}, "sort": "EXPECTED_START_TIME_ASC"}
    found: list[dict[str, Any]] = ask_prefect("POST", f"{project.api}/flow_runs/filter", only)
    return found


def statuses(home: Path) -> dict[str, dict[str, Any]]:
    found = [json.loads(path.read_text()) for path in home.glob("results/*/status.json")]
    return {status["source"]: status for status in found}


@pytest.mark.usefixtures("bedrock")
def test_a_scheduled_run_appears_starts_and_takes_every_file_of_the_inbox(
    project: Project, server_home: Path, tmp_path: Path
) -> None:
    inbox = tmp_path / "inbox"
    deployment = project.deployment(NIGHTLY)
    assert deployment["parameters"]["params"] == {"source": "./inbox/"}
    parameters = {"environment": "local", "params": {"source": f"{inbox}/"}}
    httpx.patch(f"{project.api}/deployments/{deployment['id']}", json={"parameters": parameters}).raise_for_status()
    with project.worker(tmp_path / "worker.log") as worker:
        _due_now(project)
        assert _ended(project, 1)["state"]["name"] == "NothingNew"  # the inbox is not there yet
        inbox.mkdir()
        for number, content in enumerate((_customer("c1"), "", _customer("c2"))):
            (inbox / f"{number}.csv").write_text(content)
            os.utime(inbox / f"{number}.csv", (2_000_000_000 + number, 2_000_000_000 + number))
        _due_now(project)
        run = _ended(project, 2)
        stop(worker)
        assert worker.returncode is not None
    assert run["state"]["name"] == "FilesFailed"
    assert run["state"]["message"].startswith("1 of 3 new files: ")
    assert "1.csv" in run["state"]["message"]
    ends = statuses(tmp_path / "revive")
    assert {name: status["status"] for name, status in ends.items()} == {
        "0.csv": "complete", "1.csv": "rejected", "2.csv": "complete",
    }  # fmt: skip
    assert ends["0.csv"]["updated_at"] <= ends["2.csv"]["updated_at"]
    said = (server_home / "server.log").read_text()
    assert "DML" not in said
    assert "scheduler" not in said.casefold(), said[-2000:]


def _customer(name: str) -> str:
    return f"{HEADER}\n{name},{name}@acme.example,Acme {name},growth,100,2026-01-31,too expensive for {name}\n"


def _due_now(project: Project) -> None:
    """The schedule's next time is in a few seconds, and there is none after it for an hour."""
    anchor = (datetime.now(UTC) + timedelta(seconds=8)).isoformat()
    switch(project, NIGHTLY, schedule={"interval": 3600, "anchor_date": anchor}, active=True)


def _ended(project: Project, count: int) -> dict[str, Any]:
    """The newest of so many scheduled runs that have come to their end."""
    final = ("COMPLETED", "FAILED", "CRASHED", "CANCELLED")

    def ended() -> list[dict[str, Any]]:
        return [run for run in runs_of(project, NIGHTLY) if run["state"]["type"] in final]

    wait_for(lambda: len(ended()) >= count, seconds=120)
    run = ended()[-1]
    assert run["auto_scheduled"]
    return run


def test_what_a_person_switched_stays_when_it_is_deployed_again(project: Project) -> None:
    assert project.deployment(WEEKLY)["schedules"] == []  # nothing is deleted before somebody decides it
    switch(project, NIGHTLY, active=False)
    switch(project, "advance-releases/advance", active=False)
    project.prefect("deployment", "schedule", "create", WEEKLY, "--cron", "30 4 * * 0", "--timezone", "UTC")
    project.deploy()
    assert [one["active"] for one in project.deployment(NIGHTLY)["schedules"]] == [False]
    assert [one["active"] for one in project.deployment("advance-releases/advance")["schedules"]] == [False]
    (weekly,) = project.deployment(WEEKLY)["schedules"]
    assert (weekly["active"], weekly["schedule"]["cron"]) == (True, "30 4 * * 0")
    switch(project, WEEKLY, active=False)
    project.deploy()
    assert [one["active"] for one in project.deployment(WEEKLY)["schedules"]] == [False]


PUT_BACK = """
import asyncio, json, sys
from datetime import UTC, datetime, timedelta
from tasks.lost_runs import put_back
print(json.dumps(asyncio.run(put_back(datetime.now(UTC) + timedelta(minutes=float(sys.argv[1]))))))
"""


def put_back(project: Project, minutes: int) -> dict[str, str]:
    """What the deployment lost-runs does, so many minutes from now."""
    done = subprocess.run(
        [sys.executable, "-c", PUT_BACK, str(minutes)], env=project.environment, capture_output=True, text=True,
        check=True, timeout=60,
    )  # fmt: skip
    found: dict[str, str] = json.loads(done.stdout)
    return found


def test_a_run_whose_worker_was_stopped_goes_on_with_the_next_worker(
    bedrock: Bedrock, project: Project, customers_csv: Csv, tmp_path: Path
) -> None:
    bedrock.faults(latency=2)
    source = str(customers_csv(40))
    with project.worker(tmp_path / "worker.log") as worker:
        run = project.start(ON_DEMAND, {"source": source, "upload_id": "u"})
        bedrock.wait_for_paid(12)
        engines = psutil.Process(worker.pid).children(recursive=True)
        stop(worker)
        for engine in engines:  # as systemd and ECS end what outlives the worker
            with suppress(psutil.NoSuchProcess):
                engine.kill()
    assert project.run(run)["state"]["type"] == "RUNNING"  # which is all that Prefect knows
    assert put_back(project, 5) == {}  # it may be alive
    bedrock.faults(latency=0)
    with project.worker(tmp_path / "worker.log"):
        assert put_back(project, 11) == {"winback u": "AwaitingRetry: its process was gone; it goes on where it was"}
        ended = project.wait(run, "COMPLETED", "FAILED", "CRASHED", seconds=150)
    assert (ended["state"]["type"], ended["run_count"]) == ("COMPLETED", 2)
    status = json.loads((tmp_path / "revive/results/u/status.json").read_text())
    assert (status["status"], status["completed"]) == ("complete", 40)
    assert bedrock.paid <= 80 + 8  # what was in flight


def test_what_is_lost_again_and_again_ends(project: Project) -> None:
    run = project.start(ON_DEMAND, {"upload_id": "no-such-upload"})
    for start in (1, 2, 3):
        for state in ("PENDING", "RUNNING"):
            body = {"state": {"type": state}, "force": True}
            ask_prefect("POST", f"{project.api}/flow_runs/{run}/set_state", body)
        ((_, said),) = put_back(project, 11).items()
        assert said.startswith("AwaitingRetry" if start < 3 else "Crashed: its process was gone, at its start number 3")
    assert project.run(run)["state"]["type"] == "CRASHED"
    cancelling = project.start(ON_DEMAND, {"upload_id": "no-such-upload"})
    body = {"state": {"type": "CANCELLING"}, "force": True}
    ask_prefect("POST", f"{project.api}/flow_runs/{cancelling}/set_state", body)
    assert list(put_back(project, 11).values()) == ["Cancelled: its process was gone"]
