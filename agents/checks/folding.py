"""Text in the form in which patterns compare it: lower case, no accents, plain apostrophes, codes as words."""

import re
import unicodedata

from schemas.plain_text import plain as undisguised

_APOSTROPHES = str.maketrans(dict.fromkeys("\u2018\u2019\u02bc\u00b4`", "'"))
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_LONGEST_CODE = 80


def folded(text: str) -> str:
    """`Désabonnez-moi` as `desabonnez-moi`: full width, accents and invisible characters are gone."""
    if text.isascii():
        return text.casefold()
    # First look-alikes of other alphabets: a Cyrillic letter in an English word stands for the Latin one.
    plain = unicodedata.normalize("NFKD", undisguised(text).translate(_APOSTROPHES)).casefold()
    return "".join(character for character in plain if unicodedata.category(character) not in ("Mn", "Cf"))


def spelled_out(text: str) -> str:
    """A code as the words it stands for: `TooExpensive` and `too_expensive` are `Too Expensive` and `too expensive`."""
    if len(text) > _LONGEST_CODE or " " in text.strip():
        return text
    return _CAMEL.sub(" ", text.replace("_", " "))
