"""The policy files: `default.yaml` has every rule, `<environment>.yaml` only what differs there."""

import re
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from agents.core.yaml_file import read_yaml
from schemas.errors import BadInputError
from schemas.release import Policy

POLICIES = Path(__file__).resolve().parent.parent.parent / "deployments" / "release"
_NAME = re.compile(r"[a-z0-9_-]{1,64}")


def load_policy(environment: str, folder: Path = POLICIES) -> Policy:
    """The release policy of an environment. Raises `BadInputError` naming file and field."""
    path = folder / "default.yaml"
    rules = read_yaml(path)
    own = folder / f"{environment}.yaml"
    if _NAME.fullmatch(environment) and own.exists():
        path, rules = own, _over(rules, read_yaml(own))
    try:
        return Policy.model_validate(rules)
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        field = ".".join(map(str, first["loc"]))
        raise BadInputError(f"{path}: {field}: {first['msg'].removeprefix('Value error, ')}") from None


def _over(rules: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """The rules with an environment's own values put over them, group by group."""
    merged = dict(rules)
    for name, value in own.items():
        both = isinstance(value, dict) and isinstance(rules.get(name), dict)
        merged[name] = _over(rules[name], value) if both else value
    return merged
