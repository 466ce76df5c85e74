"""What the rules and the notions see in a text, as numbers that the classifier weighs beside its n-grams.

Both mean the same in seven languages, so what is learned of them from English holds in Dutch as well.
"""

import math
from typing import get_args

from agents.winback.offline.matching import Match
from agents.winback.offline.moves import SIZE as MOVES
from agents.winback.offline.moves import moves_in
from agents.winback.offline.notion_reader import notions_in
from agents.winback.offline.notions import NOTIONS
from agents.winback.offline.plain_words import head, plain_words
from agents.winback.offline.scoring import said_causes, total
from agents.winback.offline.topic import read_topic
from schemas.customer import Category
from schemas.winback.churn_analysis import Topic

_CAUSES: tuple[Category, ...] = get_args(Category)
_TOPICS: tuple[Topic, ...] = get_args(Topic)
_OUTRIGHT, _MOST, _PHRASES, _LONG = 3.0, 6.0, 4, 5.0  # so that each number lies between 0 and about 2
SIZE = 3 * len(_CAUSES) + len(_TOPICS) + 1 + MOVES + len(NOTIONS)


def evidence(text: str) -> tuple[float, ...]:
    """`SIZE` numbers: by cause the weight of its phrases, the heaviest, how many; topic; length; moves; notions."""
    words = plain_words(text)
    weights = _weights(said_causes(text))
    topic = read_topic(text)
    return (
        *(min(total(weights[cause]), _MOST) / _OUTRIGHT for cause in _CAUSES),
        *(max(weights[cause], default=0.0) / _OUTRIGHT for cause in _CAUSES),
        *(min(len(weights[cause]), _PHRASES) / _PHRASES for cause in _CAUSES),
        *(float(topic == name) for name in _TOPICS),
        math.log(1 + sum(word.isalnum() for word in words)) / _LONG,
        *moves_in(head(text)),
        *notions_in(text),
    )


def _weights(matches: list[Match]) -> dict[Category, list[float]]:
    """The weights of the phrases of each cause, heaviest first, each phrase counted once."""
    weights: dict[Category, dict[tuple[str, ...], float]] = {cause: {} for cause in _CAUSES}
    for match in matches:
        weights[match.category].setdefault(match.phrase, match.weight)
    return {cause: sorted(found.values(), reverse=True) for cause, found in weights.items()}
