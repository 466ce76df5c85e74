"""What the tables of docs/offline.md are counted with: shares, groups, and answers by their confidence."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import Protocol, TypeVar


class Sure(Protocol):
    """An answer that says how sure it is, in percent."""

    @property
    def confidence(self) -> int:
        """0 to 100."""


A = TypeVar("A")
S = TypeVar("S", bound=Sure)


def share(rights: Iterable[bool]) -> float:
    """How many of them are true, of one."""
    values = list(rights)
    return sum(values) / len(values)


def grouped(answers: Iterable[A], key: Callable[[A], str]) -> list[tuple[str, list[A]]]:
    """The answers by what `key` says of them, in alphabetical order."""
    groups: dict[str, list[A]] = defaultdict(list)
    for answer in answers:
        groups[key(answer)].append(answer)
    return sorted(groups.items())


def by_confidence(answers: Iterable[S], bounds: tuple[int, ...]) -> Iterator[tuple[str, list[S]]]:
    """The answers between every two bounds: the first cells of a table's line (range, number, mean confidence)."""
    known = list(answers)
    for low, high in pairwise(bounds):
        group = [answer for answer in known if low <= answer.confidence < high]
        if group:
            mean = sum(answer.confidence for answer in group) / len(group)
            yield f"| {low} to {high - 1} | {len(group)} | {mean:.0f}% |", group
