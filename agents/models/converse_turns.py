"""A conversation as Converse takes it.

https://docs.aws.amazon.com/bedrock/latest/userguide/conversation-inference-call.html: it starts with the user, the
roles alternate, every use of a tool has its result in the next turn, and no text is blank.
"""

from typing import Any

from agents.core.turns import turns
from agents.models.tool_uses import read_uses
from schemas.agent import ModelRequest
from schemas.messages import Conversation, Message, ToolResult, ToolSpec, ToolUse

# Where the assistant spoke first, which a greeting does.
START = "(The conversation starts here.)"
NOTHING = "(nothing)"


def in_conversation(body: dict[str, Any], request: ModelRequest, conversation: Conversation) -> dict[str, Any]:
    """The body of a question that stands alone, with what was said around it and the tools that may be asked for."""
    body = {**body, "messages": [*_turns(request, conversation), *body["messages"][1:]]}
    config = body.pop("toolConfig")
    if conversation.spoken:
        return body
    tools: dict[str, Any] = {**config, "tools": [*map(_tool, conversation.tools), *config["tools"]]}
    if "toolChoice" in config and conversation.tools and not conversation.must_answer:
        tools["toolChoice"] = {"any": {}}
    return {**body, "toolConfig": tools}


def answer_and_uses(arrived: list[dict[str, Any]], answer: str) -> tuple[Any, tuple[ToolUse, ...]]:
    """What the tool of this name carries, None if it was not used, and the other tools that are asked for."""
    outputs = [use["input"] for use in arrived if use.get("name") == answer]
    others = [use for use in arrived if use.get("name") != answer]
    uses = read_uses((use.get("toolUseId"), use.get("name"), use["input"]) for use in others)
    return outputs[0] if outputs else None, uses


def _turns(request: ModelRequest, conversation: Conversation) -> list[dict[str, Any]]:
    said = turns(request, conversation)
    if said[0].role == "assistant":
        said.insert(0, Message(role="user", text=START))
    return [{"role": message.role, "content": _content(message)} for message in said]


def _tool(tool: ToolSpec) -> dict[str, Any]:
    return {"toolSpec": {"name": tool.name, "description": tool.description, "inputSchema": {"json": tool.schema}}}


def _content(message: Message) -> list[dict[str, Any]]:
    text = [{"text": message.text}] if message.text.strip() else []
    uses = [{"toolUseId": use.id, "name": use.name, "input": use.input} for use in message.tool_uses]
    results = [_result(result) for result in message.tool_results]
    return [*results, *text, *({"toolUse": use} for use in uses)]


def _result(result: ToolResult) -> dict[str, Any]:
    said = {"toolUseId": result.id, "content": [{"text": result.text.strip() or NOTHING}]}
    return {"toolResult": {**said, "status": "error"} if result.failed else said}
