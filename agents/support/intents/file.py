"""The intents file, and the question that the assistant asks back."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from agents.core.agent import problems
from agents.core.kit import PROMPTS
from agents.core.yaml_file import read_yaml
from schemas.errors import BadInputError
from schemas.support.intents import Guess, Intents

FILE = PROMPTS / "support" / "intents.yaml"


@lru_cache(maxsize=4)
def read_intents(file: Path = FILE) -> Intents:
    """The intents of a file. Raises `BadInputError` if it is not what it should be."""
    try:
        return Intents.model_validate(read_yaml(file))
    except ValidationError as error:
        raise BadInputError(f"{file}: {problems(error)}") from None


def asked_back(intents: Intents, guesses: Sequence[Guess]) -> str:
    """A question made of the two likeliest subjects."""
    likely = [intents.named(guess.intent) for guess in guesses if guess.intent != intents.out_of_scope][:2]
    one, two = (intent.covers for intent in likely) if len(likely) > 1 else (likely[0].covers, "something else")
    return f"I want to be sure that I understand you. Is it about {one}, or about {two}? Please tell me a little more."
