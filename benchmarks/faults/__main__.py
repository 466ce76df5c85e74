"""`python -m benchmarks.faults [NAME]`: play the scenarios (those whose name holds NAME), print and write the table."""

import os
import shutil
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from benchmarks.faults import (  # noqa: E402 -- after the path is set
    clock,
    damage,
    deployed,
    disk,
    interrupted,
    model,
    money,
    people,
    prefect_dies,
    s3,
)
from benchmarks.faults.checks import check_secrets  # noqa: E402 -- same
from benchmarks.faults.stage import Stage, UnavailableError, stage  # noqa: E402 -- same
from blocks.prefect_server import prefect_server  # noqa: E402 -- same

SCENARIOS: dict[str, Callable[[Stage], str]] = {
    "model-throttled": model.throttled,
    "model-outage": model.outage,
    "model-silent": model.silent,
    "model-refusing": model.refusing,
    "model-misconfigured": model.misconfigured,
    "model-refusing-settings": money.refusing_settings,
    "model-unreadable": money.unreadable,
    "killed-on-a-budget": money.killed,
    "disk-full": disk.full,
    "disk-full-for-prefect": disk.full_for_prefect,
    "disk-unwritable": disk.unwritable,
    "s3-away": s3.away,
    "s3-no-bucket": s3.no_bucket,
    "clock-jumping": clock.jumping,
    "clock-of-another": clock.another,
    "damage-killed": damage.records_of_a_killed_run,
    "damage-finished": damage.finished_upload,
    "damage-status": damage.status_and_upload,
    "prefect-own-dies": prefect_dies.own,
    "prefect-dies": prefect_dies.another,
    "killed-command": interrupted.killed,
    "killed-deployment": deployed.killed,
    "scheduler": deployed.scheduler,
    "signals": interrupted.stopped,
    "few-files": interrupted.few_files,
    "killed-early": people.killed_early,
    "killed-erasure": people.killed_erasure,
}
DOCS = ROOT / "docs" / "faults.md"
BEGIN, END = "<!-- begin: written by make faults -->\n", "<!-- end: written by make faults -->"


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    name: str
    done_to_it: str
    happened: str
    seconds: float
    verdict: str


def main() -> None:
    """Exit code 1 where a scenario failed."""
    only = sys.argv[1] if len(sys.argv) > 1 else ""
    names = [name for name in SCENARIOS if only in name]
    if not names:
        raise SystemExit(f"no scenario {only!r}; there are {', '.join(SCENARIOS)}")
    rows = []
    with tempfile.TemporaryDirectory(prefix="revive-faults-") as temporary:
        folder = Path(temporary)
        os.environ["PREFECT_HOME"] = str(folder / "prefect")
        os.environ.pop("PREFECT_API_URL", None)
        with prefect_server(folder / "server.log") as url:
            for name in names:
                row = play(name, folder, url)
                print(f"{row.verdict:10} {row.name:22} {row.seconds:5.0f} s  {row.happened}", flush=True)
                rows.append(row)
    print("\n" + table(rows))
    if not only:
        write(table(rows))
    if any(row.verdict.startswith("FAILED") for row in rows):
        raise SystemExit(1)


def play(name: str, folder: Path, prefect_url: str) -> Row:
    """One scenario on a stage of its own."""
    scenario = SCENARIOS[name]
    started, happened, verdict = monotonic(), "", "passed"
    with stage(folder / name, folder / "prefect", prefect_url) as one:
        try:
            happened = scenario(one)
            check_secrets(one)
        except UnavailableError as error:
            happened, verdict = str(error), "not played"
        except Exception as error:  # noqa: BLE001 -- a scenario that breaks has failed; the others are played
            traceback.print_exc()
            one.problems.append(f"{type(error).__name__}: {error}")
        if one.problems:
            happened, verdict = "; ".join(one.problems), "FAILED"
    return Row(name, scenario.__doc__ or "", happened, monotonic() - started, verdict)


def table(rows: list[Row]) -> str:
    """The rows as Markdown."""
    lines = ["| scenario | what is done to it | what happened | s | verdict |", "|---|---|---|---|---|"]
    for row in rows:
        cells = (row.name, row.done_to_it, row.happened, f"{row.seconds:.0f}", row.verdict)
        lines.append("| " + " | ".join(" ".join(cell.replace("|", "/").split()) for cell in cells) + " |")
    return "\n".join(lines) + "\n"


def write(content: str) -> None:
    """Put the table between its marks in the docs."""
    before, _, rest = DOCS.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    DOCS.write_text(before + BEGIN + content + END + after, encoding="utf-8")


def with_own_mounts() -> None:
    """Start again where mounts are seen by nobody else and end with us, if this system knows such a place."""
    if os.environ.get("FAULTS_MOUNTS") or shutil.which("unshare") is None:
        return
    place = ["unshare", "--mount", *([] if os.geteuid() == 0 else ["--map-root-user"])]
    if subprocess.run([*place, "true"], check=False, capture_output=True).returncode == 0:
        os.environ["FAULTS_MOUNTS"] = "own"
        os.execvp(place[0], [*place, sys.executable, "-m", "benchmarks.faults", *sys.argv[1:]])  # noqa: S606 -- ours


if __name__ == "__main__":
    with_own_mounts()
    main()
