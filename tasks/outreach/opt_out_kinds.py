"""What a column says about the permission to write to somebody, judged by its name."""

import re
from functools import lru_cache
from typing import Literal

from agents.checks.folding import folded
from tasks.outreach import opt_out_names as names

# `allowing` and `denying` are for names on no list, read word by word; in them only a plain answer counts.
# `other channel` is also what is not about being written to at all: `Analytics opt-out`, `Logo consent`.
Kind = Literal["opt-out", "permission", "basis", "state", "allowing", "denying", "preference", "other channel"]
NO_LETTER = re.compile(r"[^a-z0-9]+")
_CUSTOM = "__c"  # Salesforce's suffix of custom fields


@lru_cache(maxsize=4_096)
def kind_of(column: str) -> Kind | None:
    """What a column of this name says; None if it has nothing to do with email permission."""
    plain = column.strip().removesuffix(_CUSTOM)
    said = frozenset(folded_words(plain))
    if said & names.OTHER_SUBJECT and not said & names.MAIL_TOO:
        return "other channel"
    kind = _kind(letters_and_digits(plain)) or _kind(letters_and_digits(plain.rpartition(".")[2]).rstrip("0123456789"))
    if kind == "permission" and (said & names.NOT_ASKED_OF_THEM or "addon" in letters_and_digits(plain)):
        return None
    return kind or _by_words(said)


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


def _by_words(said: frozenset[str]) -> Kind | None:
    if not (said & names.ABOUT_MAIL or "permission" in said):
        return None
    if any(part in word for word in said for part in names.PREFERENCE):
        return "preference"
    if said & names.STATE_WORDS:
        return "state"
    if said & names.OF_THE_PRODUCT:
        return None
    if said & names.DENYING:
        return "denying"
    allows = said & names.ALLOWING or ({"have", "has"} & said and "permission" in said)
    return "allowing" if allows else None
