"""Which of the causes in a text it supports best, and how certain that is."""

from typing import NamedTuple

from agents.winback.offline.matching import Match, find_causes
from agents.winback.offline.no_way_out import could_not_leave
from agents.winback.offline.plain_words import head, plain_words
from agents.winback.offline.vocabulary import UNUSABLE
from schemas.customer import Category

_OUTRIGHT, _STRONG, _POINTED = 3.0, 2.5, 2.0
# A named product may be something to integrate with: next to a missing feature it does not count as a competitor.
_NAME_WEIGHT = 2.0
_TERSE_WORDS = 4
_RAMBLING_CHARACTERS = 400
_WINNERS: tuple[Category, ...] = ("competition", "business_closure")


class FoundCause(NamedTuple):
    """The cause, how certain it is (percent), and the next best if there are two; `settled`: nothing usable is said."""

    category: Category
    confidence: int
    second: Category | None = None
    settled: bool = False


_UNUSABLE = frozenset(" ".join(plain_words(phrase)) for phrase in UNUSABLE.split(","))


def weigh_causes(reason: str) -> FoundCause:
    """Read a cancellation reason."""
    words = plain_words(reason)
    spoken = [word for word in words if word.isalnum()]
    if not spoken:
        return FoundCause("unclear", 70 if head(reason) else 80, settled=True)
    if " ".join(spoken) in _UNUSABLE:
        return FoundCause("unclear", 70, settled=True)
    scores = _scores(said_causes(reason))
    if not scores:
        # A sentence that these rules cannot read may well contain a cause; one or two words hardly do.
        return FoundCause("unclear", 35 if len(spoken) <= _TERSE_WORDS else 25)
    return _ranked(scores, penalty=5 if len(head(reason)) > _RAMBLING_CHARACTERS else 0)


def stated_causes(reason: str) -> list[Category]:
    """The causes that a reason names outright, the heaviest first; what only points to one does not name it."""
    totals = {category: total(found) for category, found in _scores(said_causes(reason)).items()}
    return sorted((cause for cause in totals if totals[cause] >= _STRONG), key=lambda cause: -totals[cause])


def said_causes(reason: str) -> list[Match]:
    """The causes in a reason. That somebody could not leave says how they were treated, whatever they left over."""
    held = [Match("onboarding", _OUTRIGHT, ("leaving",))] if could_not_leave(head(reason)) else []
    return find_causes(plain_words(reason)) + held


def _scores(matches: list[Match]) -> dict[Category, list[float]]:
    """The weights for each category, heaviest first, each phrase counted once; in the order of the text."""
    weights: dict[Category, dict[tuple[str, ...], float]] = {}
    for match in matches:
        weights.setdefault(match.category, {}).setdefault(match.phrase, match.weight)
    scores = {category: sorted(found.values(), reverse=True) for category, found in weights.items()}
    if any(found[0] >= _POINTED for found in scores.values()):
        # A mere hint does not cast doubt on what is said outright.
        scores = {category: found for category, found in scores.items() if total(found) >= _POINTED}
    if "features" in scores and _heaviest(scores, "competition") <= _NAME_WEIGHT:
        scores.pop("competition", None)
    return scores


def _heaviest(scores: dict[Category, list[float]], category: Category) -> float:
    return scores[category][0] if category in scores else 0.0


def total(weights: list[float]) -> float:
    """What the phrases of a cause weigh together, heaviest first.

    Each further phrase adds half as much as the one before: repetition proves little.
    """
    return sum(weight * 0.5**rank for rank, weight in enumerate(weights[:4]))


def _ranked(scores: dict[Category, list[float]], penalty: int) -> FoundCause:
    totals = {category: total(weights) for category, weights in scores.items()}
    order = sorted(totals, key=lambda category: -totals[category])
    settled = next((category for category in _WINNERS if _heaviest(scores, category) >= _OUTRIGHT), None)
    first = settled or order[0]
    second = next((category for category in order if category != first), None)
    rival = totals[second] if second else 0.0
    # They moved, or they closed: another cause beside that explains it and casts no doubt.
    settled_confidence = 75 if rival else 85
    confidence = settled_confidence if settled else _weighed(scores[first][0], totals[first], rival)
    return FoundCause(first, confidence - penalty, second if rival >= _POINTED else None)


def _weighed(heaviest: float, total: float, rival: float) -> int:
    if rival:
        return 40 + round(25 * (total - rival) / total)
    if heaviest < _POINTED:
        return 42
    if heaviest < _STRONG:
        return 52
    return (76 if heaviest < _OUTRIGHT else 82) + (6 if total > heaviest else 0)
