"""Whether a clause takes back what one of its words seems to promise."""

from agents.checks.clauses import Clause, Sentence

_NEAR, _REACH = 3, 4
_AND = frozenset(("and", "und", "et", "y", "e", "ed", "en", "sowie"))
# "Without a discount", but not "without an answer we close your account".
_WITHOUT, _WITHOUT_REACHES = frozenset(("without", "ohne", "sans", "sin", "senza", "sem", "zonder")), 2
# "No discount like ours" praises a discount.
_LIKE = frozenset(("like", "as", "wie", "comme", "como", "come", "zoals"))


def quoted(sentence: Sentence, clause: Clause, at: int) -> bool:
    """What the customer said or wished for, unless the sentence grants it."""
    return any(place < at for place in clause.places("said")) and "grant" not in sentence.concepts


def is_unreal(sentence: Sentence, clause: Clause, at: int) -> bool:
    """The customer's own wish, something hypothetical, or something that has ended."""
    if quoted(sentence, clause, at):
        return True
    if "past" in clause.concepts and "we" not in clause.concepts:
        return True  # a discount would have helped; but "we would have a discount" is an offer
    return any(0 < place - at <= _NEAR for place in clause.places("ended"))


def denied(clause: Clause, at: int, near: int = _NEAR) -> bool:
    """Whether a negation reaches the word at this position: right before it, or through a verb of giving.

    "No strings attached", "not just" and "no better" deny nothing.
    """
    if "neg" not in clause.concepts:
        return False
    if at + 1 < len(clause.tokens) and clause.tokens[at + 1].text in _LIKE:
        return False
    before = [place for place in clause.places("neg") if place < at and _denies(clause, place)]
    if before:
        return len(before) % 2 == 1 and _reaches(clause, before[-1], at, near)
    return any(place > at and _closes(clause, place) for place in clause.places("neg"))


def _denies(clause: Clause, place: int) -> bool:
    """German "noch" means "nor" only after "weder"; otherwise it is "still" or "another"."""
    return clause.tokens[place].text != "noch" or any(token.text == "weder" for token in clause.tokens[:place])


def _reaches(clause: Clause, negation: int, at: int, near: int) -> bool:
    between = clause.tokens[negation + 1 : at]
    if any("comp" in token.concepts or token.text in _AND for token in between):
        return False
    if clause.tokens[negation].text in _WITHOUT:
        return at - negation <= _WITHOUT_REACHES
    if at - negation <= near and not any("cond" in token.concepts for token in between):
        return True
    return any(token.concepts & {"give", "feign"} for token in between[:_REACH])


def _closes(clause: Clause, negation: int) -> bool:
    """Whether a negation after the word belongs to it: a refund is what we cannot give."""
    after = clause.tokens[negation + 1 :]
    return not after or ("give" in after[0].concepts and len(after) <= 2)  # noqa: PLR2004 -- give, and to whom
