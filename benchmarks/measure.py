"""What every figure needs: customers, a run of the command, its peak memory, and the table's rows."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, sleep
from typing import Any

import psutil

ROOT = Path(__file__).resolve().parent.parent
HEADER = "customer_id,email,company_name,subscription_tier,mrr,churn_date,cancellation_reason"


@dataclass(frozen=True, slots=True)
class Figure:
    """One row: what was measured, the value as shown, and its aim."""

    what: str
    measured: str
    aim: str
    met: bool

    @classmethod
    def at_most(
        cls, what: str, value: float, aim: float, unit: str = "", digits: int = 2, detail: str = ""
    ) -> "Figure":
        """A value that should not be above its aim."""
        return cls(what, _shown(value, unit, digits, detail), f"≤ {aim:,g}{unit}", value <= aim)

    @classmethod
    def at_least(
        cls, what: str, value: float, aim: float, unit: str = "", digits: int = 0, detail: str = ""
    ) -> "Figure":
        """A value that should not be below its aim."""
        return cls(what, _shown(value, unit, digits, detail), f"≥ {aim:,g}{unit}", value >= aim)


def _shown(value: float, unit: str, digits: int, detail: str) -> str:
    return f"{value:,.{digits}f}{unit}" + (f" ({detail})" if detail else "")


def customers(path: Path, count: int) -> Path:
    """A file of so many customers."""
    tiers = ("starter", "growth", "enterprise")
    rows = (
        f"c{number:07d},p{number}@company{number}.example,Company {number},{tiers[number % 3]},{20 + number % 4000},"
        f"2026-0{1 + number % 9}-11,Too expensive for what we use it for in month {number}"
        for number in range(count)
    )
    path.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    return path


@dataclass(slots=True)
class Peak:
    """Largest resident sets in bytes: of a process, and of the reader's process beside it."""

    run: int = 0
    reader: int = 0


def _reader_of(run: psutil.Process) -> psutil.Process | None:
    return next((child for child in run.children() if "tasks.files.reader_child" in child.cmdline()), None)


@contextmanager
def peak_memory(process: subprocess.Popen[str]) -> Iterator[Peak]:
    """Sampled every 50 ms until the process ends."""
    peak = Peak()
    watched = psutil.Process(process.pid)

    def watch() -> None:
        reader: psutil.Process | None = None
        while process.poll() is None:
            with suppress(psutil.Error):  # one that has just ended
                peak.run = max(peak.run, watched.memory_info().rss)
                # Looked for until it is found: looking through all processes takes time from what is measured.
                reader = reader or _reader_of(watched)
                if reader is not None:
                    peak.reader = max(peak.reader, reader.memory_info().rss)
            sleep(0.05)

    watcher = threading.Thread(target=watch)
    watcher.start()
    yield peak
    watcher.join()


@dataclass(frozen=True, slots=True)
class Run:
    """How a command went; `wall_s` with its start-up, `seconds` without."""

    document: dict[str, Any]
    peak: Peak
    wall_s: float

    @property
    def seconds(self) -> float:
        """Prepare, process and finalize."""
        return float(self.document["seconds"])


def run(source: Path, home: Path, *options: str, command: tuple[str, ...] = ("winback",)) -> Run:
    """`revive winback` on a file, or another command, as a process of its own."""
    environment = os.environ | {"REVIVE_HOME": str(home)}
    started = perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "commands.main", *command, str(source), "--json", *options],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
        cwd=ROOT,
    )
    with peak_memory(process) as peak:
        out, _ = process.communicate()
    if process.returncode != 0:
        raise SystemExit(f"the run ended with {process.returncode}: {out[-500:]}")
    return Run(json.loads(out), peak, perf_counter() - started)
