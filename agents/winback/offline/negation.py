"""Whether the words around a phrase take it back: "not expensive", "price was fine", "no complaints about support"."""

from agents.winback.offline import grammar
from agents.winback.offline.plain_words import CLAUSE_ENDS, word_set
from agents.winback.offline.vocabulary import Kind

_NOT = word_set(grammar.NOT)
_AUXILIARIES = word_set(grammar.AUXILIARIES)
_BRIDGES = word_set(grammar.BRIDGES)
_ISSUES = word_set(grammar.ISSUES)
_PRAISE = word_set(grammar.PRAISE)
_FINE = word_set(grammar.FINE)
_WISHES = word_set(grammar.WISHES)
_LISTING = word_set(grammar.LISTING) | {grammar.COMMA}
_POSSESSION = word_set("have find")
_REACH = 5


def taken_back(tokens: list[str], start: int, end: int, kind: Kind) -> bool:
    """Whether the phrase at `tokens[start:end]` is denied or, if it is neutral, praised."""
    if kind == "said":
        return False
    if _denied_before(tokens, start, kind) or _denied_after(tokens, end):
        return True
    return kind != "fault" and (_praised_before(tokens, start) or _praised_after(tokens, end))


def reassures(span: list[str]) -> bool:
    """Whether words that begin with a negation deny a complaint: "no complaints about support" misses no support."""
    return span[0] in _NOT and not _ISSUES.isdisjoint(span[1:])


def listed_with(tokens: list[str], start: int, denied: tuple[int, int]) -> bool:
    """Whether the phrase at `start` continues a list whose earlier items were taken back.

    A comma continues such a list only after "no complaints about": "not the price, support" means support.
    """
    between = tokens[denied[1] : start]
    complaint = tokens[max(0, denied[0] - _REACH) : denied[0]]
    return _LISTING.issuperset(between) and (grammar.COMMA not in between or not _ISSUES.isdisjoint(complaint))


def _denied_before(tokens: list[str], start: int, kind: Kind) -> bool:
    first = start - 1
    while first >= 0 and tokens[first] in _BRIDGES:
        first -= 1
    if first < 0 or tokens[first] not in _NOT:
        return False
    bridge = tokens[first + 1 : start]
    if kind != "need" or not _ISSUES.isdisjoint(bridge):
        return True
    return not _absent(tokens, first, bridge)


def _absent(tokens: list[str], negation: int, bridge: list[str]) -> bool:
    """Whether the negation says that the thing is missing, rather than that it is not the reason."""
    helped = negation > 0 and tokens[negation - 1] in _AUXILIARIES
    return tokens[negation] == "no" or helped or not _POSSESSION.isdisjoint(bridge)


def _clause_after(tokens: list[str], end: int) -> list[str]:
    clause = tokens[end : end + _REACH]
    return clause[: next((i for i, token in enumerate(clause) if token in CLAUSE_ENDS), len(clause))]


def _denied_after(tokens: list[str], end: int) -> bool:
    clause = _clause_after(tokens, end)
    negation = next((i for i, token in enumerate(clause[:3]) if token in _NOT), None)
    return negation is not None and not _ISSUES.isdisjoint(clause[negation + 1 : negation + 4])


def _praised_before(tokens: list[str], start: int) -> bool:
    first = start - 1
    while first >= 0 and tokens[first] in _BRIDGES:
        first -= 1
    return first >= 0 and tokens[first] in _PRAISE and (first == 0 or tokens[first - 1] not in _WISHES)


def _praised_after(tokens: list[str], end: int) -> bool:
    for token in _clause_after(tokens, end)[:4]:
        if token in _FINE:
            return True
        if token in _NOT:
            return False
    return False
