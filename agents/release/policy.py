"""The policy files: `default.yaml` has every rule, `<environment>.yaml` only what differs there."""

from pathlib import Path

from pydantic import ValidationError

from agents.core.layered_yaml import read_layered
from schemas.errors import BadInputError
from schemas.release import Policy

POLICIES = Path(__file__).resolve().parent.parent.parent / "deployments" / "release"


def load_policy(environment: str, folder: Path = POLICIES) -> Policy:
    """The release policy of an environment. Raises `BadInputError` naming file and field."""
    path, rules = read_layered(folder, environment)
    try:
        return Policy.model_validate(rules)
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        field = ".".join(map(str, first["loc"]))
        raise BadInputError(f"{path}: {field}: {first['msg'].removeprefix('Value error, ')}") from None
