"""Reading a sender profile, `sender.yaml`: who writes to the customers, and what may be offered."""

from pydantic import ValidationError

from agents.core.yaml_file import parse_yaml
from schemas.errors import BadInputError
from schemas.sender import Sender


def load_sender(file: bytes, where: str) -> Sender:
    """The profile in YAML. Raises `BadInputError` that names the field at fault; `where` begins the message."""
    content = parse_yaml(file, where)
    if not isinstance(content, dict):
        raise BadInputError(f"{where} holds no mapping; known fields: {', '.join(Sender.model_fields)}")
    unknown = sorted(str(name)[:40] for name in content if name not in Sender.model_fields)
    if unknown:
        raise BadInputError(f"{where}: unknown field {unknown[0]!r}; known: {', '.join(Sender.model_fields)}")
    given = {name: value for name, value in content.items() if value is not None}
    try:
        return Sender.model_validate(given)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        field = ".".join(str(part) for part in first["loc"]) or "the profile"
        raise BadInputError(f"{where}: {field}: {first['msg'].removeprefix('Value error, ')}") from None
