"""Runs of the deployment, by a worker on this machine: the process of one is killed, the next goes on."""

import random
from time import sleep

import psutil
from conftest import wait_for
from fakes.project import Project

from benchmarks.faults.checks import check_end, check_whole, recorded
from benchmarks.faults.stage import CONCURRENCY, Stage

KILLS = 10
ON_DEMAND = "winback/on-demand"


def killed(stage: Stage) -> str:
    """Ten times SIGKILL to the process of a flow run at a random moment, resumed by runs of the deployment."""
    params: dict[str, object] = {"source": str(stage.customers(160)), "upload_id": "u"}
    stage.bedrock.faults(latency=0.15)
    seed = random.randrange(10_000)
    dice = random.Random(seed)
    project = Project(stage.environment)
    project.deploy()
    log = stage.folder / "worker.log"
    with project.worker(log) as worker:
        process = psutil.Process(worker.pid)
        for kill in range(1, KILLS + 1):
            paid, run = stage.bedrock.paid, project.start(ON_DEMAND, params)
            wait_for(lambda: engines(process) != [], seconds=60)
            if kill > 2:  # the first two come at any moment, start-up included; the others while calls are under way
                stage.bedrock.wait_for_paid(paid + 1)
            sleep(dice.uniform(0.0, 6.0 if kill <= 2 else 0.6))
            for engine in engines(process):
                engine.kill()
            project.wait(run, "CRASHED", "FAILED")
            files = stage.files()
            check_whole(stage, files)
            lost = stage.bedrock.paid - recorded(files)
            stage.expect(lost <= CONCURRENCY * kill, f"{lost} paid answers are on no record after {kill} kills")
            if "results/u/status.json" in files:
                params = {"upload_id": "u"}
        run = project.start(ON_DEMAND, params)
        ended = project.wait(run, "COMPLETED", "CRASHED", "FAILED")["state"]["type"]
    stage.said.append(log.read_text(errors="replace"))
    stage.expect(ended == "COMPLETED", f"the last run ended as {ended}")
    check_end(stage, 160, lost=CONCURRENCY * KILLS)
    lost = stage.bedrock.paid - recorded(stage.files())
    return f"{lost} answers were in flight at one of {KILLS} kills (seed {seed})"


def engines(worker_process: psutil.Process) -> list[psutil.Process]:
    """The processes in which the worker's flow runs are."""
    return [child for child in worker_process.children(recursive=True) if "prefect" in " ".join(child.cmdline())]
