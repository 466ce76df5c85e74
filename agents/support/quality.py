"""The agent that judges an answer by the criteria of a file."""

from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from agents.core.agent import Agent, problems
from agents.core.kit import PROMPTS
from agents.core.yaml_file import read_yaml
from schemas.errors import BadInputError
from schemas.support.answer import Criteria, QualityInput, QualityVerdict

FILE = PROMPTS / "support" / "quality.yaml"


def _check(inputs: QualityInput, output: QualityVerdict) -> str | None:
    wanted = [criterion.name for criterion in inputs.criteria]
    given = [one.criterion for one in output.points]
    if sorted(wanted) != sorted(given):
        return f"points: one entry for each of {', '.join(wanted)}, and no other"
    return None


AGENT = Agent("support-quality", QualityInput, QualityVerdict, _check)


@lru_cache(maxsize=4)
def read_criteria(file: Path = FILE) -> Criteria:
    """The criteria of a file. Raises `BadInputError` if it is not what it should be."""
    try:
        return Criteria.model_validate(read_yaml(file))
    except ValidationError as error:
        raise BadInputError(f"{file}: {problems(error)}") from None
