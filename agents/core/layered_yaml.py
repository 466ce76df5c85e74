"""Rules in two YAML files: `default.yaml` has every one, `<environment>.yaml` beside it only what differs there."""

import re
from pathlib import Path
from typing import Any

from agents.core.yaml_file import read_yaml
from schemas.errors import BadInputError

_NAME = re.compile(r"[a-z0-9_-]{1,64}")


def read_layered(folder: Path, environment: str) -> tuple[Path, dict[str, Any]]:
    """The rules of an environment, and the file that said the last word. Raises `BadInputError`."""
    path = folder / "default.yaml"
    rules = read_yaml(path)
    own = folder / f"{environment}.yaml"
    if _NAME.fullmatch(environment) and own.exists():
        path, rules = own, _over(rules, read_yaml(own))
    if "environment" in rules:
        raise BadInputError(f"{path}: environment: the file's name says it")
    return path, rules | {"environment": environment}


def _over(rules: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """The rules with an environment's own values put over them, group by group."""
    merged = dict(rules)
    for name, value in own.items():
        both = isinstance(value, dict) and isinstance(rules.get(name), dict)
        merged[name] = _over(rules[name], value) if both else value
    return merged
