"""What a text is about, and how much of that another text holds."""

from collections.abc import Collection

from agents.retrieval.words import words
from agents.support.intents.features import EMPTY

_STEM = 5
# Words of many questions that say nothing of their subject.
_ANY_SUBJECT = frozenset(
    "best way get getting help need needs use used using set setting make making want wants like please best good better "
    "between than then there here they them their its also just even still about into when while trying tried try keep "
    "keeps look looks looking right wrong running run runs new one two time question whats hows im ive dont doesnt cant "
    "isnt wont aws amazon give show tell explain possible able anyone someone know thing things problem issue".split()
)


def about(text: str) -> frozenset[str]:
    """The words that say what a text is about."""
    found = {word for word in words(text) if len(word) > 1 and not word.endswith("~")}
    return frozenset(word for word in found if "'" not in word and "\u2019" not in word) - EMPTY - _ANY_SUBJECT


def held(wanted: Collection[str], text: str) -> frozenset[str]:
    """Which of some words a text holds; a long word is held by one that begins alike."""
    there = set(words(text))
    return frozenset(word for word in wanted if word in there or f"{word[:_STEM]}~" in there)


def share_held(wanted: Collection[str], text: str) -> float:
    """From 0 to 1. Of nothing wanted all is held."""
    return len(held(wanted, text)) / len(wanted) if wanted else 1.0
