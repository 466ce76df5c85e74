"""How long a number of calls takes at least, limited by calls in flight, quota, or this machine's CPU. Pure."""

from dataclasses import dataclass
from math import floor

WINDOW_S = 60.0  # quotas are granted a minute at a time, and `window.py` counts any 60 seconds


@dataclass(frozen=True, slots=True)
class Bounds:
    """What is granted, and what one call takes. None: not known, or no bound."""

    call_s: float  # until the answer is there, and recorded
    concurrency: int  # calls in flight, over all processes
    tokens: float = 0.0  # that a call reserves: its input, and the most that it may answer
    requests_per_minute: int | None = None
    tokens_per_minute: int | None = None
    cpu_s: float = 0.0  # of one process, for one call
    processes: int = 1


def seconds_for(calls: int, bounds: Bounds, window_s: float = WINDOW_S) -> dict[str, float]:
    """Seconds by each bound; the largest is what it takes, and its name is what to raise.

    A quota lets its first window's calls go at once, so n calls at r a window take floor((n - 1) / r) windows.
    """
    found = {
        "concurrency": calls * bounds.call_s / max(1, bounds.concurrency),
        "cpu": calls * bounds.cpu_s / max(1, bounds.processes),
    }
    if bounds.requests_per_minute:
        found["requests_per_minute"] = _windows(calls, bounds.requests_per_minute) * window_s
    if bounds.tokens_per_minute and bounds.tokens:
        at_once = max(1.0, bounds.tokens_per_minute // bounds.tokens)
        found["tokens_per_minute"] = _windows(calls, at_once) * window_s
    return found


def tightest(calls: int, bounds: Bounds, window_s: float = WINDOW_S) -> tuple[str, float]:
    """What decides, and the seconds that it takes."""
    found = seconds_for(calls, bounds, window_s)
    name = max(found, key=lambda one: found[one])
    return name, found[name]


def _windows(calls: int, at_once: float) -> int:
    return floor(max(0, calls - 1) / at_once)
