"""The disk: full, full for Prefect as well, not writable, read-only from one moment to the next."""

import subprocess
from pathlib import Path

from benchmarks.faults.checks import check_end
from benchmarks.faults.stage import Stage, UnavailableError, Variables

# Root obeys the modes of files only without its capabilities.
AS_ANYBODY = ("setpriv", "--bounding-set=-all")


def full(stage: Stage) -> str:
    """The disk of the artifacts fills up before the run, and in the middle of one."""
    disk = mounted(stage, "6m")
    source = str(stage.customers(60))
    stage.bedrock.faults(latency=0.2)
    ballast = fill(disk)
    stage.ended(stage.revive("winback", source, "--upload-id", "u", "--json"), 1, "the disk is full")
    stage.expect(stage.bedrock.paid == 0, f"{stage.bedrock.paid} answers were paid for on a full disk")
    ballast.unlink()
    with stage.started("winback", source, "--upload-id", "u", "--json") as process:
        stage.bedrock.wait_for_paid(40)
        ballast = fill(disk)
        done = stage.end(process)
    stage.ended(done, 1, "the disk is full")
    paid = stage.bedrock.paid
    ballast.unlink()
    stage.ended(stage.revive("resume", "u", "--json"), 0)
    check_end(stage, 60, lost=8)
    return f"both ended with one line; {paid} answers paid when it filled, {stage.bedrock.paid - 120} of them twice"


def mounted(stage: Stage, size: str) -> Path:
    """A disk of its own for the artifacts. Raises `UnavailableError` if none can be mounted."""
    stage.home.mkdir(mode=0o700)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size},mode=700", "tmpfs", str(stage.home)]
    if subprocess.run(mount, check=False).returncode != 0:
        raise UnavailableError("no disk can be mounted here: it takes Linux with namespaces (unshare)")
    stage.closing.callback(subprocess.run, ["umount", "--lazy", str(stage.home)], check=True)
    return stage.home


def fill(disk: Path) -> Path:
    """Leave no room; the file that takes it."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            return ballast


def full_for_prefect(stage: Stage) -> str:
    """The disk that holds artifacts and the database of the command's own Prefect server fills up."""
    disk = mounted(stage, "24m")
    stage.environment |= {"PREFECT_HOME": str(disk / "prefect")}
    own: Variables = {"PREFECT_API_URL": None}
    stage.bedrock.faults(latency=0.2)
    with stage.started("winback", str(stage.customers(60)), "--upload-id", "u", "--json", variables=own) as process:
        stage.bedrock.wait_for_paid(40)
        ballast = fill(disk)
        done = stage.end(process)
    stage.ended(done, 1, "the disk is full")
    ballast.unlink()
    again = stage.revive("resume", "u", "--json", variables=own)
    stage.ended(again, 0)
    check_end(stage, 60, lost=8)
    return f"ended with one line after {done.seconds:.0f} s; resumed, complete"


def unwritable(stage: Stage) -> str:
    """A folder that may not be written, a read-only disk, and permissions taken away in the middle of a run."""
    source = str(stage.customers(60))
    command = ("winback", source, "--upload-id", "u", "--json")
    disk = mounted(stage, "24m")
    disk.chmod(0o500)
    stage.ended(stage.revive(*command, through=AS_ANYBODY), 1, "ermission denied")
    disk.chmod(0o700)
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    stage.ended(stage.revive(*command), 1, "ead-only")
    subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
    stage.expect(stage.bedrock.paid == 0, f"{stage.bedrock.paid} answers were paid for that nobody could keep")
    stage.bedrock.faults(latency=0.2)
    with stage.started(*command, through=AS_ANYBODY) as process:
        stage.bedrock.wait_for_paid(40)
        (disk / "results/u/customers").chmod(0o500)
        done = stage.end(process)
    stage.ended(done, 1, "ermission denied")
    (disk / "results/u/customers").chmod(0o700)
    stage.ended(stage.revive("resume", "u", "--json", through=AS_ANYBODY), 0)
    check_end(stage, 60, lost=8)
    return f"three times one line; {stage.bedrock.paid - 120} answers paid twice"
