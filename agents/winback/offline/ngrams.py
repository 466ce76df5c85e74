"""A text as counted n-grams: pieces of words, which tolerate misspelling and inflection, and words and word pairs."""

import re
import unicodedata
from collections import Counter
from itertools import pairwise
from zlib import crc32

from agents.winback.offline.plain_words import head

BUCKETS = 1 << 15
_SHORTEST, _LONGEST = 2, 5
_LONGEST_WORD = 40
_WORD = re.compile(r"\w+|[$\u20ac\u00a3]+")


def buckets(text: str) -> tuple[Counter[int], Counter[int]]:
    """How often each bucket is hit: by pieces of words (2 to 5 characters), and by words and pairs of words.

    Hashing instead of a vocabulary (Weinberger et al. 2009) keeps the model small whatever people write.
    """
    words = folded_words(text)
    pieces: Counter[int] = Counter()
    for word in words:
        padded = f" {word} "
        for size in range(_SHORTEST, _LONGEST + 1):
            for start in range(max(1, len(padded) - size + 1)):
                pieces[_bucket(padded[start : start + size])] += 1
    wholes = Counter(map(_bucket, words))
    wholes.update(_bucket(f"{first} {second}") for first, second in pairwise(words))
    return pieces, wholes


def folded_words(text: str) -> list[str]:
    """The words of a text in small letters and without accents, runs of currency signs included."""
    plain = unicodedata.normalize("NFKD", head(text).casefold())
    return [word[:_LONGEST_WORD] for word in _WORD.findall("".join(c for c in plain if not unicodedata.combining(c)))]


def _bucket(gram: str) -> int:
    return crc32(gram.encode("utf-8", "surrogatepass")) % BUCKETS
