"""Columns that count what a customer still has: one with an active subscription has not left."""

import re
from collections.abc import Iterable
from typing import Literal

from tasks.files.reader import status_words as words
from tasks.files.reader.spelling import joined, normal, normal_forms
from tasks.files.reader.words import is_nothing

Said = Literal["left", "stayed", "nothing"]
_STILL, _HELD = frozenset(words.STILL.split()), frozenset(words.HELD.split())
_NOT_HELD = frozenset(words.NOT_HELD.split())
_PLURAL, _COUNTING = frozenset(words.PLURAL.split()), frozenset(words.COUNTING.split())
_FLAGS = frozenset(joined(word) for word in normal_forms(words.ACTIVE_FLAGS))
_COUNT = re.compile(r"\s*[0-9]{1,6}(?:[.,]0{1,3})?\s*")


def counts_left(header: str, cells: Iterable[str]) -> dict[str, Said] | None:
    """Cell to what its number says (0: the customer has left); None if the column does not count anything of theirs."""
    if not _counts(normal(header).split()):
        return None
    says: dict[str, Said] = {cell: _said(cell) for cell in cells}
    told = [cell for cell, said in says.items() if said != "nothing"]
    return says if told and all(said != "nothing" or is_nothing(cell) for cell, said in says.items()) else None


def _said(cell: str) -> Said:
    if _COUNT.fullmatch(cell) is None:
        return "nothing"
    return "stayed" if cell.strip("0., ") else "left"


def _counts(words_of_it: list[str]) -> bool:
    name = frozenset(_apart(words_of_it))
    if not (name & _STILL and name & _HELD) or name & _NOT_HELD:
        return False
    several = any(word in _PLURAL or word.endswith("s") for word in name & _HELD)
    return several or bool(name & _COUNTING) or "".join(words_of_it) in _FLAGS


def _apart(name: list[str]) -> list[str]:
    """`activesubscriptions` as two words."""
    if len(name) != 1:
        return name
    found = next((still for still in _STILL if name[0].startswith(still) and name[0][len(still) :] in _HELD), None)
    return name if found is None else [found, name[0][len(found) :]]
