"""Reads a model's answer as it arrived: what of it can be stored, and the output in it, however it is wrapped."""

import re
from collections.abc import Mapping
from math import isfinite
from typing import Any

from agents.core.agent import Agent, Inputs, Output, ViolationError, parse_output
from agents.core.text_structure import fenced, listed, parsed
from schemas.agent import ModelReply
from schemas.plain_text import plain_answer

# No schema of ours is half as deep; at 255 levels the record of an answer could no longer be written.
MAX_DEPTH = 32
MAX_WRAPPERS = 3
_SURROGATE = re.compile("[\ud800-\udfff]")


def storable(reply: ModelReply) -> ModelReply:
    """The reply without anything that a file cannot hold: lone surrogates, infinite numbers, endless nesting.

    Such an answer could not be recorded, so every resume would pay for it again.
    """
    if _fits(reply.output) and _fits(reply.text):
        return reply
    return reply.model_copy(update={"output": _fitted(reply.output), "text": _fitted(reply.text)})


def read_answer(agent: Agent[Inputs, Output], inputs: Inputs, reply: ModelReply, schema: dict[str, Any]) -> Output:
    """The typed output, unwrapped first if needed. Raises `ViolationError` that says what is wrong."""
    if reply.stop == "max_tokens":
        raise ViolationError("the answer was cut off at the maximum length; answer more briefly")
    said = _in_text(reply.text) if reply.output is None else reply.output
    if said is None:
        raise ViolationError("answer in the given structure, not in free text")
    try:
        return parse_output(agent, inputs, plain_answer(said))
    except ViolationError:
        unwrapped = unwrap(said, schema)
        if unwrapped == said:
            raise
        return parse_output(agent, inputs, plain_answer(unwrapped))


def unwrap(value: Any, schema: Mapping[str, Any]) -> Any:
    """`value` without its wrapping: a string that holds a list or an object, or an object around the object."""
    schema = _shape(schema)
    kind = schema.get("type")
    if kind == "object":
        return _unwrapped_object(value, schema.get("properties", {}))
    if kind == "array":
        return _unwrapped_array(value, schema.get("items", {}))
    return value


def _unwrapped_object(value: Any, properties: Mapping[str, Any]) -> Any:
    found = _parsed(value)
    for _ in range(MAX_WRAPPERS):
        if isinstance(found, dict) and not found.keys() & properties.keys():
            found = _only(found.values(), dict)
        elif isinstance(found, list):
            found = _only(found, dict)
        else:
            break
    if not isinstance(found, dict) or not found.keys() & properties.keys():
        return value
    return {name: unwrap(part, properties.get(name, {})) for name, part in found.items()}


def _unwrapped_array(value: Any, items: Mapping[str, Any]) -> Any:
    found = _parsed(value)
    if isinstance(found, dict):
        found = _only(found.values(), list)
    elif isinstance(found, str):
        found = listed(found)
    return [unwrap(item, items) for item in found] if isinstance(found, list) else value


def _only(values: Any, kind: type) -> Any:
    """The only one of the values that is such a container, or holds one as JSON; None unless there is exactly one."""
    found = [one for one in map(_parsed, values) if isinstance(one, kind)]
    return found[0] if len(found) == 1 else None


def _shape(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """The container that a schema allows beside null, else itself."""
    choices: list[Mapping[str, Any]] = schema.get("anyOf", [])
    return next((one for one in choices if one.get("type") in ("object", "array")), schema)


def _parsed(value: Any) -> Any:
    """What a string holds if it is an object or array, else the value."""
    found = parsed(value) if isinstance(value, str) else None
    return value if found is None else _fitted(found)


def _in_text(text: str) -> Any:
    """The object in an answer given as text, fenced or introduced by words; None if there is none."""
    for part in (fenced(text), text):
        found = _parsed(part[part.find("{") : part.rfind("}") + 1])
        if isinstance(found, dict):
            return found
    return None


def _fits(value: Any, depth: int = 0) -> bool:
    if isinstance(value, str):
        return value.isascii() or not _SURROGATE.search(value)
    if isinstance(value, float):
        return isfinite(value)
    if isinstance(value, dict):
        return depth < MAX_DEPTH and all(_fits(key) and _fits(part, depth + 1) for key, part in value.items())
    if isinstance(value, list):
        return depth < MAX_DEPTH and all(_fits(part, depth + 1) for part in value)
    return True


def _fitted(value: Any, depth: int = 0) -> Any:
    if isinstance(value, str):
        # A surrogate pair is joined into its character; a lone surrogate is replaced.
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, float):
        return value if isfinite(value) else None
    if isinstance(value, dict | list) and depth == MAX_DEPTH:
        return None
    if isinstance(value, dict):
        return {_fitted(key): _fitted(part, depth + 1) for key, part in value.items()}
    return [_fitted(part, depth + 1) for part in value] if isinstance(value, list) else value
