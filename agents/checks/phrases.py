"""Phrases as patterns, each with stems that a text must hold before the pattern looks at it."""

import re
from collections.abc import Iterator
from typing import NamedTuple


class Phrases(NamedTuple):
    """Patterns, and the stems of which a text holds one if it can hold any of them."""

    stems: tuple[str, ...]
    patterns: tuple[re.Pattern[str], ...]


def group(stems: tuple[str, ...], *patterns: str) -> tuple[Phrases, ...]:
    """The patterns of one language, compiled."""
    return (Phrases(stems, tuple(re.compile(pattern) for pattern in patterns)),)


def each(*rows: tuple[tuple[str, ...], str]) -> tuple[Phrases, ...]:
    """The patterns of one language, each with stems of its own: all of them together would be in every text."""
    return tuple(Phrases(stems, (re.compile(pattern),)) for stems, pattern in rows)


def occurrences(groups: tuple[Phrases, ...], plain: str) -> Iterator[int]:
    """Where in a folded text one of the phrases begins, group by group."""
    for stems, patterns in groups:
        for stem in stems:  # most texts hold none: a plain loop takes half the time of `any`
            if stem in plain:
                break
        else:
            continue
        for pattern in patterns:
            for match in pattern.finditer(plain):
                yield match.start()


def clause_before(plain: str, at: int, longest: int, ends: re.Pattern[str]) -> str:
    """What stands before a place in its clause, of at most so many characters; `ends` are the signs that end one."""
    return ends.split(plain[max(0, at - longest) : at])[-1]
