"""The questions of one message, where it asks several: each is looked up by itself, so that the answer covers all."""

import re
from collections.abc import Iterator, Sequence

from agents.support.guardrails.sentences import sentences
from agents.support.intents.vague import is_vague

MOST_QUESTIONS = 4  # what is asked beyond them stays with the last one
_ASKING = (
    r"(?:how|what|why|when|where|which|who|can|could|do|does|did|is|are|will|would|should|wie|was|warum|wieso|wann|wo|welche\w*|kann|"
    r"comment|pourquoi|quand|quel\w*|como|cómo|por qu[eé]|cu[aá]ndo|come|perché|quando|hoe|waarom|wanneer)\b"
)
_JOINT = re.compile(
    rf"(?:,|;|\s-)?\s{{1,9}}(?:and|but|also|plus|und|et|y|e|en)(?:\s{{1,9}}also|,)?\s{{1,9}}(?={_ASKING})",
    re.IGNORECASE,
)
_ASKS = re.compile(rf"(?:\W|\d+[.)])*(?:(?:and|also|but|so|then|plus|und|et|y|e|en)\W+)*{_ASKING}", re.IGNORECASE)
_REFERS = re.compile(r"\b(?:it|its|them|they|this|that|these|those|there|then)\b", re.IGNORECASE)
_FEW = 6  # words
_SHORT = 8  # words; a longer question that says `it` says of what, too


def questions_in(text: str, products: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Each question with what is told beside it; the whole text where it asks but one thing."""
    found = list(_alone(_told(_clauses(text)), products))
    if len(found) <= 1:
        return (text,)
    last = " ".join(found[MOST_QUESTIONS - 1 :])
    return tuple(found) if len(found) <= MOST_QUESTIONS else (*found[: MOST_QUESTIONS - 1], last)


def in_context(asked: Sequence[str]) -> list[str]:
    """As each is looked up: a short one with the one before it, whose subject it may mean."""
    before = ["", *asked]
    return [f"{before[at]} {one}".strip() if len(one.split()) < _FEW else one for at, one in enumerate(asked)]


def _clauses(text: str) -> Iterator[str]:
    for sentence in sentences(text):
        yield from (part for part in _JOINT.split(sentence) if part.strip())


def _told(clauses: Iterator[str]) -> Iterator[str]:
    """Questions with the statements before them; what is told after the last one belongs to it."""
    told: list[str] = []
    asked: str | None = None
    for clause in clauses:
        if not _is_question(clause):
            told.append(clause)
            continue
        if asked is not None:
            yield asked
        asked, told = " ".join([*told, clause]), []
    if asked is not None:
        yield " ".join([asked, *told])


def _is_question(clause: str) -> bool:
    return clause.rstrip(" \"')").endswith(("?", "\uff1f", "\u061f")) or _ASKS.match(clause) is not None


def _alone(asked: Iterator[str], products: tuple[str, ...]) -> Iterator[str]:
    """One that says nothing by itself, such as `And how do I undo it?`, goes with the one before."""
    before: str | None = None
    for one in asked:
        leans = is_vague(one, products) or (len(one.split()) < _SHORT and _REFERS.search(one) is not None)
        if before is None:
            before = one
        elif leans:
            before = f"{before} {one}"
        else:
            yield before
            before = one
    if before is not None:
        yield before
