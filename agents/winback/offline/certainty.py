"""How sure an answer is: the probability that it can be defended, by what can be seen of it."""

import math

from agents.winback.offline.plain_words import plain_words
from agents.winback.offline.scoring import FoundCause
from schemas.customer import Category

RULES_COUNT_FROM = 40  # less certain (percent), what the rules found is no more than a hint


def probabilities(scores: dict[Category, float]) -> dict[Category, float]:
    """Scores as shares of one."""
    highest = max(scores.values())
    weights = {category: math.exp(score - highest) for category, score in scores.items()}
    total = sum(weights.values())
    return {category: weight / total for category, weight in weights.items()}


def signs(text: str, scores: dict[Category, float], stated: FoundCause) -> tuple[float, ...]:
    """1, the log odds of the best category, its lead over the next, whether the rules (`stated`) agree, the length."""
    first, second = sorted(scores.values(), reverse=True)[:2]
    best = max(scores, key=lambda category: scores[category])
    chance = probabilities(scores)[best]
    agrees = 0.0 if stated.confidence < RULES_COUNT_FROM else (1.0 if stated.category == best else -1.0)
    length = math.log(1 + sum(word.isalnum() for word in plain_words(text)))
    return 1.0, math.log(chance / (1 - chance + 1e-9)), first - second, agrees, length


def certainty(text: str, scores: dict[Category, float], stated: FoundCause, weights: tuple[float, ...]) -> float:
    """From 0 to 1; `weights` are fitted by `make model`."""
    score = sum(sign * weight for sign, weight in zip(signs(text, scores, stated), weights, strict=True))
    return 1 / (1 + math.exp(-score))
