"""Repairs words that are one letter away from a frequent word of reasons."""

from functools import lru_cache

from agents.winback.offline.plain_words import word_set
from agents.winback.offline.vocabulary import OFTEN_MISSPELT

_SHORTEST, _LONGEST = 5, 24


def _without_one(word: str) -> set[str]:
    return {word[:i] + word[i + 1 :] for i in range(1, len(word))}


_RIGHT = word_set(OFTEN_MISSPELT)
# Two words that become equal by losing a letter each differ by one typing error, the first letter apart.
_REPAIRS = {short: right for right in sorted(_RIGHT) for short in (right, *sorted(_without_one(right)))}


@lru_cache(maxsize=8_192)
def repaired(word: str) -> str:
    """The word that was probably meant, or the word itself."""
    if word in _RIGHT or not _SHORTEST <= len(word) <= _LONGEST:
        return word
    candidates = (_REPAIRS.get(form) for form in (word, *sorted(_without_one(word))))
    return next((right for right in candidates if right and right[0] == word[0]), word)
