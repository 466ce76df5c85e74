"""Offers that spare the reader a payment: nothing is due, a fee is dropped, a bill is on us or is never sent."""

from collections.abc import Iterator

from agents.checks.clauses import Clause

_NEAR, _FAR = 4, 6
_NOTHING = frozenset(("nothing", "nichts", "niets", "rien", "nada", "nulla", "niente", "zero"))
_AND = frozenset(("and", "und", "et", "y", "e", "en"))
_ONLY = frozenset([
    "only", "just", "merely", "nur", "bloss", "lediglich", "seulement", "uniquement", "solo",
    "solamente", "soltanto", "so", "somente", "apenas", "alleen", "slechts", "pas",
])  # fmt: skip
# Something in the past, or that only would be, is not an offer; but something that we would do is one.
_UNREAL = frozenset(("cond", "past", "gone"))
_MODALS = frozenset([
    "would", "could", "might", "may", "can", "wurde", "wurden", "konnte", "konnten", "zouden", "zou", "kunnen",
])  # fmt: skip


def supposed(clause: Clause, harmless: frozenset[str] = _UNREAL) -> bool:
    """Whether one of these concepts makes a clause harmless; the modal beside "we" does not."""
    return any(
        token.concepts & harmless and not (token.text in _MODALS and _beside_us(clause, at))
        for at, token in enumerate(clause.tokens)
    )


def _beside_us(clause: Clause, at: int) -> bool:
    return any("we" in token.concepts for token in clause.tokens[max(0, at - 1) : at + 2])


def deferred(clause: Clause) -> Iterator[int]:
    """What is due is put off: to a season, a date, or until the reader is content."""
    for at in clause.places("terms"):
        when = next((place for place in range(at + 1, len(clause.tokens)) if clause.tokens[place].text in _WHEN), None)
        said = Clause(clause.tokens[:when], clause.concepts)
        later = when is not None or any(0 < abs(at - place) <= _WIDE for place in clause.places("later"))
        if later and not supposed(said, _UNREAL | _HEARD):
            yield at


def paid_by_us(clause: Clause) -> Iterator[int]:
    """We pay, and not the reader."""
    for at in clause.places("pay"):
        beside = (*clause.tokens[max(0, at - 1) : at], *clause.tokens[at + 1 : at + 2])
        ours = any("we" in token.concepts and token.text not in _OBJECTS for token in beside)
        if ours and not supposed(clause, _UNREAL | _HEARD):
            yield at


_OBJECTS = frozenset(("us", "uns", "our", "ons", "me", "my"))


def sent_back(clause: Clause) -> Iterator[int]:
    """Money that goes back, whatever it is called: wired back, or back to the reader's card."""
    for at in clause.places("back"):
        near = Clause(clause.tokens[max(0, at - _NEAR) :], clause.concepts)
        if supposed(near, _UNREAL | {"note"}):
            continue
        wired = any(0 < abs(at - place) <= _WIDE for place in clause.places("transfer"))
        if wired or any(0 < place - at <= _NEAR for place in clause.places("account")):
            yield at


def purse_shut(clause: Clause) -> Iterator[int]:
    """The reader's purse, books or accountants: whoever speaks of them speaks of not paying."""
    if not supposed(clause, _UNREAL | _HEARD):
        yield from clause.places("purse")


# Asking and hearing about money agrees on nothing.
_HEARD = frozenset(("hear", "said", "offer", "note"))
_WIDE = 9
_WHEN = frozenset(("when", "wenn", "quand", "cuando", "quando", "wanneer"))


def told_to_pay(clause: Clause) -> Iterator[int]:
    """An order to pay, which names a condition of its own: "pay what it is worth to you"."""
    first, following = clause.tokens[0], clause.tokens[1:2]
    named = first.text in _NAMES_OF_PAYING and not any("you" in token.concepts for token in following)
    if "pay" in first.concepts and not named and not clause.concepts & {"said", "offer"}:
        yield 0


# "Paying for what nobody opens": the deed, not an order; but "zahlen Sie" is one.
_NAMES_OF_PAYING = frozenset([
    "paying", "spending", "spent", "zahlen", "bezahlen", "ausgeben", "payer", "regler", "pagar", "pagare", "betalen",
])  # fmt: skip


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
    if supposed(clause):
        return
    for at in clause.places("due"):
        if any(0 < abs(at - place) <= _FAR for place in clause.places("lift")):
            yield at


def not_billed(clause: Clause) -> Iterator[int]:
    """A bill that is not sent: here the negation makes the offer."""
    if supposed(clause):
        return
    for at in clause.places("billing"):
        nothing = any(token.text in _NOTHING for token in clause.tokens[at + 1 : at + _FAR])
        if nothing or any(0 < at - place <= _FAR for place in clause.places("neg")):
            yield at


def billed_less(clause: Clause) -> Iterator[int]:
    """Only the small plan is billed, or only once something has happened."""
    for at in (*clause.places("billing"), *clause.places("pay")):
        if not supposed(Clause(clause.tokens[:at], clause.concepts)) and any(
            token.text in _ONLY for token in clause.tokens[max(0, at - 2) : at + 3]
        ):
            yield at


def unworried(clause: Clause) -> Iterator[int]:
    """A bill that nobody needs to worry about."""
    if not supposed(clause) and "we" not in clause.concepts:
        yield from clause.places("due")


def handed_over(clause: Clause) -> Iterator[int]:
    """The suite is yours; a decision is yours anyway, so it is not an offer."""
    if clause.concepts & {"choice", "offer", "claim"}:
        return
    for at in clause.places("yours"):
        if not any("cond" in token.concepts for token in clause.tokens[:at]):
            yield at
