"""Words of a file that stand for one of ours: tiers, languages, whether a customer has left."""

from collections.abc import Iterable, Mapping

from tasks.reader.headers import listed, normal
from tasks.reader.synonyms import CHURN_FLAGS, LANGUAGES, LEFT, STAYED, TIERS

_TIERS = {word: tier for tier, words in TIERS.items() for word in listed(words)}
_LANGUAGES = {word: language for language, words in LANGUAGES.items() for word in listed(words)}
_FLAGS, _LEFT, _STAYED = listed(CHURN_FLAGS), frozenset(listed(LEFT)), frozenset(listed(STAYED))
_NOTHING = frozenset(("", "-", "--", "n/a", "na", "#n/a", "null", "none", "nan", "nat", "nil", "unknown", "?", "\\n"))
_SUFFIXES = (" plan", " tier", " package", " edition", " subscription", " monthly", " annual", " yearly")


def is_nothing(cell: str) -> bool:
    """Whether a cell says that nothing is known."""
    return cell.strip().casefold() in _NOTHING


def read_tiers(cells: Iterable[str], given: Mapping[str, str]) -> dict[str, str]:
    """Cell to tier; a cell that no word fits stays as it is, so that it can be shown."""
    own = {word.strip().casefold(): tier for word, tier in given.items()}
    found: dict[str, str] = {}
    for cell in cells:
        form = normal(cell)
        for suffix in _SUFFIXES:
            form = form.removesuffix(suffix)
        found[cell] = own.get(cell.strip().casefold()) or _TIERS.get(form, cell)
    return found


def read_language(cell: str) -> str:
    """`de` from `de-DE`, `German` or `deutsch`; nothing where it is no language that we know of."""
    form = normal(cell)
    return _LANGUAGES.get(form) or _LANGUAGES.get(form.split(" ")[0] if form else "", "")


def left_values(header: list[str], position: int, cells: Iterable[str]) -> frozenset[str] | None:
    """The cells of a column that say that a customer has left; None where the column does not say such things."""
    if normal(header[position]) not in _FLAGS:
        return None
    forms = {cell: normal(cell) or "" for cell in cells}
    known = {cell for cell, form in forms.items() if form in _LEFT or form in _STAYED or not form}
    if len(known) < len(forms) or not any(form in _STAYED for form in forms.values()):
        return None
    return frozenset(cell for cell, form in forms.items() if form in _LEFT)
