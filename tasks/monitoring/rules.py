"""The rules of an environment's watch, from `deployments/watch/`."""

from pathlib import Path

from pydantic import ValidationError

from agents.core.layered_yaml import read_layered
from schemas.errors import BadInputError
from schemas.monitoring.rules import Rules

FOLDER = Path(__file__).resolve().parents[2] / "deployments" / "watch"


def load_rules(environment: str, folder: Path = FOLDER) -> Rules:
    """The rules; one that an environment sets to null is off there. Raises `BadInputError` naming file and field."""
    path, said = read_layered(folder, environment)
    if isinstance(said.get("rules"), dict):
        said["rules"] = {name: rule for name, rule in said["rules"].items() if rule is not None}
    try:
        return Rules.model_validate(said)
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        field = ".".join(map(str, first["loc"]))
        raise BadInputError(f"{path}: {field}: {first['msg'].removeprefix('Value error, ')}") from None
