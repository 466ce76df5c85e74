"""Columns of yes and no whose name is on no list, but says by its words whether the customer left."""

import re
from collections.abc import Iterable
from typing import Literal

from tasks.files.reader import status_words as words
from tasks.files.reader.spelling import normal, normal_forms
from tasks.files.reader.words import is_nothing

Said = Literal["left", "stayed", "nothing"]
_OF_A_FLAG = frozenset(words.OF_A_FLAG.split())
_LEFT_FLAGS, _HERE_FLAGS = frozenset(normal_forms(words.LEFT_FLAGS)), frozenset(normal_forms(words.HERE_FLAGS))
_YES, _NO = frozenset(normal_forms(words.YES)), frozenset(normal_forms(words.NO))
_MARKS = str.maketrans(dict.fromkeys("✓✔☑✅", " yes ") | dict.fromkeys("✗✘❌☐", " no "))
_BRACKETS = re.compile(r"[()\[\]]")


def flag_of_leaving(header: str, cells: Iterable[str]) -> dict[str, Said] | None:
    """A column of yes and no whose name, on no list, says whether the customer left: `Kunde verloren`."""
    rest = words_of_flag(header)
    here = rest in _HERE_FLAGS
    if not here and rest not in _LEFT_FLAGS and normal(header) not in _LEFT_FLAGS:
        return None
    says: dict[str, Said] = {cell: yes_or_no(form_of(cell), yes="stayed" if here else "left") for cell in cells}
    told = all(said != "nothing" for cell, said in says.items() if not is_nothing(cell))
    return says if told and any(said != "nothing" for said in says.values()) else None


def words_of_flag(header: str) -> str:
    """A flag's name without the words that only say whose it is, or that it is one."""
    return " ".join(word for word in normal(header).split() if word not in _OF_A_FLAG)


def yes_or_no(form: str, *, yes: Literal["left", "stayed"]) -> Said:
    """What a cell in its normal form says; `yes`: what a yes means."""
    if form in _YES:
        return yes
    if form in _NO:
        return "stayed" if yes == "left" else "left"
    return "nothing"


def form_of(cell: str) -> str:
    """A cell's normal form; a check mark as its meaning, and what brackets say: `Cancelled (pending)`."""
    return normal(_BRACKETS.sub(" ", cell.translate(_MARKS)))
