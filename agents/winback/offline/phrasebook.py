"""The vocabulary, parsed once: which phrases begin with a word, and which words a pattern fits."""

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple, get_args

from agents.winback.offline.plain_words import phrases, words
from agents.winback.offline.vocabulary import CLASSES, VOCABULARY, Kind
from schemas.customer import Category

_KINDS: dict[str, Kind] = {kind: kind for kind in get_args(Kind)}
_STEM_LENGTHS = range(2, 25)


class Phrase(NamedTuple):
    """A phrase of the vocabulary: its folded words, and what finding it means."""

    words: tuple[str, ...]
    category: Category
    weight: float
    kind: Kind
    required: frozenset[str]
    """The words that a text must hold as they are, which rules most phrases out at once."""


class WordClass(NamedTuple):
    """The words of a class: some as they are, of some the beginning."""

    whole: frozenset[str]
    stems: tuple[str, ...]


def _word_class(listed: str) -> WordClass:
    members = [word for name in listed.split() for word in words(name)]
    stems = tuple(member[:-1] for member in members if member.endswith("*"))
    return WordClass(frozenset(member for member in members if not member.endswith("*")), stems)


_CLASSES = {words(name)[0]: _word_class(listed) for name, listed in CLASSES.items()}


def _phrases_of(category: Category, lines: str) -> Iterator[Phrase]:
    for line in lines.strip().splitlines():
        if not line.startswith("#"):
            weight, kind, listed = line.split(maxsplit=2)
            for found in phrases(listed):
                required = frozenset(word for word in found if word.isalnum())
                yield Phrase(found, category, float(weight), _KINDS[kind], required)


def _first_words(phrase: Phrase) -> list[str]:
    first = phrase.words[0]
    listed = _CLASSES.get(first)
    return sorted(listed.whole | {stem + "*" for stem in listed.stems}) if listed else [first]


def _index() -> dict[str, list[Phrase]]:
    index: dict[str, list[Phrase]] = defaultdict(list)
    for category, lines in VOCABULARY.items():
        for phrase in _phrases_of(category, lines):
            for first in _first_words(phrase):
                index[first].append(phrase)
    return dict(index)


_INDEX = _index()


@lru_cache(maxsize=8_192)
def begun_by(token: str) -> tuple[Phrase, ...]:
    """The phrases whose first word fits."""
    stems = (token[:length] + "*" for length in _STEM_LENGTHS if length <= len(token))
    return tuple(phrase for key in (token, *stems) for phrase in _INDEX.get(key, ()))


def fits(pattern: str, token: str) -> bool:
    """Whether a word of a phrase (whole, beginning or class) fits a word of a text."""
    if pattern in _CLASSES:
        return token in _CLASSES[pattern].whole or token.startswith(_CLASSES[pattern].stems)
    return token.startswith(pattern[:-1]) if pattern[-1] == "*" else token == pattern
