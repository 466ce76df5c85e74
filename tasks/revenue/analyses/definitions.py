"""Reads the six definitions."""

from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from agents.core.yaml_file import read_yaml
from schemas.errors import BadInputError, shown
from schemas.revenue.definition import Definition

PATH = Path(__file__).resolve().parent / "definitions.yaml"


@lru_cache(maxsize=1)
def definitions() -> dict[str, Definition]:
    """By name."""
    try:
        return {name: Definition(name=name, **said) for name, said in read_yaml(PATH).items()}
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        raise BadInputError(f"{PATH}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from None


def definition(name: str) -> Definition:
    """One of them. Raises `BadInputError` for an unknown name."""
    found = definitions().get(name.upper())
    if found is None:
        raise BadInputError(f"there is no analysis {shown(name)}; there are {', '.join(definitions())}")
    return found
