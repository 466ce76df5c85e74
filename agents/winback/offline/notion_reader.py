"""Which notions (`notions.py`) a text speaks of; a look-up for each word, so the cost grows with the text."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from agents.winback.offline.ngrams import folded_words
from agents.winback.offline.notions import NOTIONS

_SHORTEST_STEM = 2
_GAP = 1  # words that may stand between two words of a phrase


class _Phrase(NamedTuple):
    notion: int
    rest: tuple[str, ...]  # the words after the first


def _indexed() -> tuple[dict[str, list[_Phrase]], dict[str, list[_Phrase]]]:
    """The phrases by their first word: whole words, and beginnings of words."""
    whole: dict[str, list[_Phrase]] = defaultdict(list)
    stems: dict[str, list[_Phrase]] = defaultdict(list)
    for notion, phrases in enumerate(NOTIONS.values()):
        for phrase in phrases.split(","):
            first, *rest = phrase.split()
            (stems if first.endswith("*") else whole)[first.rstrip("*")].append(_Phrase(notion, tuple(rest)))
    return dict(whole), dict(stems)


_WHOLE, _STEMS = _indexed()


def notions_in(text: str) -> tuple[float, ...]:
    """For each notion, in the order of `NOTIONS`, 1 if the text speaks of it, else 0."""
    words = folded_words(text)
    found = {
        phrase.notion for at, word in enumerate(words) for phrase in _begun_by(word) if _goes_on(phrase, words, at)
    }
    return tuple(float(notion in found) for notion in range(len(NOTIONS)))


def _begun_by(word: str) -> Iterator[_Phrase]:
    yield from _WHOLE.get(word, ())
    for size in range(_SHORTEST_STEM, len(word) + 1):
        yield from _STEMS.get(word[:size], ())


def _goes_on(phrase: _Phrase, words: list[str], at: int) -> bool:
    for wanted in phrase.rest:
        near = range(at + 1, min(at + 2 + _GAP, len(words)))
        at = next((there for there in near if _fits(wanted, words[there])), -1)
        if at < 0:
            return False
    return True


def _fits(wanted: str, word: str) -> bool:
    return word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted
