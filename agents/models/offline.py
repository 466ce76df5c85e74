"""The model that needs no network and no key: each agent's rules, which read the typed inputs and no prompt."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from agents.core.kit import kits
from schemas.agent import ModelReply, ModelRequest, Usage
from schemas.errors import BadInputError

# Part of the name that results are recorded under: raise it with every change that can alter an answer.
RULES_VERSION = "4"
_WORD = re.compile(r"\S+\s*")


class OfflineModel:
    """Deterministic and free: no randomness, no clock, no tokens."""

    name = f"offline:{RULES_VERSION}"

    async def call(self, request: ModelRequest) -> ModelReply:
        """Answers from `request.inputs` alone."""
        kit = kits().get(request.agent)
        if kit is None or not isinstance(request.inputs, kit.agent.inputs):
            raise BadInputError(
                f"the offline model has no rules for agent {request.agent!r} with {type(request.inputs).__name__}; "
                f"it knows {', '.join(kits())}"
            )
        output = kit.offline(request.inputs).model_dump(mode="json")
        # A version is answered in the fields that it asks for: the answers of older ones stay what they were.
        asked = request.output_schema.get("properties", output)
        return ModelReply(output={name: part for name, part in output.items() if name in asked}, usage=Usage())

    async def speak(self, request: ModelRequest, say: Callable[[str], None]) -> ModelReply:
        """The texts of that answer, word by word."""
        reply = await self.call(request)
        text = "\n\n".join(_texts(reply.output))
        for word in _WORD.findall(text):
            say(word)
        return ModelReply(text=text, usage=reply.usage)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _texts(part)
