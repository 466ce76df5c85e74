"""Runs of the deployments, by a worker on this machine: the process of one is killed, or its worker is stopped."""

import random
from time import sleep

import psutil
from conftest import wait_for
from fakes.project import Project, stop_with_runs

from benchmarks.faults.checks import check_end, check_whole, recorded
from benchmarks.faults.prefect_dies import server
from benchmarks.faults.stage import CONCURRENCY, Stage
from blocks.prefect_server import free_port

KILLS = 10
ON_DEMAND, NIGHTLY = "winback/on-demand", "winback/nightly"


def killed(stage: Stage) -> str:
    """Ten times SIGKILL to the process of a flow run at a random moment, resumed by runs of the deployment."""
    params: dict[str, object] = {"source": str(stage.customers(160)), "upload_id": "u"}
    stage.bedrock.faults(latency=0.15)
    seed = random.randrange(10_000)
    dice = random.Random(seed)
    project = Project(stage.environment)
    project.deploy()
    log = stage.folder / "worker.log"
    with project.worker(log, REVIVE_SOURCE_ROOTS=str(stage.folder)) as worker:
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


def scheduler(stage: Stage) -> str:
    """The schedule brings a nightly run; its worker is stopped in the middle of it, and another one starts."""
    inbox = stage.folder / "inbox"
    inbox.mkdir()
    stage.customers(40).rename(inbox / "night.csv")
    stage.bedrock.faults(latency=4)  # it is not done before a worker that hangs when told to end is killed
    log = stage.folder / "worker.log"
    with server(stage, free_port()):
        project = Project(stage.environment)
        project.deploy()
        project.set_source(NIGHTLY, f"{inbox}/")
        with project.worker(log, REVIVE_SOURCE_ROOTS=str(stage.folder)) as worker:
            project.due_now(NIGHTLY)
            wait_for(lambda: stage.bedrock.paid >= 12, seconds=240)
            stop_with_runs(worker)
        (run,) = [one for one in project.runs_of(NIGHTLY) if one["state"]["type"] == "RUNNING"]
        stage.bedrock.faults(latency=0.1)
        with project.worker(log, REVIVE_SOURCE_ROOTS=str(stage.folder)):
            stage.expect(len(project.put_back(11)) == 2, "not both the run and that of its file were found lost")
            ended = project.wait(run["id"], "COMPLETED", "CRASHED", "FAILED", seconds=500)
    said = (stage.folder / "server" / "server.log").read_text(errors="replace")
    stage.expect("scheduler" not in said.casefold(), f"the scheduler complains: {said[-300:]}")
    stage.said.append(log.read_text(errors="replace"))
    stage.expect(ended["state"]["type"] == "COMPLETED", f"the run ended as {ended['state']['name']}")
    check_end(stage, 40, lost=CONCURRENCY)
    return f"complete at its start number {ended['run_count']}"


def engines(worker_process: psutil.Process) -> list[psutil.Process]:
    """The processes in which the worker's flow runs are."""
    return [child for child in worker_process.children(recursive=True) if "prefect" in " ".join(child.cmdline())]
