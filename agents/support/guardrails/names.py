"""The words that the guardrails need of a company, read once."""

from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from agents.core.agent import problems
from agents.core.kit import PROMPTS
from agents.core.yaml_file import read_yaml
from schemas.errors import BadInputError
from schemas.support.guardrails import Names

FILE = PROMPTS / "support" / "guardrails.yaml"


@lru_cache(maxsize=4)
def names(file: Path = FILE) -> Names:
    """Those of a file. Raises `BadInputError` if it is not what it should be."""
    try:
        return Names.model_validate(read_yaml(file))
    except ValidationError as error:
        raise BadInputError(f"{file}: {problems(error)}") from None
