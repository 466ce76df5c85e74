"""What the rules add to the classifier's scores; training and answering use the same."""

from agents.winback.offline.certainty import RULES_COUNT_FROM
from agents.winback.offline.scoring import FoundCause
from schemas.customer import Category

# Whoever says outright that they moved has moved, however much is said about why: the label goes by that (measured on
# the half of the real texts that is learned from).
_MOVED, _MOVED_FROM = 2.0, 75


def rule_scores(stated: FoundCause, weight: float) -> dict[Category, float]:
    """By category; nothing where the rules are less certain than a hint."""
    if stated.confidence < RULES_COUNT_FROM:
        return {}
    moved = stated.category == "competition" and stated.confidence >= _MOVED_FROM
    return {stated.category: weight * stated.confidence / 100 + (_MOVED if moved else 0.0)}
