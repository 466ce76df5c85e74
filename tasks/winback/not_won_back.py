"""Reasons not to win somebody back: a death, a closure, a failed payment, or a customer who never left.

Rules over words, in the seven languages. Codes of billing systems count only if they are the whole text: `no card` is
why a subscription ended, "no card view on the board" is a missing feature.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Literal

from agents.checks.folding import folded, spelled_out
from tasks.files.reader.no_day import says_never
from tasks.winback import not_won_back_words as words

Obstacle = Literal["deceased", "business_closed", "payment_dispute", "not_churned"]
_READ = 20_000  # what the reader keeps of a reason
_PARTS = re.compile(r"[\n,;:.!?()/|]+|\s[-\u2013\u2014]\s")
_MOST_PARTS = 40
_CLAUSE_END = re.compile(r"[\n,;:.!?()]| (?:and|und|et|y|so|because|weil|but|aber|mais|pero) ")
_CLAUSE = 80  # characters on either side of what was found
_FEW_WORDS, _SOME_WORDS = 8, 30
_COLUMN = re.compile(
    r"reason|feedback|comment|cancel|churn|status|dispute|chargeback|dunning|declin|payment|failure|^details?$|explanation|^activity$|grund|motiv|raison|razon"
)
# Notes by a team: a death counts wherever it is noted; a payment that failed once may have been made long since.
_NOTE = re.compile(r"note|remark|bemerkung|notiz|nota|opmerking|remarque|history")
_ABOUT_PAYMENT = re.compile(
    r"dispute|chargeback|dunning|payment.?(?:status|state|failed|failure)|(?:failed|past.?due).?payment"
)
_FLAG = re.compile(
    r"(?!.*(?:count|total|number|num_|amount|date|_at$|id$|enabled|feature|email|reminder|setting|config|rate|module|"
    r"usage|used|tool|report|request)).*(?:dispute|chargeback|dunning|fail)"
)
# What a name says beside that: `is_deceased__c`, `Contact deceased on`, `Kunde verstorben am`.
_OF_WHOM = re.compile(r"^(?:is|has|ist|est|customer|client|contact|owner|account|kunde|klant|cliente)+")
_ASIDE = re.compile(r"(?:contact|customer|owner|flag|date|since|yn|am|le|on|at|il|em|el|op|c)+$")
_NO_LETTER = re.compile(r"[^a-z]+")
_SHORT = 40  # characters
_FIRST_DAY = re.compile(r"\s*(?:1970|1900|0001)-0?1-0?1\b")  # how systems write that there is no date
_BAD_STATES = ("failed", "declined", "disputed", "rejected", "returned")


def obstacle_in(reason: str, context: Mapping[str, str]) -> tuple[Obstacle, str] | None:
    """What speaks against writing, and where it is said: in the reason, else in a column about leaving or paying."""
    if (found := obstacle(reason)) is not None:
        return found, "the reason"
    for column, value in context.items():
        kind = _kind(column)
        if (found := _flagged(column, value)) is not None:
            return found, column[:40]
        if kind == "about leaving" and (found := _in_column(folded(column), value)) is not None:
            return found, column[:40]
        if kind == "note" and (found := obstacle(value)) in ("deceased", "business_closed"):
            return found, column[:40]
    return None


def _flagged(column: str, value: str) -> Obstacle | None:
    """What a yes or a date says under a name such as `Deceased`, or a cell of any column that says only that."""
    if len(value) > _SHORT:
        return None
    if _names_a_death(value):
        return "deceased"
    obstacle = _flag(column)
    if obstacle is None or value.strip().casefold() in words.NO or says_never(value) or _FIRST_DAY.match(value):
        return None
    return obstacle


@lru_cache(maxsize=4_096)
def _names_a_death(cell: str) -> bool:
    return " ".join(_NO_LETTER.sub(" ", folded(cell)).split()) in words.DEATH_CELLS


@lru_cache(maxsize=4_096)
def _flag(column: str) -> Obstacle | None:
    name = _OF_WHOM.sub("", _NO_LETTER.sub("", folded(column)), count=1)
    name = _ASIDE.sub("", name)
    if name in words.DEATH_COLUMNS:
        return "deceased"
    return "business_closed" if name in words.CLOSURE_COLUMNS else None


@lru_cache(maxsize=4_096)
def _kind(column: str) -> Literal["about leaving", "note"] | None:
    name = folded(column)
    if _COLUMN.search(name) is not None:
        return "about leaving"
    return "note" if _NOTE.search(name) is not None else None


def _in_column(name: str, value: str) -> Obstacle | None:
    if _ABOUT_PAYMENT.search(name) is not None:
        if _FLAG.match(name):
            return None if value.strip().casefold() in words.NO else "payment_dispute"
        if value.strip().casefold() in _BAD_STATES:
            return "payment_dispute"
    return obstacle(value)


@lru_cache(maxsize=2_048)
def obstacle(text: str) -> Obstacle | None:
    """What the words of a reason or a code say, the most serious first."""
    plain = _plain(text)
    if not plain:
        return None
    if words.DECEASED.search(plain):
        return "deceased"
    if _is_about_their_payment(plain) or any(_is_involuntary(part) for part in _parts(plain)):
        return "payment_dispute"
    if any(words.CLOSED.search(part) for part in _parts(plain)):
        return "business_closed"
    return "not_churned" if _still_there(plain) else None


def _is_involuntary(part: str) -> bool:
    """Whether a text is the code of a payment that failed, on the list or made of a code's words."""
    if part in words.INVOLUNTARY:
        return True
    said = [word for word in part.split() if word.isalpha()]
    if not said or len(said) > words.CODE_WORDS:
        return False
    failed, paid = words.OF_ITS_FAILURE.intersection(said), words.OF_A_PAYMENT.intersection(said)
    return bool(failed and paid) and (words.OF_ITS_CODE | failed | paid).issuperset(said)


def _is_about_their_payment(plain: str) -> bool:
    """Whether it is a charge of theirs, contested or failed, not a feature for charges: `Missing dunning feature`."""
    contested = any(
        words.CHARGE_NOUN.fullmatch(found[0]) is None or not _is_about_product(plain, found)
        for found in words.DISPUTE.finditer(plain)
    )
    return contested or any(not _is_about_product(plain, found) for found in words.FAILED.finditer(plain))


def _is_about_product(plain: str, found: re.Match[str]) -> bool:
    """Whether the clause around a failed payment is about the product, or about other people's payments."""
    before = _CLAUSE_END.split(plain[max(0, found.start() - _CLAUSE) : found.start()])[-1]
    behind = _CLAUSE_END.split(plain[found.end() : found.end() + _CLAUSE], maxsplit=1)[0]
    if words.OWN_PAYMENT.search(f"{before}{found[0]}"):
        return False
    return words.PRODUCT.search(f"{before} \n {behind}") is not None or words.MISSING.search(before) is not None


def _still_there(plain: str) -> bool:
    """Whether they are still there, said first and briefly: one who upgraded, then left over its speed, has left."""
    if len(plain.split()) <= _SOME_WORDS and words.STILL_CUSTOMER.search(plain) is not None:
        return True
    first = next(_parts(plain), "")
    return words.STILL_THERE.match(first) is not None and len(plain.split()) <= _FEW_WORDS


def _plain(text: str) -> str:
    return "\n".join(folded(spelled_out(line)).strip() for line in text[:_READ].splitlines())


def _parts(plain: str) -> Iterator[str]:
    for part in _PARTS.split(plain)[:_MOST_PARTS]:
        if bare := " ".join(part.replace("-", " ").split()):
            yield bare
