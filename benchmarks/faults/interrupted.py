"""The run's own process: killed at any moment, stopped by a signal, short of file descriptors."""

import json
import os
import random
import signal
from functools import partial
from time import sleep

import psutil
from conftest import wait_for

from benchmarks.faults.checks import check_end, check_whole, recorded
from benchmarks.faults.stage import CONCURRENCY, Stage, Variables

KILLS = 10


def killed(stage: Stage) -> str:
    """Ten times SIGKILL at a random moment, resumed by the command."""
    source = str(stage.customers(160))
    stage.bedrock.faults(latency=0.15, garbage=0.03)
    seed = random.randrange(10_000)
    dice = random.Random(seed)
    for kill in range(1, KILLS + 1):
        stored = "results/u/status.json" in stage.files()
        command = ("resume", "u") if stored else ("winback", source, "--upload-id", "u")
        paid = stage.bedrock.paid
        with stage.started(*command, "--json") as process:
            if kill > 2:  # the first two come at any moment, start-up included; the others while calls are under way
                stage.bedrock.wait_for_paid(paid + 1)
            sleep(dice.uniform(0.0, 4.0 if kill <= 2 else 0.6))
            process.kill()
            process.communicate()
        files = stage.files()
        check_whole(stage, files)
        lost = stage.bedrock.paid - recorded(files)
        stage.expect(lost <= CONCURRENCY * kill, f"{lost} paid answers are on no record after {kill} kills")
    stage.bedrock.faults(garbage=0)
    stage.ended(stage.revive("resume", "u", "--json"), 0)
    check_end(stage, 160, lost=CONCURRENCY * KILLS)
    lost = stage.bedrock.paid - recorded(stage.files())
    return f"{lost} answers were in flight at one of {KILLS} kills (seed {seed})"


def stopped(stage: Stage) -> str:
    """Ctrl-C and SIGTERM, at start-up and in the middle of a run, to the whole process group as a terminal does."""
    source = str(stage.customers(60))
    stage.bedrock.faults(latency=0.3)
    for number in (signal.SIGINT, signal.SIGTERM):
        elsewhere: Variables = {"REVIVE_HOME": str(stage.folder / f"start-up-{number}")}
        with stage.started("winback", source, "--json", variables=elsewhere) as process:
            # The file is being read, the gate is loading.
            wait_for(partial(_has_children, process.pid), seconds=60)
            os.killpg(process.pid, number)
            stage.ended(stage.end(process), 128 + number, "interrupted")
        paid = stage.bedrock.paid
        with stage.started("winback", source, "--upload-id", "u", "--json") as process:
            stage.bedrock.wait_for_paid(paid + 20)
            os.killpg(process.pid, number)
            done = stage.end(process)
        stage.ended(done, 128 + number, "what was in flight is recorded")
        stage.expect(json.loads(done.out)["status"] == "interrupted", "the document does not say so")
    stage.ended(stage.revive("resume", "u", "--json"), 0)
    check_end(stage, 60)
    return "four times one line, exit codes 130 and 143; resumed, complete, nothing paid twice"


def _has_children(pid: int) -> bool:
    return psutil.Process(pid).children() != []


def few_files(stage: Stage) -> str:
    """`ulimit -n 256`, 64 calls in flight, 500 customers, with a Prefect server of its own."""
    stage.bedrock.faults(latency=0.1)
    done = stage.revive(
        "winback", str(stage.customers(500)), "--concurrency", "64", "--json",
        through=("sh", "-c", 'ulimit -n 256; exec "$@"', "sh"), variables={"PREFECT_API_URL": None},
    )  # fmt: skip
    stage.ended(done, 0)
    check_end(stage, 500)
    return f"complete in {done.seconds:.0f} s with {stage.bedrock.stats['max_in_flight']} calls in flight"
