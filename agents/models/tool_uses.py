"""The tools that a model asks for, as they arrive: names, ids and arguments may be anything."""

import re
from collections.abc import Iterable
from typing import Any

from pydantic_core import from_json

from agents.core.answers import fitted
from schemas.messages import TOOL_NAME, ToolUse

MOST_USES = 32  # of one answer; what comes after them is dropped
_NAME = re.compile(TOOL_NAME)
UNKNOWN = "unknown"


def read_uses(arrived: Iterable[tuple[object, object, object]]) -> tuple[ToolUse, ...]:
    """Uses of tools from their (id, name, arguments); an id that cannot be sent back is replaced."""
    uses: list[ToolUse] = []
    for found in list(arrived)[:MOST_USES]:
        uses.append(_read(*found, taken={use.id for use in uses}))
    return tuple(uses)


def _read(id_: object, name: object, arguments: object, *, taken: set[str]) -> ToolUse:
    known = isinstance(name, str) and _NAME.fullmatch(name) is not None
    read = _object(arguments)
    problem = "the arguments are no JSON object" if read is None else ""
    return ToolUse(
        id=_usable(id_, taken),
        name=str(name) if known else UNKNOWN,
        input=read or {},
        problem=problem if known else "no tool has such a name",
    )


def _usable(id_: object, taken: set[str]) -> str:
    if isinstance(id_, str) and _NAME.fullmatch(id_) and id_ not in taken:
        return id_
    number = len(taken) + 1
    while f"use_{number}" in taken:
        number += 1
    return f"use_{number}"


def _object(arguments: object) -> dict[str, Any] | None:
    """The arguments as an object; OpenAI sends them as a text, which may be empty if there are none."""
    if isinstance(arguments, str):
        try:
            arguments = from_json(arguments or "{}", allow_inf_nan=False)
        except ValueError:
            return None
    return fitted(arguments) if isinstance(arguments, dict) else None
