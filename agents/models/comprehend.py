"""Amazon Comprehend: sentiment, entities and key phrases of one text, three calls at a time.

https://docs.aws.amazon.com/comprehend/latest/APIReference/API_DetectSentiment.html and its sisters: at most 5,000 bytes
of UTF-8, in a language that the caller names.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from agents.models.bedrock_client import open_client
from agents.models.bedrock_faults import answered, calling
from schemas.environment import EnvironmentSpec
from schemas.text_signals import TextSignals

LANGUAGES = frozenset(("en", "es", "fr", "de", "it", "pt", "ar", "hi", "ja", "ko", "zh"))
TIMEOUT_S = 1.0  # signals help, and nobody waits for them longer
_MOST_BYTES, _MOST_PHRASES, _LEAST_SURE = 5_000, 8, 0.8
_NAME = "comprehend"


class Comprehend:
    """On an open client."""

    def __init__(self, client: Any, timeout_s: float = TIMEOUT_S) -> None:
        self._client = client
        self._timeout_s = timeout_s

    async def read(self, text: str, language: str) -> TextSignals:
        """What it says of a text; nothing of an empty one, or in a language that it does not know.

        Raises `ModelUnavailableError`, `CallRejectedError` or `BadInputError`.
        """
        sent = text.encode(errors="replace")[:_MOST_BYTES].decode(errors="ignore").strip()
        if not sent or language not in LANGUAGES:
            return TextSignals()
        asked = {"Text": sent, "LanguageCode": language}
        async with calling(_NAME, self._timeout_s):
            feeling, entities, phrases = await asyncio.gather(
                answered(self._client.detect_sentiment(**asked), _NAME),
                answered(self._client.detect_entities(**asked), _NAME),
                answered(self._client.detect_key_phrases(**asked), _NAME),
            )
        return _signals(feeling, entities, phrases)


def _signals(feeling: dict[str, Any], entities: dict[str, Any], phrases: dict[str, Any]) -> TextSignals:
    """What arrived, as far as it has the shape that it should have."""
    sentiment = str(feeling.get("Sentiment", "")).lower()
    scores = feeling.get("SentimentScore")
    sureness = scores.get(sentiment.capitalize()) if isinstance(scores, dict) else None
    known = sentiment in ("positive", "negative", "neutral", "mixed") and isinstance(sureness, int | float)
    kinds = [str(one.get("Type", "")).lower()[:40] for one in _sure(entities.get("Entities"))]
    said = [" ".join(str(one.get("Text", "")).split())[:80] for one in _sure(phrases.get("KeyPhrases"))]
    return TextSignals.model_validate(
        {
            "sentiment": sentiment if known else "neutral",
            "sureness": min(1.0, max(0.0, float(sureness))) if known and sureness is not None else 0.0,
            "entities": tuple(dict.fromkeys(filter(None, kinds))),
            "key_phrases": tuple(dict.fromkeys(filter(None, said)))[:_MOST_PHRASES],
        }
    )


def _sure(found: Any) -> list[dict[str, Any]]:
    """What Comprehend is sure of, the surest first."""
    listed = [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
    scored = [(score, one) for one in listed if isinstance(score := one.get("Score"), int | float)]
    return [one for score, one in sorted(scored, key=lambda pair: -pair[0]) if score >= _LEAST_SURE]


@asynccontextmanager
async def open_comprehend(environment: EnvironmentSpec, connections: int) -> AsyncIterator[Comprehend]:
    """Comprehend for the life of a process. Raises `BadInputError` without region or credentials."""
    async with open_client(
        _NAME,
        environment.aws,
        connections=3 * connections,
        timeout_s=TIMEOUT_S,
        real_calls=environment.real_model_calls,
        service=_NAME,
    ) as client:
        yield Comprehend(client)
