"""A file's words for values of ours: tiers and languages."""

import re
from collections.abc import Iterable, Mapping

from tasks.files.reader.spelling import normal, normal_forms
from tasks.files.reader.synonyms import LANGUAGES, TIERS

_TIERS = {word: tier for tier, words in TIERS.items() for word in normal_forms(words)}
_LANGUAGES = {word: language for language, words in LANGUAGES.items() for word in normal_forms(words)}
_NOTHING = frozenset(("", "-", "--", "n/a", "na", "#n/a", "null", "none", "nan", "nat", "nil", "unknown", "?", "\\n"))
# What only says that it is a plan, how it is paid, or in what: `price_pro_monthly`; of Chargebee, `pro-USD-Monthly`.
_BEFORE = re.compile(r"^(?:(?:plan|price|prod|product|tier|package) )+")
_BEHIND = re.compile(r"(?: (?:plan|tier|package|edition|subscription|monthly|annual|yearly|usd|eur|gbp|chf|cad|aud))+$")


def is_nothing(cell: str) -> bool:
    """Whether a cell means that nothing is known."""
    return cell.strip().casefold() in _NOTHING


def read_tiers(cells: Iterable[str], given: Mapping[str, str]) -> dict[str, str]:
    """Cell to tier. A cell that fits no word stays as it is, so that it can be shown; an empty one is left out."""
    own = {word.strip().casefold(): tier for word, tier in given.items()}
    found: dict[str, str] = {}
    for cell in cells:
        tier = own.get(cell.strip().casefold()) or _TIERS.get(_BEFORE.sub("", _BEHIND.sub("", normal(cell))))
        if tier or not is_nothing(cell):
            found[cell] = tier or cell
    return found


def read_language(cell: str) -> str:
    """`de` from `de-DE`, `German` or `deutsch`; empty if it is not a language that we know."""
    form = normal(cell)
    return _LANGUAGES.get(form) or _LANGUAGES.get(form.split(" ")[0] if form else "", "")
