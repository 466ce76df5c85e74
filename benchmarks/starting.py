"""What a person waits for: the help, the dry run, and the demo against a Prefect flow that does nothing."""

import os
import subprocess
import sys
from pathlib import Path
from time import perf_counter

from benchmarks.measure import ROOT, Figure

_EMPTY = "from prefect import flow\n@flow\ndef empty(): pass\nempty()\n"
_DEMO = "demo/demo_50_customers.csv"


def figures(folder: Path) -> list[Figure]:
    """Medians of three wall-clock times; demo and empty flow start a Prefect server of their own each."""
    revive = [sys.executable, "-m", "commands.main"]
    help_s = _median([*revive, "--help"], folder)
    dry_s = _median([*revive, "winback", _DEMO, "--dry-run"], folder)
    demo_s = _median([*revive, "winback", _DEMO, "--sender", "demo/sender.yaml"], folder)
    empty_s = _median([sys.executable, "-c", _EMPTY], folder)
    return [
        Figure.at_most(
            "`make demo`, warm, against an empty Prefect flow", demo_s / empty_s, 1.3, " x", 2,
            f"{demo_s:.2f} s against {empty_s:.2f} s",
        ),
        Figure.at_most("`revive --help`", help_s, 0.5, " s", 2),
        Figure.at_most("`--dry-run` of 50 rows", dry_s, 3, " s", 2),
    ]  # fmt: skip


def _median(command: list[str], folder: Path) -> float:
    times = []
    for _ in range(3):
        environment = os.environ | {"REVIVE_HOME": str(folder / f"start{len(list(folder.iterdir()))}")}
        for name in ("REVIVE_MODEL", "PREFECT_API_URL"):
            environment.pop(name)
        started = perf_counter()
        subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
        times.append(perf_counter() - started)
    return sorted(times)[1]
