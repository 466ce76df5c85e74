"""A text as words for BM25, in any language that puts spaces between them.

Case and accents are dropped: people who type on a phone write `reparacion` and `fur`. An identifier counts whole and
by its parts (`us-east-1`, `AccessDeniedException`), and a long word by its beginning, too: the first five letters are
about as good as a stemmer in European languages (McNamee and Mayfield, "Character n-gram tokenization for European
language text retrieval", 2004), and need no table for each.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

MOST_CHARACTERS = 100_000  # of a text that is read
_STEM = 5
_IDENTIFIER = re.compile(r"[^\W_]+(?:[-_.:/+#@'’][^\W_]+)*[+#]{0,2}")
_PART = re.compile(r"[^\W_]+")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_LETTERS = {ord("ß"): "ss", ord("ø"): "o", ord("ł"): "l", ord("æ"): "ae", ord("œ"): "oe", ord("ı"): "i"}


def words(text: str) -> list[str]:
    """The words of a text in their order, each with what it is also found by."""
    found: list[str] = []
    for match in _IDENTIFIER.finditer(unicodedata.normalize("NFKC", text[:MOST_CHARACTERS])):
        found += _of_identifier(match[0])
    return found


@lru_cache(maxsize=65_536)
def _of_identifier(spelled: str) -> tuple[str, ...]:
    parts = [hump for part in _PART.findall(spelled) for hump in _HUMP.split(part)]
    if len(parts) == 1 and parts[0] == spelled:
        return tuple(_forms(plain(spelled)))
    whole = plain(spelled)
    return (whole, *(form for part in parts for form in _forms(plain(part)) if form != whole))


def _forms(word: str) -> Iterator[str]:
    yield word
    if len(word) > _STEM and not any(letter.isdigit() for letter in word):
        yield f"{word[:_STEM]}~"  # marked: `price~` of `prices` is not the word `price`


def plain(word: str) -> str:
    """Without case and accents."""
    apart = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
