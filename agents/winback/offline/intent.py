"""Whether a move to something else is only thought of: who looks around has not left for a competitor."""

from agents.winback.offline import grammar
from agents.winback.offline.plain_words import CLAUSE_ENDS, phrases

_REACH = 6
_LONGEST = 3
_INTENT = frozenset(phrases(grammar.INTENT))


def only_intended(tokens: list[str], start: int) -> bool:
    """Whether the clause says, shortly before `start`, that somebody considers it ("looking for another bank")."""
    clause = tokens[max(0, start - _REACH) : start]
    begin = next((at + 1 for at in reversed(range(len(clause))) if clause[at] in CLAUSE_ENDS), 0)
    clause = clause[begin:]
    return any(tuple(clause[at : at + size]) in _INTENT for at in range(len(clause)) for size in range(1, _LONGEST + 1))
