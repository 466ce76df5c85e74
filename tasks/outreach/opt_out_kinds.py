"""What a column says about the permission to write to somebody, judged by its name."""

import re
from functools import lru_cache
from typing import Literal

from agents.checks.folding import folded
from tasks.outreach import opt_out_names as names

# `allowing` and `denying` are for names on no list, read word by word; in them only a plain answer counts.
Kind = Literal["opt-out", "permission", "basis", "state", "allowing", "denying", "other channel"]
NO_LETTER = re.compile(r"[^a-z0-9]+")
_CUSTOM = "__c"  # Salesforce's suffix of custom fields


@lru_cache(maxsize=4_096)
def kind_of(column: str) -> Kind | None:
    """What a column of this name says; None if it has nothing to do with email permission."""
    plain = column.strip().removesuffix(_CUSTOM)
    return (
        _kind(letters_and_digits(plain))
        or _kind(letters_and_digits(plain.rpartition(".")[2]).rstrip("0123456789"))
        or _by_words(folded_words(plain))
    )


@lru_cache(maxsize=4_096)
def is_about_contact(column: str) -> bool:
    """Whether a name is about permission, contact or marketing in any way."""
    name = letters_and_digits(column)
    return kind_of(column) != "other channel" and any(part in name for part in names.TOPICS)


@lru_cache(maxsize=4_096)
def holds_roles(column: str) -> bool:
    """Whether a name may be about somebody's rights in the product: `Permission`, `Role permission`."""
    name = letters_and_digits(column)
    return any(part in name for part in names.RIGHTS) and not names.ABOUT_MAIL.intersection(folded_words(column))


def letters_and_digits(text: str) -> str:
    """The folded text, letters and digits only."""
    return NO_LETTER.sub("", folded(text))


def folded_words(text: str) -> list[str]:
    """The words of a text, folded."""
    return NO_LETTER.sub(" ", folded(text)).split()


def _kind(name: str) -> Kind | None:
    if _is_other_channel(name):
        return "other channel"
    if name.endswith(names.ABOUT_ENDS) or any(part in name for part in names.ABOUT):
        return None
    if any(part in name for part in names.BASIS):
        return "basis"
    if name in names.NO_EXACT or any(part in name for part in names.NO):
        return "opt-out"
    if name in names.YES_EXACT or any(part in name for part in names.YES):
        return "permission"
    return "state" if name in names.STATE else None


def _is_other_channel(name: str) -> bool:
    paper = name.replace("directmail", "postal").replace("postalmail", "postal")
    return any(part in paper for part in names.OTHER_CHANNEL) and "mail" not in paper


def _by_words(found: list[str]) -> Kind | None:
    said = frozenset(found)
    if not (said & names.ABOUT_MAIL or "permission" in said) or said & names.OF_THE_PRODUCT:
        return None
    if said & names.DENYING:
        return "denying"
    return "allowing" if said & names.ALLOWING else None
