"""Whether a column of a customer's row says that nobody may write to them.

Two kinds of column say it: a yes where an opt-out is noted (`HasOptedOutOfEmail`, `Unsubscribed At`), and anything but
a yes where a permission is (`accepts_marketing`, `GDPR consent`). A word that is not known holds: absence of a clear
permission is none.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from agents.checks.folding import folded
from schemas.errors import one_line
from tasks.outreach import opt_out_names as names

Kind = Literal["opt-out", "permission", "state"]
_NO_LETTER = re.compile(r"[^a-z0-9]+")
_DAY = re.compile(r"\D*(?!0000|0{1,2}\D)\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}")
# How systems write that there is no day.
_NO_DAY = re.compile(r"\s*(?:(?:0000|0001|1900|1970)-0[01]-0[01]|0?1[./]0?1[./](?:1970|1900|0001))\b")
_DETAILS = re.compile(r"\s*(?:[,;:(]|\s-\s)")
_NUMBER = re.compile(r"[+-]?[\d.,]+")
_SHOWN, _READ = 40, 200


def opt_out_in(context: Mapping[str, str]) -> str | None:
    """Which column says no, as a sentence; None where none does."""
    for column, value in context.items():
        kind = kind_of(column)
        says = _plainly_no(value) if kind is None else _objection(kind, value[:_READ])
        if says is not None:
            return f"{one_line(column)[:_SHOWN]} {says}"
    return None


def _plainly_no(value: str) -> str | None:
    """A cell of an unknown column that says nothing but no: teams and tools name such columns as they like."""
    if len(value) > _SHOWN or not value[:1].isalpha():
        return None
    plain = " ".join(_NO_LETTER.sub(" ", folded(value)).split())
    return f"says {one_line(value)!r}" if plain in names.PLAIN_NO else None


@lru_cache(maxsize=4_096)
def kind_of(column: str) -> Kind | None:
    """What a column of this name notes; None where it has nothing to do with email permission."""
    plain = column.strip().removesuffix("__c")  # Salesforce's mark of a custom field
    return _kind(_joined(plain)) or _kind(_joined(plain.rpartition(".")[2]).rstrip("0123456789"))


def _kind(name: str) -> Kind | None:
    if _is_beside_the_point(name):
        return None
    if name in names.NO_EXACT or any(part in name for part in names.NO):
        return "opt-out"
    if name in names.YES_EXACT or any(part in name for part in names.YES):
        return "permission"
    return "state" if name in names.STATE else None


def _is_beside_the_point(name: str) -> bool:
    if name.endswith(names.ABOUT_ENDS) or any(part in name for part in names.ABOUT):
        return True
    paper = name.replace("directmail", "postal").replace("postalmail", "postal")
    return any(part in paper for part in names.OTHER_CHANNEL) and "mail" not in paper


def _objection(kind: Kind, value: str) -> str | None:
    word = _joined(value)
    if kind == "state":
        return _state(value)
    if kind == "opt-out":
        return None if _denied(word, value) else _said(value, known=_granted(word, value))
    if _granted(word, value):
        return None
    if not word:
        return "gives no permission"
    return _said(value, known=word in names.NO_WORDS)


def _said(value: str, *, known: bool) -> str:
    cell = one_line(value)[:_SHOWN]
    return f"says {cell!r}" if known else f"says {cell!r}, which is no clear permission"


@lru_cache(maxsize=4_096)
def _state(value: str) -> str | None:
    plain = " " + " ".join(_NO_LETTER.sub(" ", folded(value)).split()) + " "
    found = any(f" {state} " in plain for state in names.STATE_NO)
    return f"says {one_line(value)[:_SHOWN]!r}" if found else None


def _granted(word: str, value: str) -> bool:
    return word in names.YES_WORDS or _first_word(value) in names.YES_WORDS or _DAY.match(value) is not None


def _denied(word: str, value: str) -> bool:
    """Whether a cell of an opt-out column says that there was none: empty, no, or a count of zero."""
    if not word or word in names.NO_WORDS or _first_word(value) in names.NO_WORDS or _NO_DAY.match(value):
        return True
    return _NUMBER.fullmatch(value.strip()) is not None and not value.strip(" +-.,0")


def _first_word(value: str) -> str:
    """The answer before its details: `Yes - by web form`, `No (never asked)`; but "no consent" is one answer."""
    parts = _DETAILS.split(value, maxsplit=1)
    return _joined(parts[0]) if len(parts) > 1 else ""


def _joined(text: str) -> str:
    return _NO_LETTER.sub("", folded(text))
