"""Whether a text says what a listed line says, in its words or nearly so."""

import re
from functools import lru_cache

from agents.checks.fold import fold
from agents.checks.lexicon import function_words
from agents.checks.quantities import quantities

ENOUGH = 0.5  # of a line's main words, for a text that says it in its own way
_SENTENCE = re.compile(r"(?:[^.!?\n]|[.!?](?=[\w]))+[.!?]*")
_WORD = re.compile(r"[^\W\d_]{3,}")
_ENDINGS = re.compile(
    r"(?<=[^\W\d_]{3})(?:ations?|ments?|ings?|ions?|ers?|als?|edly|ed|es|ly|s|e|y)$"
)  # crude, but the same on both sides
_DOUBLED = re.compile(r"([bdgmnprt])\1$")


# Catalogue and brand are the same for every customer of a run.
folded = lru_cache(maxsize=8_192)(fold)


@lru_cache(maxsize=8_192)
def stem(word: str) -> str:
    """A word without its ending: `sealed`, `seals` and `sealing` are one."""
    bare = _ENDINGS.sub("", _ENDINGS.sub("", word)) if len(word) > 6 else _ENDINGS.sub("", word)  # noqa: PLR2004
    return _DOUBLED.sub(r"\1", bare)


@lru_cache(maxsize=4_096)
def stems(text: str) -> frozenset[str]:
    """The main words of a text, by their stems."""
    return frozenset(stem(word) for word in _WORD.findall(folded(text)) if word not in function_words("en"))


@lru_cache(maxsize=8)
def stems_of(words: frozenset[str]) -> frozenset[str]:
    """Words by their stems."""
    return frozenset(map(stem, words))


@lru_cache(maxsize=1_024)
def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text as they appear in it."""
    return tuple(part.strip() for part in _SENTENCE.findall(text) if part.strip())


def share_said(line: str, text: str) -> float:
    """The share of a line's main words that two neighbouring sentences of a text have; 0 where a number is missing."""
    wanted, numbers = stems(line), _numbers(line)
    if not wanted:
        return float(folded(line) in folded(text))
    best, parts = 0.0, sentences(text)
    for first, second in zip(parts, (*parts[1:], ""), strict=True):
        near = f"{first} {second}"
        if numbers <= _numbers(near):
            best = max(best, len(wanted & stems(near)) / len(wanted))
    return best


def says(line: str, text: str, enough: float = ENOUGH) -> bool:
    """Whether a text says at least this share of a line in two neighbouring sentences, all its numbers included."""
    return share_said(line, text) >= enough


@lru_cache(maxsize=4_096)
def _numbers(text: str) -> frozenset[str]:
    # `twice a year` says what `two checks a year` says.
    return frozenset(found.value for found in quantities(folded(text).replace("twice", "two times")))
