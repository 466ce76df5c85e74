"""Mapping files: what `--save-mapping` writes and `--mapping` reads."""

from pathlib import Path

import yaml
from pydantic import ValidationError

from agents.core.yaml_file import MAX_BYTES, parse_yaml
from blocks.local_file import read_regular
from schemas.errors import BadInputError, StoreError
from schemas.reading import Mapping


def load_mapping(path: str) -> Mapping:
    """The mapping in a file. Raises `BadInputError` if it cannot be read or contains unknown fields."""
    content = parse_yaml(read_regular(Path(path), MAX_BYTES), path)
    if not isinstance(content, dict):
        raise BadInputError(f"{path} holds no mapping; known: {', '.join(Mapping.model_fields)}")
    try:
        return Mapping.model_validate(_as_text(content))
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        known = f"; known: {', '.join(Mapping.model_fields)}" if first["type"] == "extra_forbidden" else ""
        raise BadInputError(f"{path}: {'.'.join(map(str, first['loc']))}: {first['msg']}{known}") from None


def save_to(mapping: Mapping, path: str) -> None:
    """Write how a file was read."""
    document = mapping.model_dump(mode="json", exclude_defaults=True)
    try:
        Path(path).write_text(yaml.safe_dump(document, allow_unicode=True, sort_keys=False), encoding="utf-8")
    except OSError as error:
        raise StoreError(f"cannot write {path}: {error.strerror}") from None


def _as_text(content: dict[object, object]) -> dict[object, object]:
    """A value as text: YAML reads `Yes`, 30 and 2026-01-31 as other types, but headers and cells are text."""
    plain: dict[object, object] = {}
    for name, value in content.items():
        if isinstance(value, dict) and name in ("columns", "values", "only", "tiers", "voices"):
            plain[name] = {_text(key): None if cell is None else _text(cell) for key, cell in value.items()}
        else:
            plain[name] = value
    return plain


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return str(value)
