"""A conversation as the Chat Completions API takes it.

https://platform.openai.com/docs/guides/function-calling: a result is a message of its own role, and whoever likes may
speak first. The answer is a function like the tools, not a response format: vLLM makes the format the grammar of all
that is said, so that no tool is ever asked for (vllm-project/vllm#39929).
"""

import json
from typing import Any

from agents.core.turns import turns
from agents.models.tool_uses import read_uses
from schemas.agent import ModelReply, ModelRequest
from schemas.messages import Conversation, Message, ToolSpec

NOTHING = "(nothing)"


def in_conversation(
    body: dict[str, Any], request: ModelRequest, conversation: Conversation, refused: frozenset[str]
) -> dict[str, Any]:
    """The body of a question that stands alone, with what was said around it and the tools that may be asked for."""
    system, _, *drafts = body["messages"]
    said = [part for message in turns(request, conversation) for part in _messages(message)]
    body = {**body, "messages": [system, *said, *drafts]}
    if not conversation.tools and not conversation.spoken:
        return body
    form = body.pop("response_format")["json_schema"]
    if conversation.spoken:
        return body
    answer = {"name": form["name"], "description": f"The answer of {request.agent}.", "parameters": form["schema"]}
    tools = [*map(_function, conversation.tools), {"type": "function", "function": answer | {"strict": True}}]
    named = {"type": "function", "function": {"name": request.output_name}}
    choice = {} if "tool_choice" in refused else {"tool_choice": named if conversation.must_answer else "required"}
    return {**body, "tools": tools, **choice}


def asked_for(reply: ModelReply, message: object, answer: str) -> ModelReply:
    """The reply with the tools that the message asks for; what the one called `answer` is given is the output.

    The SDK does not check what arrives: any part may be missing, or something else.
    """
    calls: object = getattr(message, "tool_calls", None)
    functions = [(getattr(call, "id", None), getattr(call, "function", None)) for call in _listed(calls)]
    uses = read_uses((id_, getattr(one, "name", None), getattr(one, "arguments", None)) for id_, one in functions)
    outputs = [use.input for use in uses if use.name == answer and not use.problem]
    others = tuple(use for use in uses if use.name != answer)
    return reply.model_copy(update={"output": outputs[0] if outputs else None, "tool_uses": others})


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else []


def _function(tool: ToolSpec) -> dict[str, Any]:
    function = {"name": tool.name, "description": tool.description, "parameters": tool.schema}
    return {"type": "function", "function": function}


def _messages(message: Message) -> list[dict[str, Any]]:
    if message.tool_results:
        results = [_result(result.id, result.text, failed=result.failed) for result in message.tool_results]
        return [*results, *([{"role": "user", "content": message.text}] if message.text.strip() else [])]
    said: dict[str, Any] = {"role": message.role, "content": message.text or None}
    if message.tool_uses:
        said["tool_calls"] = [
            {"id": use.id, "type": "function", "function": {"name": use.name, "arguments": json.dumps(use.input)}}
            for use in message.tool_uses
        ]
    return [said]


def _result(id_: str, text: str, *, failed: bool) -> dict[str, Any]:
    said = text.strip() or NOTHING
    return {"role": "tool", "tool_call_id": id_, "content": f"Error: {said}" if failed else said}
