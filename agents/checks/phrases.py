"""Phrases as patterns, each with stems that a text must hold before the pattern looks at it."""

import re
from collections.abc import Iterator
from functools import lru_cache
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


class Phrasebook:
    """Groups of phrases, found by the beginnings of their stems: most texts hold few of some two thousand stems."""

    def __init__(self, *groups: tuple[Phrases, ...]) -> None:
        self._phrases = tuple(phrases for listed in groups for phrases in listed)
        self._stems: dict[str, set[tuple[str, int]]] = {}
        for at, (stems, _) in enumerate(self._phrases):
            for stem in stems:
                self._stems.setdefault(stem[:_BEGINNING], set()).add((stem, at))

    def occurrences(self, plain: str) -> Iterator[int]:
        """Where in a folded text one of the phrases begins, group by group."""
        for at in sorted(self._possible(plain)):
            for pattern in self._phrases[at].patterns:
                for match in pattern.finditer(plain):
                    yield match.start()

    def _possible(self, plain: str) -> set[int]:
        """The groups of which the text holds a stem."""
        held = self._stems.keys() & _beginnings(plain)
        return {at for beginning in held for stem, at in self._stems[beginning] if stem in plain}


def clause_before(plain: str, at: int, longest: int, ends: re.Pattern[str]) -> str:
    """What stands before a place in its clause, of at most so many characters; `ends` are the signs that end one."""
    return ends.split(plain[max(0, at - longest) : at])[-1]


_BEGINNING = 3


@lru_cache(maxsize=16)  # a text is looked up in one book after another
def _beginnings(plain: str) -> frozenset[str]:
    """Every run of up to three characters, as a stem may begin."""
    return frozenset(
        plain[at : at + length] for length in range(1, _BEGINNING + 1) for at in range(len(plain) - length + 1)
    )
