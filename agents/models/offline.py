"""The model that needs no network and no key: each agent's rules, which read the typed inputs and no prompt."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from pydantic import BaseModel
from pydantic_core import to_json

from agents.core.kit import AgentKit, kits
from schemas.agent import ModelReply, ModelRequest, Usage
from schemas.errors import BadInputError
from schemas.messages import ToolUse

# Part of the name that results are recorded under: raise it with every change that can alter an answer.
RULES_VERSION = "8"
_WORD = re.compile(r"\S+\s*")


class OfflineModel:
    """Deterministic and free: no randomness, no clock, no tokens."""

    name = f"offline:{RULES_VERSION}"

    async def call(self, request: ModelRequest) -> ModelReply:
        """Answers from `request.inputs`, and from what tools gave if its agent has rules for that."""
        kit = kits().get(request.agent)
        if kit is None or not isinstance(request.inputs, kit.agent.inputs):
            raise BadInputError(
                f"the offline model has no rules for agent {request.agent!r} with {type(request.inputs).__name__}; "
                f"it knows {', '.join(kits())}"
            )
        said = _said(kit, request)
        if isinstance(said, tuple):
            return ModelReply(tool_uses=said, usage=Usage())
        output = said.model_dump(mode="json")
        # A version is answered in the fields that it asks for: the answers of older ones stay what they were.
        asked = request.output_schema.get("properties", output)
        return ModelReply(output={name: part for name, part in output.items() if name in asked}, usage=Usage())

    async def speak(self, request: ModelRequest, say: Callable[[str], None]) -> ModelReply:
        """The texts of that answer, word by word; a structure as JSON."""
        reply = await self.call(request)
        if request.conversation is None or not request.conversation.spoken:
            say(to_json(reply.output).decode())
            return reply
        text = "\n\n".join(_texts(reply.output))
        for word in _WORD.findall(text):
            say(word)
        return ModelReply(text=text, usage=reply.usage)


def _said(kit: AgentKit[Any, Any], request: ModelRequest) -> BaseModel | tuple[ToolUse, ...]:
    """The answer of the rules, or the tools that they ask for where the agent has some and its rules use them."""
    conversation = request.conversation
    if kit.offline_with_tools is None or conversation is None or not conversation.tools:
        said: BaseModel = kit.offline(request.inputs)
        return said
    uses_or_answer: BaseModel | tuple[ToolUse, ...] = kit.offline_with_tools(request.inputs, conversation)
    return uses_or_answer


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _texts(part)
