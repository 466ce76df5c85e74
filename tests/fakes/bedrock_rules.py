"""What Bedrock refuses of a conversation and its tools."""

import re
from itertools import pairwise
from typing import Any

from fakes.faults import ServiceError

ERRORS = {
    "ValidationException": 400,
    "MissingAuthenticationTokenException": 403,
    "UnrecognizedClientException": 403,
    "ModelTimeoutException": 408,
    "ThrottlingException": 429,
    "InternalServerException": 500,
    "ServiceUnavailableException": 503,
}


class BedrockError(ServiceError):
    def __init__(self, kind: str, message: str) -> None:
        super().__init__(ERRORS[kind], {"message": message}, f"x-amzn-ErrorType: {kind}\r\n")


def check_messages(messages: list[dict[str, Any]]) -> None:
    """The rules of a conversation that Bedrock enforces."""
    if not messages or messages[0]["role"] != "user":
        raise BedrockError("ValidationException", "A conversation must start with a user message.")
    nothing: dict[str, Any] = {"role": "", "content": []}
    for position, (before, after) in enumerate(pairwise([nothing, *messages, nothing])):
        if before["role"] == after["role"]:
            raise BedrockError("ValidationException", "Roles must alternate between user and assistant.")
        asked = {block["toolUse"]["toolUseId"] for block in before["content"] if "toolUse" in block}
        given = {block["toolResult"]["toolUseId"] for block in after["content"] if "toolResult" in block}
        if asked - given:
            missing = ", ".join(sorted(asked - given))
            at = f"messages.{position}.content"
            raise BedrockError(
                "ValidationException", f"Expected toolResult blocks at {at} for the following Ids: {missing}"
            )
        if given - asked:
            raise BedrockError("ValidationException", "A toolResult block has no toolUse block in the previous turn.")
        check_content(after)


def check_content(message: dict[str, Any]) -> None:
    """What one turn may hold. Not every model takes a text beside results; so this one does not."""
    kinds = [next(iter(block)) for block in message["content"]]
    if message["role"] and not kinds:
        raise BedrockError("ValidationException", "The content field in the Message object is empty.")
    if "toolResult" in kinds and "text" in kinds:
        message_ = "Conversation blocks and tool result blocks cannot be provided in the same turn."
        raise BedrockError("ValidationException", message_)
    texts = [block for part in message["content"] for block in (part, *part.get("toolResult", {}).get("content", ()))]
    if any("text" in block and not block["text"].strip() for block in texts):
        raise BedrockError("ValidationException", "The text field in the ContentBlock object is blank.")
    for use in (block["toolUse"] for block in message["content"] if "toolUse" in block):
        if not isinstance(use["input"], dict) or not re.fullmatch("[a-zA-Z0-9_-]{1,64}", use["toolUseId"]):
            raise BedrockError("ValidationException", "The value at toolUse is invalid.")


def check_tools(request: dict[str, Any]) -> tuple[dict[str, dict[str, Any]], str | None]:
    """The tools by name, and the one that has to be used."""
    config = request.get("toolConfig", {})
    specs = {tool["toolSpec"]["name"]: tool["toolSpec"] for tool in config.get("tools", ())}
    if len(specs) < len(config.get("tools", ())):
        raise BedrockError("ValidationException", "The toolConfig contains conflicting tool names.")
    blocks = [block for message in request["messages"] for block in message["content"]]
    if not specs and any("toolUse" in block or "toolResult" in block for block in blocks):
        message = "The toolConfig field must be defined when using toolUse and toolResult content blocks."
        raise BedrockError("ValidationException", message)
    return specs, config.get("toolChoice", {}).get("tool", {}).get("name")
