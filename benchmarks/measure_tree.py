"""A command with the processes that it starts: their memory together, and which share of the CPU the children take."""

import subprocess
import sys
from contextlib import suppress
from time import sleep

import psutil

from benchmarks.measure import ROOT


def run_and_watch(arguments: list[str]) -> tuple[int, float]:
    """Run Python with these arguments; the peak of all resident sets in bytes, and the children's share of the CPU."""
    process = subprocess.Popen([sys.executable, *arguments], stdout=subprocess.DEVNULL, cwd=ROOT)
    watched, peak, own, of_children = psutil.Process(process.pid), 0, 0.0, {0: 0.0}
    while process.poll() is None:
        with suppress(psutil.Error):  # one that has just ended
            own = sum(watched.cpu_times()[:2])
            resident = watched.memory_info().rss
            for child in watched.children(recursive=True):
                resident += child.memory_info().rss
                of_children[child.pid] = sum(child.cpu_times()[:2])
            peak = max(peak, resident)
        sleep(0.05)
    if process.returncode:
        raise SystemExit(f"{arguments} ended with {process.returncode}")
    children = sum(of_children.values())
    return peak, children / (own + children)
