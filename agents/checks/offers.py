"""What of value a text gives or promises its reader, however worded: a discount, a free period, money, a gift."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from agents.checks.burdens import (
    billed_less,
    deferred,
    handed_over,
    lifted,
    not_billed,
    on_us,
    paid_by_us,
    purse_shut,
    sent_back,
    supposed,
    told_to_pay,
    unpaid,
    unworried,
)
from agents.checks.clauses import RELATIVE, Clause, Sentence
from agents.checks.denial import denied, is_unreal
from agents.checks.lexicon import VALUES
from agents.checks.quantities import Quantity, quantities

_NEAR, _FAR = 4, 6
_MORE = frozenset([
    "higher", "more", "mehr", "hoher", "teurer", "plus", "elevee", "eleve", "mayor", "piu",
    "maggiore", "maior", "hoger", "meer", "duurder", "expensive",
])  # fmt: skip
PERIOD = "period"


class Offered(NamedTuple):
    """The kind of an offer, its words, and the sentence they are in."""

    kind: str
    said: str
    sentence: Sentence


def offered(sentences: Iterable[Sentence]) -> Iterator[Offered]:
    """Everything of value that these sentences give or promise; a text without any of it costs next to nothing."""
    for sentence in sentences:
        for clause in sentence.clauses:
            if clause.concepts & _HINTS:
                yield from _in_clause(sentence, clause)


def _in_clause(sentence: Sentence, clause: Clause) -> Iterator[Offered]:
    for at, token in enumerate(clause.tokens):
        kind = next((kind for kind in VALUES if kind in token.concepts), None)
        if kind and "safe" not in token.concepts and not is_unreal(sentence, clause, at) and not denied(clause, at):
            yield Offered(kind, token.text, sentence)
    for kind, needed, find in _PATTERNS:
        if (
            needed <= clause.concepts
            and not (find in _ASKABLE and sentence.asks)
            and any(
                not is_unreal(sentence, clause, at) and (find in _OF_NOTHING or not denied(clause, at))
                for at in find(clause)
            )
        ):
            yield Offered(kind, " ".join(token.text for token in clause.tokens)[:60], sentence)


def _near(clause: Clause, one: str, other: str, within: int) -> Iterator[int]:
    """The positions of `one` with `other` near it, on either side."""
    others = clause.places(other)
    for at in clause.places(one):
        if any(0 < abs(at - place) <= within for place in others):
            yield at


def _special_price(clause: Clause) -> Iterator[int]:
    return _near(clause, "special", "cost", 1)


def _price_cut(clause: Clause) -> Iterator[int]:
    for at in _near(clause, "cut", "cost", _NEAR):
        if not any("you" in token.concepts for token in clause.tokens[max(0, at - 2) : at]) or "we" in clause.concepts:
            yield at


def _fraction(clause: Clause) -> Iterator[int]:
    if clause.concepts & {"pay", "cost", "off", "cut", "save"} and not any(
        token.text in _MORE for token in clause.tokens
    ):
        yield from (at for at in clause.places("fraction") if not _is_of_what_is_used(clause, at))


def _is_of_what_is_used(clause: Clause, at: int) -> bool:
    """You used a third of what you paid for: nothing becomes cheaper by that."""
    return any(_USING.fullmatch(token.text) for token in clause.tokens[max(0, at - _NEAR) : at])


_USING = re.compile(
    r"us(?:e|es|ed|ing)|open(?:s|ed)?|need(?:s|ed)?|nutz(?:e|en|t|te|ten)|genutzt|brauch(?:en|te|ten)|utilis\w+|us(?:an|aban|abais|aron|ano|avate|am|avam|aram)|"
    r"gebruik(?:t|en|te|ten)"
)


def _knocked_off(clause: Clause) -> Iterator[int]:
    """Knock a chunk off what somebody paid."""
    if clause.concepts & {"pay", "cost", "terms", "money"} and not clause.concepts & {"gone", "past"}:
        yield from (at for at in _near(clause, "cut", "off", _NEAR) if clause.tokens[at + 1 : at + 2])


def _amount_off(clause: Clause) -> Iterator[int]:
    for at in clause.places("off"):
        if any(token.text == "%" or token.text[0].isdigit() for token in clause.tokens[max(0, at - 3) : at]):
            yield at


def _saving(clause: Clause) -> Iterator[int]:
    amount = clause.concepts & {"money", "fraction"} or any(
        token.text == "%" or token.text[0].isdigit() for token in clause.tokens
    )
    if amount:
        yield from clause.places("save")


def _period(clause: Clause) -> Iterator[int]:
    """Time or seats that the reader is given."""
    units = clause.places("unit")
    for at in clause.places("get"):
        following = clause.tokens[at + 1 : at + 2]
        ours = following and "ours" in following[0].concepts and following[0].text != "nous"
        if not ours and any(0 < abs(unit - at) <= _FAR for unit in units):
            yield at


def _covered(clause: Clause) -> Iterator[int]:
    return _near(clause, "cut", "unit", _NEAR) if "we" in clause.concepts else iter(())


def _money_back(clause: Clause) -> Iterator[int]:
    return _near(clause, "money", "back", _FAR)


def _terms(clause: Clause) -> Iterator[int]:
    """A price or contract that is not merely asked about, discussed or past: something is being agreed.

    A promise can be worded in ways that no list covers, so the list here is of what may be said of a price.
    """
    # "The people that make our plans" agrees on nothing with the reader.
    described = clause.tokens[0].text in RELATIVE and "you" not in clause.concepts
    addressed = clause.concepts & {"we", "you"} and not described
    past = "we" not in clause.concepts and _is_past(clause)
    if addressed and len(clause.tokens) >= _NEAR and not past and not supposed(clause, _OF_PRICES):
        yield from clause.places("terms")


_OF_PRICES = frozenset(("cond", "talk", "gone", "said", "offer", *VALUES))
_PAST = re.compile(r"(?:ed|(?<![^s]s)te)$")
# German words that only look like past forms; and "is reduced" is not past.
_NO_PAST = frozenset(("heute", "bitte", "seite", "leute"))


def _is_past(clause: Clause) -> bool:
    """Whether a verb of the clause is in the past, by its ending."""
    for before, token in zip((None, *clause.tokens), clause.tokens, strict=False):
        if _PAST.search(token.text) and token.text not in _NO_PAST and not (before and "be" in before.concepts):
            return True
    return False


def _unchanged(clause: Clause) -> Iterator[int]:
    yield from clause.places("stays")


def _code(clause: Clause) -> Iterator[int]:
    return _near(clause, "code", "enter", _NEAR)


_PATTERNS: tuple[tuple[str, set[str], Callable[[Clause], Iterator[int]]], ...] = (
    ("discount", {"special", "cost"}, _special_price),
    ("discount", {"cut", "cost"}, _price_cut),
    ("discount", {"fraction"}, _fraction),
    ("discount", {"off"}, _amount_off),
    ("discount", {"save"}, _saving),
    ("discount", {"code", "enter"}, _code),
    ("free", {"pay"}, unpaid),
    ("free", {"ours_to_pay"}, on_us),
    ("free", {"due", "lift"}, lifted),
    ("free", {"billing", "neg"}, not_billed),
    ("free", {"due", "neg", "worry"}, unworried),
    ("discount", {"billing"}, billed_less),
    ("discount", {"pay"}, billed_less),
    ("free", {"terms", "later"}, deferred),
    ("free", {"terms", "cond"}, deferred),
    ("better terms", {"pay"}, told_to_pay),
    ("free", {"purse"}, purse_shut),
    ("refund", {"pay", "we"}, paid_by_us),
    ("refund", {"back"}, sent_back),
    ("discount", {"cut", "off"}, _knocked_off),
    ("gift", {"yours"}, handed_over),
    ("better terms", {"terms"}, _terms),
    ("price promise", {"stays"}, _unchanged),
    (PERIOD, {"get", "unit"}, _period),
    (PERIOD, {"cut", "unit"}, _covered),
    ("refund", {"money", "back"}, _money_back),
)
# Here the negation makes the offer.
_OF_NOTHING = (unpaid, not_billed, unworried, deferred, purse_shut, _unchanged)
# A question about them agrees on nothing.
_ASKABLE = (_terms, deferred, purse_shut, told_to_pay)
_HINTS = frozenset((
    *VALUES, "special", "cut", "fraction", "off", "save", "code", "pay", "stays", "get", "back", "ours_to_pay", "terms",
    "lift", "billing", "worry", "yours", "purse",
))  # fmt: skip


def kinds(sentences: Iterable[Sentence]) -> frozenset[str]:
    """What an approved offer is about."""
    return frozenset(found.kind for found in offered(sentences))


class Approved(NamedTuple):
    """An approved offer: what it is about, and its numbers."""

    kinds: frozenset[str]
    numbers: frozenset[tuple[str, str]]


def is_approved(found: Offered, whole: frozenset[tuple[str, str]], approved: Iterable[Approved]) -> bool:
    """Whether one approved offer is of this kind, has every number of the sentence, and is named in full in the email.

    `whole` are the numbers of the email: half an offer ("a discount") would be another offer.
    """
    numbers = pairs(quantities(found.sentence.text))
    fraction = "fraction" in found.sentence.concepts
    return any(
        (found.kind in offer.kinds or (found.kind == PERIOD and numbers and offer.numbers))
        and numbers <= offer.numbers <= whole
        and not fraction
        for offer in approved
    )


def pairs(found: Iterable[Quantity]) -> frozenset[tuple[str, str]]:
    """Numbers with their units, in compared form."""
    return frozenset((quantity.value, quantity.unit) for quantity in found if quantity.unit)
