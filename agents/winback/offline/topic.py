"""What a reason is about inside its category; a look-up for each run of words, so the cost grows with the text."""

from agents.winback.offline.plain_words import words
from agents.winback.offline.topics import TOPICS
from schemas.winback.churn_analysis import Topic

_BY_PHRASE: dict[tuple[str, ...], Topic] = {
    tuple(words(" ".join(phrase.split()))): topic for topic, phrases in TOPICS.items() for phrase in phrases.split(",")
}
_LENGTHS = sorted({len(phrase) for phrase in _BY_PHRASE})


def read_topic(reason: str) -> Topic | None:
    """The topic that the reason names, or None; of several, the first in the order of `TOPICS`."""
    said = words(reason)  # clause marks included, so that no phrase is found across two clauses
    found = {
        topic
        for length in _LENGTHS
        for start in range(len(said) - length + 1)
        if (topic := _BY_PHRASE.get(tuple(said[start : start + length]))) is not None
    }
    return next((topic for topic in TOPICS if topic in found), None)
