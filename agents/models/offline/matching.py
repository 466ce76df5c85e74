"""Finds the phrases of the vocabulary in a text."""

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple, get_args

from agents.models.offline.emphasis import emphasis
from agents.models.offline.negation import listed_with, taken_back
from agents.models.offline.spelling import repaired
from agents.models.offline.text import CLAUSE_ENDS, canonical, phrases
from agents.models.offline.vocabulary import VOCABULARY, Kind
from schemas.churn_analysis import Category

_KINDS: dict[str, Kind] = {kind: kind for kind in get_args(Kind)}
_GAP = "~"
_WIDEST_GAP = 2
_STEM_LENGTHS = range(2, 15)


class Phrase(NamedTuple):
    """A phrase of the vocabulary: its folded words, and what finding it means."""

    words: tuple[str, ...]
    category: Category
    weight: float
    kind: Kind


class Match(NamedTuple):
    """A cause that a text gives. `weight` counts what stands around the phrase."""

    category: Category
    weight: float
    phrase: tuple[str, ...]


def _phrases_of(category: Category, lines: str) -> Iterator[Phrase]:
    for line in lines.strip().splitlines():
        if not line.startswith("#"):
            weight, kind, listed = line.split(maxsplit=2)
            yield from (Phrase(found, category, float(weight), _KINDS[kind]) for found in phrases(listed))


def _index() -> dict[str, list[Phrase]]:
    index: dict[str, list[Phrase]] = defaultdict(list)
    for category, lines in VOCABULARY.items():
        for phrase in _phrases_of(category, lines):
            index[phrase.words[0]].append(phrase)
    return dict(index)


_INDEX = _index()


def find(words: list[str]) -> list[Match]:
    """The causes that the words of a text give, in its order, without those that it takes back."""
    tokens = [repaired(token) for token in canonical(words)]
    factors = emphasis(tokens)
    return [
        Match(phrase.category, phrase.weight * factors[start], phrase.words)
        for phrase, start in _standing(tokens)
        if phrase.weight
    ]


def _standing(tokens: list[str]) -> Iterator[tuple[Phrase, int]]:
    """The phrases that nothing around them takes back, with where they start."""
    denied: tuple[int, int] | None = None
    for phrase, start, end in _phrases(tokens):
        neutral = phrase.kind in ("topic", "need")
        if denied and neutral and listed_with(tokens, start, denied):
            denied = (denied[0], end)
        elif taken_back(tokens, start, end, phrase.kind):
            denied = (start, end) if neutral else None
        else:
            denied = None
            yield phrase, start


def _phrases(tokens: list[str]) -> Iterator[tuple[Phrase, int, int]]:
    """The phrases of the text with start and end, longest first, none inside another."""
    at = 0
    while at < len(tokens):
        hit = _best(tokens, at)
        if hit:
            yield hit[0], at, hit[1]
        at = hit[1] if hit else at + 1


def _best(tokens: list[str], at: int) -> tuple[Phrase, int] | None:
    """The phrase with the most words that begins here, and its end."""
    found = [
        (phrase, end) for phrase in _candidates(tokens[at]) if (end := _end(tokens, at + 1, phrase.words[1:])) > at
    ]
    return max(found, key=_precision, default=None)


def _precision(hit: tuple[Phrase, int]) -> tuple[int, int, float]:
    gaps = hit[0].words.count(_GAP)
    return len(hit[0].words) - gaps, -gaps, hit[0].weight


@lru_cache(maxsize=8_192)
def _candidates(token: str) -> tuple[Phrase, ...]:
    """The phrases whose first word fits."""
    stems = (token[:length] + "*" for length in _STEM_LENGTHS if length <= len(token))
    return tuple(phrase for key in (token, *stems) for phrase in _INDEX.get(key, ()))


def _end(tokens: list[str], at: int, pattern: tuple[str, ...]) -> int:
    """Where the pattern ends when it begins at `at`, or -1."""
    if not pattern:
        return at
    if pattern[0] == _GAP:
        return _after_gap(tokens, at, pattern[1:])
    return _end(tokens, at + 1, pattern[1:]) if at < len(tokens) and _fits(pattern[0], tokens[at]) else -1


def _fits(pattern: str, token: str) -> bool:
    return token.startswith(pattern[:-1]) if pattern.endswith("*") else token == pattern


def _after_gap(tokens: list[str], at: int, pattern: tuple[str, ...]) -> int:
    for skipped in range(_WIDEST_GAP + 1):
        if not CLAUSE_ENDS.isdisjoint(tokens[at : at + skipped]):
            return -1
        end = _end(tokens, at + skipped, pattern)
        if end >= 0:
            return end
    return -1
