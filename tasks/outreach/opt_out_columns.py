"""Whether a column of a customer's row says that nobody may write to them.

Two kinds of column do: a yes in a column of opt-outs (`HasOptedOutOfEmail`, `Unsubscribed At`), and anything but a yes
in a column of permissions (`accepts_marketing`, `GDPR consent`). An unknown word holds, because without a clear
permission there is none. In other columns only a plain no counts, in more forms the closer the column's name is to
mail.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from agents.checks.folding import folded
from schemas.errors import one_line
from tasks.outreach import opt_out_names as names
from tasks.outreach.opt_out_kinds import (
    NO_LETTER,
    Kind,
    folded_words,
    holds_roles,
    is_about_contact,
    kind_of,
    letters_and_digits,
)

_DAY = re.compile(r"\D*(?!0000|0{1,2}\D)\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}")
# How systems write that there is no date.
_NO_DAY = re.compile(r"\s*(?:(?:0000|0001|1900|1970)-0[01]-0[01]|0?1[./]0?1[./](?:1970|1900|0001))\b")
_DETAILS = re.compile(r"\s*(?:[,;:(]|\s-\s)")
_PARTS = re.compile(r"[,;:|/()\[\]\n]| - | \u2013 | \u2014 ")
_NUMBER = re.compile(r"[+-]?[\d.,]+")
# A crossed box is ticked to some and empty to others: it is neither a clear yes nor a clear no.
_MARKS = str.maketrans(
    dict.fromkeys("✓✔☑✅🗸👍", " yes ") | dict.fromkeys("✗✘❌✖☐❎👎🚫⛔", " no ") | dict.fromkeys("☒🗵🗷", " crossed ")
)
_WHEN = " 0123456789-./:,"
_SHOWN, _READ = 40, 200
_SHORT = 80  # a longer cell is a note


def opt_out_in(context: Mapping[str, str]) -> str | None:
    """Which column says no, as a sentence; None if none does."""
    for column, value in context.items():
        says = _objection(column, value)
        if says is not None:
            return f"{one_line(column)[:_SHOWN]} {says}"
    return None


def _objection(column: str, value: str) -> str | None:
    kind = kind_of(column)
    if kind in ("opt-out", "permission"):
        return _of_answer(kind, column, value[:_READ])
    if _says_no_as(kind, value):
        return _said(value, known=True)
    return _said(value, known=True) if _is_plain_no(column, value) else None


def _says_no_as(kind: Kind | None, value: str) -> bool:
    """Whether a cell says no in a column of this kind: a state, a legal ground, a preference, a plain answer."""
    if kind in ("state", "preference") and _has_state(value[:_READ]):
        return True
    if kind == "basis":
        return _is_no_basis(value)
    answer = _answer(value[:_READ]) if kind in ("allowing", "denying", "preference") else ""
    return (
        (kind == "allowing" and answer in names.HARD_NO)
        or (kind == "denying" and answer in names.YES_WORDS)
        or (kind == "preference" and answer in names.PREFERS_NOTHING)
    )


def _is_plain_no(column: str, value: str) -> bool:
    """Whether a cell, of any column, says nothing but no: teams and tools name such columns as they like."""
    if len(value) > _SHORT:
        return False
    known = names.PLAIN_NO | names.TOPIC_NO if is_about_contact(column) else names.PLAIN_NO
    found = _said_in(value) & known
    if kind_of(column) == "other channel":
        return any(part in phrase for phrase in found for part in names.EVERY_CHANNEL)
    return bool(found)


@lru_cache(maxsize=4_096)
def _said_in(value: str) -> frozenset[str]:
    """The phrases of a short cell, whole and in its parts, with and without dates and fillers."""
    found: set[str] = set()
    for part in (value, *_PARTS.split(value)):
        said = folded_words(part)
        found.add(" ".join(said))
        found.add(" ".join(word for word in said if not word.isdigit() and word not in names.FILLERS))
    return frozenset(found)


def _is_no_basis(value: str) -> bool:
    """Whether a ground is withdrawn or denied: `Withdrawn`, `None`, `Legitimate interest - objected`; not if empty."""
    if len(value) > _SHORT:
        return False
    plain = f" {' '.join(folded_words(value))} "
    return letters_and_digits(value) in names.HARD_NO or any(
        f" {no} " in plain for no in names.PLAIN_NO | names.TOPIC_NO
    )


def _of_answer(kind: Kind, column: str, value: str) -> str | None:
    word = _answer(value)
    if kind == "opt-out":
        return None if _denied(word, value) else _said(value, known=_granted(word, value))
    if word in names.HARD_NO or _is_plain_no(column, value):
        return _said(value, known=True)  # `Withdrawn 2024-05-01` has a date, but is not a yes for that
    if _granted(word, value) or (word in names.ROLES and holds_roles(column)):
        return None
    if not word:
        return "gives no permission"
    return _said(value, known=word in names.NO_WORDS)


def _said(value: str, *, known: bool) -> str:
    cell = one_line(value)[:_SHOWN]
    return f"says {cell!r}" if known else f"says {cell!r}, which is not a clear permission"


@lru_cache(maxsize=4_096)
def _has_state(value: str) -> bool:
    plain = " " + " ".join(NO_LETTER.sub(" ", folded(value)).split()) + " "
    return any(f" {state} " in plain for state in names.STATE_NO) or not names.STATE_NO_ALONE.isdisjoint(
        _said_in(value)
    )


def _answer(value: str) -> str:
    """The word in a cell: a mark as its meaning, `Yes 2024-05-01` without the date."""
    text = value.translate(_MARKS).strip()
    return letters_and_digits(text.rstrip(_WHEN) if text[:1].isalpha() else text)


def _granted(word: str, value: str) -> bool:
    return word in names.YES_WORDS or _first_word(value) in names.YES_WORDS or _DAY.match(value) is not None


def _denied(word: str, value: str) -> bool:
    """Whether a cell of an opt-out column says that there was no opt-out: empty, no, or a count of zero."""
    if not word or word in names.NO_WORDS or _first_word(value) in names.NO_WORDS or _NO_DAY.match(value):
        return True
    return _NUMBER.fullmatch(value.strip()) is not None and not value.strip(" +-.,0")


def _first_word(value: str) -> str:
    """The answer before its details: `Yes - by web form`, `No (never asked)`; but "no consent" is one answer."""
    parts = _DETAILS.split(value.translate(_MARKS), maxsplit=1)
    return letters_and_digits(parts[0]) if len(parts) > 1 else ""
