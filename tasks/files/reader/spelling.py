"""The form in which a header or a word is compared with ours."""

import re
import unicodedata

_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_NO_WORD = re.compile(r"[^a-z0-9]+")
_LONGEST = 200


def normal(header: str) -> str:
    """A header as it is compared: `Monthly Charges ($)`, `monthlyCharges` and `monthly_charges` are one."""
    bare = _BRACKETS.sub(" ", header[:_LONGEST]) or header[:_LONGEST]
    plain = unicodedata.normalize("NFKD", _CAMEL.sub(" ", bare))
    plain = "".join(character for character in plain if not unicodedata.combining(character)).casefold()
    return _NO_WORD.sub(" ", plain.replace("%", " pct ").replace("'", " ")).strip()


def joined(header: str) -> str:
    """The normal form without its spaces, so that `customerid` and `Customer ID` are one."""
    return normal(header).replace(" ", "")


def listed(words: str) -> list[str]:
    """The normal forms of a list that is separated by commas."""
    return [normal(word) for word in words.split(",")]
