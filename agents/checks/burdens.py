"""Offers that spare the reader a payment: nothing is due, a fee is dropped, a bill is on us or is never sent."""

from collections.abc import Iterator

from agents.checks.clauses import Clause

_NEAR, _FAR = 4, 6
_NOTHING = frozenset(("nothing", "nichts", "niets", "rien", "nada", "nulla", "niente", "zero"))
_AND = frozenset(("and", "und", "et", "y", "e", "en"))
# Something in the past, or that only would be, is not an offer.
_ONLY = frozenset(("only", "just", "merely", "nur", "bloss", "lediglich"))
_UNREAL = frozenset(("cond", "past", "gone"))


def unpaid(clause: Clause) -> Iterator[int]:
    """Paying nothing. A negation right before the verb counts in languages that drop the pronoun."""
    for at in clause.places("pay"):
        after = clause.tokens[at + 1 : at + _FAR]
        nothing = next((place for place, token in enumerate(after) if token.text in _NOTHING), None)
        if nothing is not None and not any(token.text in _AND for token in after[:nothing]):
            yield at


def on_us(clause: Clause) -> Iterator[int]:
    """A month on us; a mistake that is on us is not an offer."""
    for at in clause.places("ours_to_pay"):
        near = clause.tokens[max(0, at - _FAR) : at + _NEAR]
        if any(token.concepts & {"unit", "cost"} for token in near):
            yield at


def lifted(clause: Clause) -> Iterator[int]:
    """A fee that disappears, a balance that is wiped."""
    if clause.concepts & _UNREAL:
        return
    for at in clause.places("due"):
        if any(0 < abs(at - place) <= _FAR for place in clause.places("lift")):
            yield at


def not_billed(clause: Clause) -> Iterator[int]:
    """A bill that is not sent: here the negation makes the offer."""
    if clause.concepts & _UNREAL:
        return
    for at in clause.places("billing"):
        nothing = any(token.text in _NOTHING for token in clause.tokens[at + 1 : at + _FAR])
        if nothing or any(0 < at - place <= _FAR for place in clause.places("neg")):
            yield at


def billed_less(clause: Clause) -> Iterator[int]:
    """Only the small plan is billed."""
    if clause.concepts & _UNREAL:
        return
    for at in (*clause.places("billing"), *clause.places("pay")):
        if any(token.text in _ONLY for token in clause.tokens[max(0, at - 2) : at + 3]):
            yield at


def unworried(clause: Clause) -> Iterator[int]:
    """A bill that nobody needs to worry about."""
    if not clause.concepts & _UNREAL and "we" not in clause.concepts:
        yield from clause.places("due")


def handed_over(clause: Clause) -> Iterator[int]:
    """The suite is yours; a decision is yours anyway, so it is not an offer."""
    if not clause.concepts & {"choice", "cond", "offer", "claim"}:
        yield from clause.places("yours")
