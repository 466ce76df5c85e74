"""What no email may mention: threats, slander, other customers, that we watch the reader, the model."""

from collections.abc import Iterable, Iterator

from agents.checks.clauses import Sentence
from agents.checks.denial import denied
from agents.checks.statements import Claimed


def unbecoming(sentences: Iterable[Sentence], reason: str) -> Iterator[Claimed]:
    """Threats, slander, other customers, tracking, the model or its instructions, as the text mentions them.

    A word of slander that the customer used may be repeated; everything else never.
    """
    for sentence in sentences:
        if watched := _watched(sentence):
            yield Claimed(_UNBECOMING["others"], watched)
        for clause in sentence.clauses:
            for concept, problem in _UNBECOMING.items():
                if concept not in clause.concepts:
                    continue
                said = [
                    clause.tokens[at].text
                    for at in clause.places(concept)
                    if "safe" not in clause.tokens[at].concepts and not denied(clause, at)
                ]
                for words in said[:1]:
                    if concept != "slander" or words not in reason:
                        yield Claimed(problem, words)


def _watched(sentence: Sentence) -> str:
    """We have seen that you opened it: two clauses, each of which would be harmless alone."""
    seen = next((clause for clause in sentence.clauses if {"we", "watch"} <= clause.concepts), None)
    did = next((clause for clause in sentence.clauses if {"you", "trace"} <= clause.concepts), None)
    if seen is None or did is None or seen.concepts & {"neg", "cond"}:
        return ""
    return " ".join(token.text for token in did.tokens)[:60]


_UNBECOMING = {
    "slander": "runs somebody down",
    "threat": "threatens the reader or presses for a decision",
    "login": "asks for or speaks of a secret, such as a password or a card",
    "others": "speaks of other customers, or of what was watched",
    "meta": "speaks of the model, its instructions or internal notes",
}
