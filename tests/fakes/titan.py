"""Titan's text embeddings as the fake Bedrock answers them: texts that share words have vectors that are alike."""

import random
from functools import lru_cache
from typing import Any

from fakes.bedrock_rules import BedrockError

MOST_TOKENS = 8_192


def embedded(request: dict[str, Any], instead: Any) -> dict[str, Any]:
    """The answer to a body of InvokeModel; `instead` stands in the place of the vector."""
    text, dimensions = _checked(request)
    tokens = sum(1 if letter.isascii() else 4 for letter in text) // 4 + 1
    if tokens > MOST_TOKENS:
        said = f"400 Bad Request: Too many input tokens. Max input tokens: {MOST_TOKENS}, request input token count: "
        raise BedrockError("ValidationException", f"{said}{tokens}")
    vector = instead if instead is not None else _sum([_of_word(word, dimensions) for word in text.split()])
    return {"embedding": vector, "embeddingsByType": {"float": vector}, "inputTextTokenCount": tokens}


def _checked(request: dict[str, Any]) -> tuple[str, int]:
    unknown = request.keys() - {"inputText", "dimensions", "normalize", "embeddingTypes"}
    text, dimensions = request.get("inputText"), request.get("dimensions", 1024)
    if unknown or not isinstance(text, str) or dimensions not in (256, 512, 1024):
        raise BedrockError("ValidationException", "Malformed input request, please reformat your input and try again.")
    for length, bound, broken in (("minLength", 1, len(text) < 1), ("maxLength", 50_000, len(text) > 50_000)):
        if broken:
            said = f"Malformed input request: expected {length}: {bound}, actual: {len(text)}, please reformat"
            raise BedrockError("ValidationException", f"{said} your input and try again.")
    return text, dimensions


@lru_cache(maxsize=1_024)
def _of_word(word: str, dimensions: int) -> list[float]:
    dice = random.Random(word)
    return [dice.gauss(0, 1) for _ in range(dimensions)]


def _sum(vectors: list[list[float]]) -> list[float]:
    return [sum(numbers) for numbers in zip(*vectors, strict=True)]
