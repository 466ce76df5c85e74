"""JSON Schema as models accept it: references inlined, titles dropped."""

from typing import Any

from pydantic import BaseModel


def inline_schema(model: type[BaseModel]) -> dict[str, Any]:
    """The JSON Schema of `model` without `$ref`: several Bedrock models do not follow references."""
    schema = model.model_json_schema()
    definitions: dict[str, Any] = schema.pop("$defs", {})
    inlined = _inline(schema, definitions)
    assert isinstance(inlined, dict)
    return inlined


def _inline(node: object, definitions: dict[str, Any]) -> object:
    if isinstance(node, list):
        return [_inline(item, definitions) for item in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        target = definitions[str(node["$ref"]).rsplit("/", 1)[-1]]
        beside = {key: value for key, value in node.items() if key != "$ref"}
        return _inline({**target, **beside}, definitions)
    return {
        key: {name: _inline(part, definitions) for name, part in value.items()}
        if key == "properties"
        else _inline(value, definitions)
        for key, value in node.items()
        if key != "title"
    }


def strict_schema(schema: dict[str, Any]) -> dict[str, Any]:
    """`schema` as OpenAI's strict mode takes it: every object closed, every property required, lengths in words.

    Strict mode refuses `minLength` and `maxLength`; llama.cpp turns them into grammars, which fail from 2,000 on.
    """
    strict = _strict(schema)
    assert isinstance(strict, dict)
    return strict


def _strict(node: object) -> object:
    if isinstance(node, list):
        return [_strict(item) for item in node]
    if not isinstance(node, dict):
        return node
    strict = {
        key: {name: _strict(part) for name, part in value.items()} if key == "properties" else _strict(value)
        for key, value in node.items()
        if key not in ("minLength", "maxLength", "default")
    }
    if node.get("type") == "object":
        strict |= {"additionalProperties": False, "required": list(node.get("properties", {}))}
    if "minLength" in node or "maxLength" in node:
        length = f"Length: {node.get('minLength', 0)} to {node.get('maxLength', 'any')} characters."
        strict["description"] = f"{node.get('description', '')} {length}".strip()
    return strict
