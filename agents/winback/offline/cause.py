"""The cause of a cancellation: the rules and the classifier combined."""

import math

from agents.winback.offline.classifier import load, log_odds
from agents.winback.offline.codes import cause_of_code
from agents.winback.offline.plain_words import head
from agents.winback.offline.scoring import FoundCause, weigh_causes
from schemas.winback.churn_analysis import Category

_RULES_COUNT_FROM = 40
_UNREAD_BELOW = 0.3
_SECOND_FROM = 0.2
_MOST = 95
_LAST_LATIN = "\u024f"  # where Latin Extended-B ends
# The rules found two causes, neither of them decisive.
_TORN_BELOW = 60


def read_cause(reason: str) -> FoundCause:
    """The most probable cause. Its confidence is that probability; docs/offline.md compares it with the accuracy."""
    if (coded := cause_of_code(reason)) is not None:
        return FoundCause(coded, _MOST)
    stated = weigh_causes(reason)
    if stated.settled:
        return stated
    classifier = load()
    chances = combine(log_odds(reason), stated, classifier.rule_weight, classifier.temperature)
    first, second = sorted(chances, key=lambda category: -chances[category])[:2]
    if chances[first] < _UNREAD_BELOW or _in_another_script(reason):
        return FoundCause("unclear", round(100 * min(_UNREAD_BELOW, chances[first])))
    torn = stated.second is not None and stated.confidence < _TORN_BELOW
    both = torn or (chances[second] >= _SECOND_FROM and "unclear" not in (first, second))
    most = _TORN_BELOW if torn else _MOST
    return FoundCause(first, min(most, round(100 * chances[first])), second if both else None)


def _in_another_script(reason: str) -> bool:
    """Whether most letters are not Latin: the classifier has learned from no such sentence."""
    letters = [character for character in head(reason) if character.isalpha()]
    latin = sum(character <= _LAST_LATIN for character in letters)
    return 2 * latin < len(letters)


def combine(
    odds: dict[Category, float], stated: FoundCause, rule_weight: float, temperature: float
) -> dict[Category, float]:
    """Probabilities: the rules raise the odds of what they found, in proportion to their certainty."""
    scores = {category: score / temperature for category, score in odds.items()}
    if stated.confidence >= _RULES_COUNT_FROM:
        scores[stated.category] += rule_weight * stated.confidence / 100
    highest = max(scores.values())
    weights = {category: math.exp(score - highest) for category, score in scores.items()}
    total = sum(weights.values())
    return {category: weight / total for category, weight in weights.items()}
