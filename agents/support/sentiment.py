"""How a customer sounds: angry, negative, neutral or positive, learnt from the examples of a file."""

from dataclasses import dataclass

from agents.checks.needs_person import need_in
from agents.core.kit import PROMPTS
from agents.retrieval.embedder import Embedder
from agents.support.intents.classifier import IntentClassifier, learn
from agents.support.intents.file import read_intents
from schemas.support.escalation import Sentiment

FILE = PROMPTS / "support" / "sentiment.yaml"
_SURE = 0.5  # below, nothing is said but neutral
_NAMES: dict[str, Sentiment] = {"angry": "angry", "negative": "negative", "positive": "positive"}


@dataclass(frozen=True, slots=True)
class SentimentReader:
    """Made by `open_sentiment`; safe to share."""

    _classifier: IntentClassifier

    async def read(self, text: str) -> Sentiment:
        """Angry where the rules for emails say so, whatever the examples say."""
        if not text.strip():
            return "neutral"
        if need_in(text) in ("anger", "legal_threat"):
            return "angry"
        likeliest = (await self._classifier.read(text))[0]
        return _NAMES.get(likeliest.intent, "neutral") if likeliest.confidence >= _SURE else "neutral"


async def open_sentiment(embedder: Embedder | None) -> SentimentReader:
    """A reader of sentiment. Raises `BadInputError` if its file is not what it should be."""
    return SentimentReader(await learn(read_intents(FILE), embedder))
