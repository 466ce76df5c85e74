"""How much weight the words around a phrase give it."""

from agents.winback.offline import grammar
from agents.winback.offline.plain_words import CLAUSE_ENDS, phrases

_STRESSED, _CONCEDED = 1.5, 0.4
_STRESS_REACH = 12
_STRESS = frozenset(phrases(grammar.STRESS))
_CONCESSIONS = frozenset(phrases(grammar.CONCESSIONS))
_FIRST_WORDS = frozenset(phrase[0] for phrase in _STRESS | _CONCESSIONS)


def emphasis(tokens: list[str]) -> list[float]:
    """A factor for each word: what follows "the main reason" counts more, what follows "although" less."""
    factors = [1.0] * len(tokens)
    for at in (at for at, token in enumerate(tokens) if token in _FIRST_WORDS):
        begun = {tuple(tokens[at : at + size]) for size in (1, 2, 3)}
        if not begun.isdisjoint(_STRESS):
            stop = min(at + _STRESS_REACH, len(tokens))
            factors[at:stop] = [_STRESSED] * (stop - at)
        elif not begun.isdisjoint(_CONCESSIONS):
            stop = next((i for i in range(at, len(tokens)) if tokens[i] in CLAUSE_ENDS), len(tokens))
            factors[at:stop] = [_CONCEDED] * (stop - at)
    return factors
