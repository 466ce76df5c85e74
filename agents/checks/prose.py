"""Is a text prose in the requested language, and not one thing over and over?"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from agents.checks.fold import fold
from agents.checks.lexicon import function_words
from schemas.sender import LANGUAGES, Language

_SENTENCE = re.compile(r"[.!?\u2026:]+(?=\s|$)|\n+")
_LINK = re.compile(r"(?<!\S)\S*(?:://|www\.)[^\s.!?]*(?:[.!?]+(?!\s|$)[^\s.!?]*)*")  # but for the stop behind it
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
_PARTS = re.compile(r"[^\W\d_]+")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_LONG = re.compile(r"[A-Za-z0-9+/=_-]{41,}")
_OTHER_SCRIPT = re.compile(r"[^\W\d_\u0000-\u024f\u1e00-\u1eff]+")
_FEWEST_WORDS, _SHOUTED_WORDS, _MOST_SYMBOLS = 4, 4, 5
_REPEATED_WORD, _REPEATED_SENTENCE, _FEW_SENTENCE_WORDS = 4, 3, 3
_SHARE, _WORDS_TO_JUDGE = 0.25, 20
# Signs of emphasis and currency do not count as pictures.
_PLAIN_SYMBOLS = frozenset("\u20ac\u00a3\u00b0\u00a9\u00ae\u2122\u2192\u2022\u00b4\u00a8\u00af\u00b8")


def foreign(text: str, language: Language, known: str) -> Iterator[str]:
    """Sentences without a word of the language, and words in another script that are not in the input."""
    for sentence in _SENTENCE.split(_LINK.sub(" ", text) if "://" in text or "www." in text else text):
        if _is_foreign(sentence.strip(), language):
            yield sentence.strip()[:60]
    if not text.isascii():
        yield from (found[:30] for found in _OTHER_SCRIPT.findall(text) if found not in known)


# Most sentences of a run occur word for word for other customers, too.
@lru_cache(maxsize=4_096)
def _is_foreign(sentence: str, language: Language) -> bool:
    words: list[str] = _PARTS.findall(fold(sentence))
    if len(words) < _FEWEST_WORDS:
        return False
    if function_words(language).isdisjoint(words):
        return _is_prose(sentence)
    return _is_other(words, language)


def _is_prose(sentence: str) -> bool:
    """Whether it is prose, not a signature or a title, whose words are capitalised."""
    words: list[str] = _WORD.findall(sentence)
    return sum(word[0].islower() for word in words) * 2 > len(words)


def _is_other(words: list[str], language: Language) -> bool:
    """Whether clearly more of its words belong to another language."""
    own = sum(map(function_words(language).__contains__, words))
    if own * 2 >= len(words):
        return False
    most = max(sum(map(function_words(name).__contains__, words)) for name in LANGUAGES)
    return bool(most >= _FEWEST_WORDS and own * 2 < most)


def repeated(text: str) -> Iterator[str]:
    """What is wrong with a text that repeats itself, is full of pictures, or contains endless words."""
    words = _WORD.findall(text.casefold())
    counts = Counter(words)
    often = max(counts.values(), default=0)
    everywhere = len(words) >= _WORDS_TO_JUDGE and often > _SHARE * len(words)
    if everywhere or (often >= _REPEATED_WORD and _in_a_row(words)):
        yield f"{counts.most_common(1)[0][0]!r} is said over and over"
    sentences = Counter(sentence.strip().casefold() for sentence in _SENTENCE.split(text))
    for sentence, times in sentences.items():
        if times >= _REPEATED_SENTENCE and len(sentence.split()) >= _FEW_SENTENCE_WORDS:
            yield f"{sentence[:40]!r} is said {times} times"
    if sum(map(_is_symbol, _NOT_ASCII.findall(text))) > _MOST_SYMBOLS:
        yield "it has more pictures than words can bear"
    if found := _LONG.search(text):
        yield f"{found[0][:20]!r}... is no word"


def _in_a_row(words: list[str]) -> bool:
    return any(
        one == two == three == four
        for one, two, three, four in zip(words, words[1:], words[2:], words[3:], strict=False)
    )


def shouted(text: str) -> Iterator[str]:
    """Sentences in capitals."""
    for sentence in _SENTENCE.split(text):
        if sentence.isupper() and len(_WORD.findall(sentence)) >= _SHOUTED_WORDS:
            yield sentence.strip()[:40]


def _is_symbol(character: str) -> bool:
    return character not in _PLAIN_SYMBOLS and unicodedata.category(character) in ("So", "Sk", "Sm")
