"""The forms in which headers and words are compared with ours."""

import re
import unicodedata
from functools import lru_cache

_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_NO_WORD = re.compile(r"[^a-z0-9]+")
_LONGEST = 200


@lru_cache(maxsize=16_384)  # each of our columns is looked for among all headers
def normal(header: str) -> str:
    """A header's normal form: `Monthly Charges ($)`, `monthlyCharges` and `monthly_charges` are the same."""
    bare = _BRACKETS.sub(" ", header[:_LONGEST]) or header[:_LONGEST]
    plain = unicodedata.normalize("NFKD", _CAMEL.sub(" ", bare))
    plain = "".join(character for character in plain if not unicodedata.combining(character)).casefold()
    return _NO_WORD.sub(" ", plain.replace("%", " pct ").replace("'", " ")).strip()


@lru_cache(maxsize=16_384)
def joined(header: str) -> str:
    """The normal form without its spaces, so that `customerid` and `Customer ID` are the same."""
    return normal(header).replace(" ", "")


def normal_forms(words: str) -> list[str]:
    """The normal forms of a list that is separated by commas."""
    return [normal(word) for word in words.split(",")]
