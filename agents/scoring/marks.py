"""From faults to points: what is wrong in a way that can be counted takes points away."""

from collections.abc import Iterator
from typing import NamedTuple

from schemas.judge import Mark

_NOTHING_WRONG = 9


class Fault(NamedTuple):
    """The most points that a fault leaves, and why."""

    at_most: int
    reason: str


def mark(faults: Iterator[Fault], otherwise: str) -> Mark:
    """The points that the worst fault leaves; where there is none, nearly all, with `otherwise` as the reason."""
    worst = min(faults, key=lambda fault: fault.at_most, default=Fault(_NOTHING_WRONG, otherwise))
    return Mark(reason=worst.reason[:400], score=worst.at_most)
