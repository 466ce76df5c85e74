"""Runs of the deployment, by a worker on this machine: the process of one is killed, the next goes on."""

import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import sleep

import psutil
from conftest import ask_prefect, wait_for

from benchmarks.faults.checks import check_end, check_whole, recorded
from benchmarks.faults.stage import CONCURRENCY, ROOT, Stage

KILLS = 10


def killed(stage: Stage) -> str:
    """Ten times SIGKILL to the process of a flow run at a random moment, resumed by runs of the deployment."""
    params: dict[str, object] = {"source": str(stage.customers(160)), "upload_id": "u"}
    stage.bedrock.faults(latency=0.15)
    seed = random.randrange(10_000)
    dice = random.Random(seed)
    with worker(stage) as process:
        for kill in range(1, KILLS + 1):
            paid, run = stage.bedrock.paid, start(stage, params)
            wait_for(lambda: engines(process) != [], seconds=60)
            if kill > 2:  # the first two come at any moment, start-up included; the others while calls are under way
                stage.bedrock.wait_for_paid(paid + 1)
            sleep(dice.uniform(0.0, 6.0 if kill <= 2 else 0.6))
            for engine in engines(process):
                engine.kill()
            wait_for_state(stage, run, "CRASHED", "FAILED")
            files = stage.files()
            check_whole(stage, files)
            lost = stage.bedrock.paid - recorded(files)
            stage.expect(lost <= CONCURRENCY * kill, f"{lost} paid answers are on no record after {kill} kills")
            if "results/u/status.json" in files:
                params = {"upload_id": "u"}
        run = start(stage, params)
        ended = wait_for_state(stage, run, "COMPLETED", "CRASHED", "FAILED")
    stage.expect(ended == "COMPLETED", f"the last run ended as {ended}")
    check_end(stage, 160, lost=CONCURRENCY * KILLS)
    lost = stage.bedrock.paid - recorded(stage.files())
    return f"{lost} answers were in flight at one of {KILLS} kills (seed {seed})"


@contextmanager
def worker(stage: Stage) -> Iterator[psutil.Process]:
    """The deployments of this project on the stage's server, and a worker for them."""
    prefect(stage, "work-pool", "create", "revive-local", "--type", "process", "--overwrite")
    prefect(stage, "deploy", "--all")
    with (stage.folder / "worker.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "prefect", "worker", "start", "--pool", "revive-local"],
            cwd=ROOT,
            env=stage.environment | {"PREFECT_WORKER_QUERY_SECONDS": "1"},
            stdout=log,
            stderr=log,
        )
        try:
            yield psutil.Process(process.pid)
        finally:
            process.terminate()
            process.wait(30)
    stage.said.append((stage.folder / "worker.log").read_text(errors="replace"))


def prefect(stage: Stage, *arguments: str) -> None:
    """Run Prefect's own command in the project's folder."""
    command = [sys.executable, "-m", "prefect", "--no-prompt", *arguments]
    subprocess.run(command, cwd=ROOT, env=stage.environment, check=True, capture_output=True, timeout=120)


def start(stage: Stage, params: dict[str, object]) -> str:
    """Have the deployment run; the id of its flow run."""
    api = stage.environment["PREFECT_API_URL"]
    deployment = ask_prefect("GET", f"{api}/deployments/name/winback/on-demand")
    body = {"state": {"type": "SCHEDULED"}, "parameters": {"params": params}, "enforce_parameter_schema": True}
    return str(ask_prefect("POST", f"{api}/deployments/{deployment['id']}/create_flow_run", body)["id"])


def wait_for_state(stage: Stage, flow_run_id: str, *types: str) -> str:
    """Wait until Prefect says one of these of a flow run; which one."""
    url = f"{stage.environment['PREFECT_API_URL']}/flow_runs/{flow_run_id}"
    wait_for(lambda: ask_prefect("GET", url)["state"]["type"] in types, seconds=120)
    return str(ask_prefect("GET", url)["state"]["type"])


def engines(worker_process: psutil.Process) -> list[psutil.Process]:
    """The processes in which the worker's flow runs are."""
    return [child for child in worker_process.children(recursive=True) if "prefect" in " ".join(child.cmdline())]
