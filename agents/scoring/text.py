"""Measures of a text that need no model: phrases, words, readability."""

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?:…]+(?=\s|$)|\n\s*\n")
_LONG = 6
_EASY, _HARD = 40.0, 60.0


def first_mentioned(text: str, phrase: str) -> str | None:
    """The first of the alternatives `a|b` that occurs in a text as whole words, ignoring case; None if none does."""
    folded = fold_loosely(text)
    return next((said for said in phrase.split("|") if said.strip() and _pattern(said).search(folded)), None)


def fold_loosely(text: str) -> str:
    """Text normalised so that full-width letters, case, kinds of quotes and runs of blanks make no difference."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_QUOTES)
    return " ".join(plain.split())


_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u2011": "-"})


@lru_cache(maxsize=4096)
def _pattern(said: str) -> re.Pattern[str]:
    wanted = fold_loosely(said)
    prefix = wanted.endswith("*") and wanted[:-1]
    core = re.escape(prefix or wanted)
    before = r"(?<!\w)" if wanted[0].isalnum() else ""
    after = "" if prefix or not wanted[-1].isalnum() else r"(?!\w)"
    return re.compile(before + core + after)


def unquoted(text: str, source: str) -> str:
    """A text without its quotations from `source`, shortened ones included."""
    whole = fold_loosely(source).replace('"', "'")
    return _QUOTED.sub(lambda quoted: " " if fold_loosely(quoted[0][1:-1]).strip(" .…") in whole else quoted[0], text)


_QUOTED = re.compile(r"[\"“„«][^\"”“»\n]{1,600}[\"”“»]")


def word_count(text: str) -> int:
    """Words, a hyphenated one counted once."""
    return len(_WORD.findall(text))


def lix(text: str) -> float:
    """Readability after Björnsson (1968): words per sentence + percent of words of more than six letters.

    It needs no syllables, so it means much the same in every language: to 40 is easy, from 60 on hard.
    """
    words = _WORD.findall(text)
    if not words:
        return 0.0
    sentences = sum(1 for part in _SENTENCE_END.split(text) if _WORD.search(part))
    long = sum(1 for word in words if len(word) > _LONG)
    return len(words) / max(1, sentences) + 100 * long / len(words)


def readability(text: str) -> float:
    """From 1, easy to read, down to 0, hard to read (see `lix`)."""
    return min(1.0, max(0.0, (_HARD - lix(text)) / (_HARD - _EASY)))
