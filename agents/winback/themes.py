"""The themes that a reason names inside its cause; look-ups for runs of words, so the cost grows with the text."""

from functools import cache
from typing import NamedTuple

from agents.winback.offline.plain_words import head, words
from agents.winback.offline.topic import read_topic
from agents.winback.theme_words import THEMES, TOPIC_NAMES
from schemas.customer import Category
from schemas.winback.churn_analysis import ChurnAnalysis

_SHORTEST_PLURAL = 4
_Words = tuple[str, ...]


class _Index(NamedTuple):
    themes: dict[_Words, str]
    lengths: tuple[int, ...]


def themes_of(reason: str, analysis: ChurnAnalysis) -> list[str]:
    """The names of the themes, in the order of the table; a reason may name several, and often names none."""
    topic = analysis.topic or read_topic(reason)
    said = _folded(head(reason))
    index = _index(analysis.category)
    found = {
        theme
        for length in index.lengths
        for start in range(len(said) - length + 1)
        if (theme := index.themes.get(tuple(said[start : start + length]))) is not None
    }
    named = [theme for theme in THEMES[analysis.category] if theme in found]
    return [*named, TOPIC_NAMES[topic]] if topic else named


def _folded(text: str) -> list[str]:
    """Words as they are compared: the plural of most of the languages is gone."""
    return [word[:-1] if len(word) >= _SHORTEST_PLURAL and word.endswith("s") else word for word in words(text)]


@cache
def _index(category: Category) -> _Index:
    themes = {
        tuple(_folded(" ".join(phrase.split()))): theme
        for theme, phrases in reversed(THEMES[category].items())  # of one phrase in two themes, the first counts
        for phrase in phrases.split(",")
    }
    return _Index(themes, tuple(sorted({len(phrase) for phrase in themes})))
