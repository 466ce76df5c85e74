"""The project's deployments on a real server, and a real worker: schedules run, a worker may be stopped at any time."""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import HEADER, Bedrock, ask_prefect, serve_prefect, wait_for
from fakes.project import Project, project_on, stop, stop_with_runs

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


def statuses(home: Path) -> dict[str, dict[str, Any]]:
    found = [json.loads(path.read_text()) for path in home.glob("results/*/status.json")]
    return {status["source"]: status for status in found}


@pytest.mark.usefixtures("bedrock")
def test_a_scheduled_run_appears_starts_and_takes_every_file_of_the_inbox(
    project: Project, server_home: Path, tmp_path: Path
) -> None:
    inbox = tmp_path / "inbox"
    assert project.deployment(NIGHTLY)["parameters"]["params"] == {"source": "./inbox/"}
    project.set_source(NIGHTLY, f"{inbox}/")
    with project.worker(tmp_path / "worker.log", REVIVE_SOURCE_ROOTS=str(tmp_path)) as worker:
        project.due_now(NIGHTLY)
        assert _ended(project, 1)["state"]["name"] == "NothingNew"  # the inbox is not there yet
        inbox.mkdir()
        for number, content in enumerate((_customer("c1"), "", _customer("c2"))):
            (inbox / f"{number}.csv").write_text(content)
            os.utime(inbox / f"{number}.csv", (2_000_000_000 + number, 2_000_000_000 + number))
        project.due_now(NIGHTLY)
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


def _ended(project: Project, count: int) -> dict[str, Any]:
    """The newest of so many scheduled runs that have come to their end."""
    final = ("COMPLETED", "FAILED", "CRASHED", "CANCELLED")

    def ended() -> list[dict[str, Any]]:
        return [run for run in project.runs_of(NIGHTLY) if run["state"]["type"] in final]

    wait_for(lambda: len(ended()) >= count, seconds=240)
    run = ended()[-1]
    assert run["auto_scheduled"]
    return run


def test_what_a_person_switched_stays_when_it_is_deployed_again(project: Project) -> None:
    assert project.deployment(WEEKLY)["schedules"] == []  # nothing is deleted before somebody decides it
    project.switch(NIGHTLY, active=False)
    project.switch("advance-releases/advance", active=False)
    project.prefect("deployment", "schedule", "create", WEEKLY, "--cron", "30 4 * * 0", "--timezone", "UTC")
    project.deploy()
    assert [one["active"] for one in project.deployment(NIGHTLY)["schedules"]] == [False]
    assert [one["active"] for one in project.deployment("advance-releases/advance")["schedules"]] == [False]
    (weekly,) = project.deployment(WEEKLY)["schedules"]
    assert (weekly["active"], weekly["schedule"]["cron"]) == (True, "30 4 * * 0")
    project.switch(WEEKLY, active=False)
    project.deploy()
    assert [one["active"] for one in project.deployment(WEEKLY)["schedules"]] == [False]


def became(project: Project, flow_run_id: str) -> str:
    """What the deployment lost-runs/lost makes of a run, in eleven minutes."""
    return {name.split()[-1]: what for name, what in project.put_back(11).items()}[flow_run_id[-8:]]


def test_a_run_whose_worker_was_stopped_goes_on_with_the_next_worker(
    bedrock: Bedrock, project: Project, customers_csv: Csv, tmp_path: Path
) -> None:
    bedrock.faults(latency=4)  # it is not done before a worker that hangs when told to end is killed
    source = str(customers_csv(40))
    with project.worker(tmp_path / "worker.log", REVIVE_SOURCE_ROOTS=str(tmp_path)) as worker:
        run = project.start(ON_DEMAND, {"source": source, "upload_id": "u"})
        wait_for(lambda: bedrock.paid >= 12, seconds=240)  # two processes start before the first call
        stop_with_runs(worker)
    assert project.run(run)["state"]["type"] == "RUNNING"  # which is all that Prefect knows
    assert project.put_back(5) == {}  # it may be alive
    bedrock.faults(latency=0)
    with project.worker(tmp_path / "worker.log", REVIVE_SOURCE_ROOTS=str(tmp_path)):
        assert became(project, run) == "AwaitingRetry: its process was gone; it goes on where it was"
        ended = project.wait(run, "COMPLETED", "FAILED", "CRASHED", seconds=240)
    assert (ended["state"]["type"], ended["run_count"]) == ("COMPLETED", 2)
    status = json.loads((tmp_path / "revive/results/u/status.json").read_text())
    assert (status["status"], status["completed"]) == ("complete", 40)
    assert bedrock.paid <= 80 + 8  # what was in flight


@pytest.mark.parametrize(
    ("states", "message", "put_back"),
    [
        (("RUNNING", "CRASHED"), "The following containers stopped with a non-zero exit code: ['prefect']", 2),
        (("CRASHED",), "ECS task failed to start: no such image. It could not be placed.", 2),
        (("RUNNING", "CANCELLING", "CRASHED"), "The following containers stopped with a non-zero exit code: []", 0),
        (("RUNNING", "CRASHED"), "its process was gone when the upload was resumed", 0),
    ],
)
def test_what_the_observer_of_ecs_ends_is_put_back_twice_unless_a_person_stopped_it(
    project: Project, states: tuple[str, ...], message: str, put_back: int
) -> None:
    run = project.start(ON_DEMAND, {"upload_id": "no-such-upload"})
    times = 0
    for _ in range(put_back + 1):
        for state in states:
            body = {"state": {"type": state, "message": message}, "force": True}
            ask_prefect("POST", f"{project.api}/flow_runs/{run}/set_state", body)
        times += run[-8:] in {name.split()[-1] for name in project.put_back(0)}
    assert (times, project.run(run)["state"]["type"]) == (put_back, "CRASHED")


def test_what_is_lost_again_and_again_ends(project: Project) -> None:
    run = project.start(ON_DEMAND, {"upload_id": "no-such-upload"})
    for start in (1, 2, 3):
        for state in ("PENDING", "RUNNING"):
            body = {"state": {"type": state}, "force": True}
            ask_prefect("POST", f"{project.api}/flow_runs/{run}/set_state", body)
        assert became(project, run).startswith(
            "AwaitingRetry" if start < 3 else "Crashed: its process was gone, at its start number 3"
        )
    assert project.run(run)["state"]["type"] == "CRASHED"
    cancelling = project.start(ON_DEMAND, {"upload_id": "no-such-upload"})
    for state in ("PENDING", "RUNNING", "CANCELLING"):
        body = {"state": {"type": state}, "force": True}
        ask_prefect("POST", f"{project.api}/flow_runs/{cancelling}/set_state", body)
    assert became(project, cancelling) == "Cancelled: its process was gone"
