"""The wall clock: jumping while a run goes on, and another one on the next machine."""

import json
import shutil
import struct
import subprocess
from pathlib import Path

from benchmarks.faults.checks import check_end, records
from benchmarks.faults.s3 import bucket
from benchmarks.faults.stage import Stage, UnavailableError, Variables

DAY_S = 86_400


class Clock:
    """The wall clock of the commands that get `variables`; `jump` moves it while they run."""

    def __init__(self, folder: Path, name: str) -> None:
        library = folder / "clock.so"
        if shutil.which("cc") is None:
            raise UnavailableError("the clock of a process can be moved only where there is a C compiler (cc)")
        source = Path(__file__).with_name("clock.c")
        subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", str(library), str(source)], check=True)
        self._ahead = folder / name
        self.jump(0)
        self.variables: Variables = {"LD_PRELOAD": str(library), "FAULTS_CLOCK": str(self._ahead)}

    def jump(self, seconds: int) -> None:
        """Be so many seconds ahead of the true time from now on."""
        with self._ahead.open("r+b" if self._ahead.exists() else "wb") as file:
            file.write(struct.pack("q", seconds))


def jumping(stage: Stage) -> str:
    """The clock jumps a day ahead, two days back, and home again, in the middle of a run and before its resumption."""
    clock = Clock(stage.folder, "ahead")
    stage.bedrock.faults(latency=0.2, throttle=0.1)
    with stage.started(
        "winback", str(stage.customers(80)), "--upload-id", "u", "--json", variables=clock.variables
    ) as process:
        for paid, ahead in ((20, DAY_S), (50, -DAY_S), (80, 0), (100, DAY_S)):
            stage.bedrock.wait_for_paid(paid)
            clock.jump(ahead)
        process.kill()
    # What a killed process was writing was, by the clock of the next, written tomorrow.
    (stage.home / "results/u/customers/c0000.json#1").write_bytes(b"{")
    clock.jump(-DAY_S)
    done = stage.revive("resume", "u", "--json", variables=clock.variables)
    stage.ended(done, 0)
    stage.expect(0 < json.loads(done.out)["seconds"] <= done.seconds, "the run counted its seconds by the wall clock")
    check_end(stage, 80, lost=8)
    latencies = [record[step]["latency_s"] for record in records(stage.files()) for step in ("analysis", "campaign")]
    stage.expect(max(latencies) < 5 and min(latencies) > 0, f"latencies from {min(latencies)} to {max(latencies)} s")
    return f"{len(latencies)} latencies from {min(latencies):.2f} to {max(latencies):.2f} s; killed, resumed, complete"


def another(stage: Stage) -> str:
    """On S3, commands whose clocks are a day ahead and a day behind try to take an upload that is being worked on."""
    bucket(stage)
    source = str(stage.customers(80))
    stage.bedrock.faults(latency=0.5)
    with stage.started("winback", source, "--upload-id", "u", "--json") as process:
        stage.bedrock.wait_for_paid(4)
        for ahead in (DAY_S, -DAY_S):
            clock = Clock(stage.folder, f"ahead{ahead}")
            clock.jump(ahead)
            stage.ended(stage.revive("winback", source, "--upload-id", "u", "--json", variables=clock.variables), 6)
        stage.expect(process.poll() is None, "the first run was over before the others had tried")
        stage.bedrock.faults(latency=0)
        stage.ended(stage.end(process), 0)
    check_end(stage, 80)
    return "both refused, the first run complete"
