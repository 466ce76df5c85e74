"""Deliberately misspelt words of orders: one letter missing, extra or wrong, or two exchanged."""

from functools import lru_cache

_WORDS = (
    "ignore",
    "disregard",
    "forget",
    "override",
    "bypass",
    "previous",
    "instruction",
    "instructions",
    "guidelines",
    "prompt",
)
# Correct words that are one slip away from a word of an order.
_OTHERS = frozenset(
    (
        "forgot",
        "forgets",
        "forge",
        "forged",
        "forges",
        "ignored",
        "ignores",
        "prompts",
        "overrides",
        "overrode",
        "instructive",
    )
)


def _shortened(word: str) -> frozenset[str]:
    """A word, and each form of it with one letter removed."""
    return frozenset((word, *(word[:at] + word[at + 1 :] for at in range(len(word)))))


_SHORTENED = {word: _shortened(word) for word in _WORDS}
_INITIALS = frozenset(word[0] for word in _WORDS)


@lru_cache(maxsize=16_384)
def spelled_right(word: str) -> str:
    """The word of an order that this one is a slip away from, or the word itself.

    Two words are one slip apart where both lose a letter and are the same (Garbe's symmetric deletion).
    """
    if word[0] not in _INITIALS or word in _SHORTENED or word in _OTHERS:
        return word
    lengths = (len(word) - 1, len(word), len(word) + 1)
    near = (right for right in _WORDS if len(right) in lengths and right[0] == word[0])
    return next((right for right in near if _SHORTENED[right] & _shortened(word)), word)
