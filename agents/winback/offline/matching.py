"""Finds the phrases of the vocabulary in a text."""

from collections.abc import Iterator
from typing import NamedTuple

from agents.winback.offline.emphasis import emphasis
from agents.winback.offline.intent import only_intended
from agents.winback.offline.negation import listed_with, reassures, taken_back
from agents.winback.offline.phrasebook import Phrase, begun_by, fits
from agents.winback.offline.plain_words import CLAUSE_ENDS, canonical
from agents.winback.offline.spelling_repair import repaired
from schemas.customer import Category

# Below what settles the category by itself.
_INTENDED = 0.6
_GAP = "~"
_WIDEST_GAP = 3


class Match(NamedTuple):
    """A cause that a text gives. `weight` counts what stands around the phrase."""

    category: Category
    weight: float
    phrase: tuple[str, ...]


def find_causes(said: list[str]) -> list[Match]:
    """The causes that the words of a text give, in order, without those that it takes back."""
    tokens = [repaired(token) for token in canonical(said)]
    factors = emphasis(tokens)
    return [
        Match(phrase.category, phrase.weight * factors[start] * _certainty(phrase, tokens, start), phrase.words)
        for phrase, start in _standing(tokens)
        if phrase.weight
    ]


def _certainty(phrase: Phrase, tokens: list[str], start: int) -> float:
    return _INTENDED if phrase.category == "competition" and only_intended(tokens, start) else 1.0


def _standing(tokens: list[str]) -> Iterator[tuple[Phrase, int]]:
    """The phrases that are not taken back by the words around them, with their starts."""
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
    present = frozenset(tokens)
    possible = {token: [phrase for phrase in begun_by(token) if phrase.required <= present] for token in present}
    at = 0
    while at < len(tokens):
        hit = _best(possible[tokens[at]], tokens, at)
        if hit:
            yield hit[0], at, hit[1]
        at = hit[1] if hit else at + 1


def _best(possible: list[Phrase], tokens: list[str], at: int) -> tuple[Phrase, int] | None:
    """The phrase with the most words that begins here, and its end."""
    ends = ((phrase, _end(tokens, at + 1, phrase.words[1:])) for phrase in possible)
    found = [(phrase, end) for phrase, end in ends if end > at and not reassures(tokens[at:end])]
    return max(found, key=_precision, default=None)


def _precision(hit: tuple[Phrase, int]) -> tuple[int, int, float]:
    gaps = hit[0].words.count(_GAP)
    return len(hit[0].words) - gaps, -gaps, hit[0].weight


def _end(tokens: list[str], at: int, pattern: tuple[str, ...]) -> int:
    """Where the pattern ends when it begins at `at`, or -1."""
    if not pattern:
        return at
    if pattern[0] == _GAP:
        return _after_gap(tokens, at, pattern[1:])
    return _end(tokens, at + 1, pattern[1:]) if at < len(tokens) and fits(pattern[0], tokens[at]) else -1


def _after_gap(tokens: list[str], at: int, pattern: tuple[str, ...]) -> int:
    for skipped in range(_WIDEST_GAP + 1):
        if not CLAUSE_ENDS.isdisjoint(tokens[at : at + skipped]):
            return -1
        end = _end(tokens, at + skipped, pattern)
        if end >= 0:
            return end
    return -1
