"""The connections of an environment: `local` reads them from a YAML file, every other environment from its block."""

from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from schemas.connections import Connections
from schemas.errors import BadInputError, shown


def read_connections(path: Path | None) -> Connections:
    """What a file says; none without a file. Raises `BadInputError`, which repeats no value."""
    if path is None:
        return Connections()
    try:
        found = yaml.safe_load(path.expanduser().read_text(encoding="utf-8"))
    except OSError as error:
        raise BadInputError(f"REVIVE_CONNECTIONS={path}: {error.strerror}") from None
    except (yaml.YAMLError, UnicodeDecodeError):
        raise BadInputError(f"REVIVE_CONNECTIONS={path}: it is not YAML") from None
    return connections_of(found or {}, shown(str(path)))


def connections_of(said: Any, where: str) -> Connections:
    """Connections as somebody wrote them. Raises `BadInputError`, which repeats no value."""
    try:
        return Connections.model_validate(said)
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        name = ".".join(map(str, first["loc"])) or "connections"
        raise BadInputError(f"{where}: {name}: {first['msg']}") from None
