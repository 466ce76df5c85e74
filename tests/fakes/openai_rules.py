"""What OpenAI refuses of a conversation, its tools and the structure that is asked for."""

import re
import sys
from typing import Any

import orjson
from fakes.faults import ServiceError

# https://platform.openai.com/docs/guides/structured-outputs#supported-schemas
KEYWORDS = {
    "object": {"properties", "required", "additionalProperties"},
    "array": {"items", "minItems", "maxItems"},
    "string": {"enum", "pattern", "format"},
    "integer": {"enum", "multipleOf", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"},
    "number": {"enum", "multipleOf", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"},
    "boolean": {"enum"},
    "null": set(),
}


class OpenAIError(ServiceError):
    def __init__(
        self, status: int, message: str, *, kind: str = "invalid_request_error", param: str = "", code: str = ""
    ) -> None:
        said = {"message": message, "type": kind, "param": param or None, "code": code or None}
        super().__init__(status, {"error": said})


def check_reasoning(request: dict[str, Any]) -> None:
    if "max_tokens" in request:
        message = (
            "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."
        )
        raise OpenAIError(400, message, param="max_tokens", code="unsupported_parameter")
    if request.get("temperature", 1) != 1:
        message = "Unsupported value: 'temperature' does not support this value. Only the default (1) is supported."
        raise OpenAIError(400, message, param="temperature", code="unsupported_value")


def limit_of(request: dict[str, Any]) -> int:
    given = [request[name] for name in ("max_tokens", "max_completion_tokens") if name in request]
    if len(given) > 1:
        raise OpenAIError(400, "Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported.")
    return given[0] if given else sys.maxsize


def check_messages(messages: list[dict[str, Any]]) -> None:
    """Texts, tools that are asked for, and their results; an assistant's turn is answered by a user's or by tools."""
    if not messages or messages[-1]["role"] not in ("user", "tool"):
        raise OpenAIError(400, "The conversation must end with a user message.", param="messages")
    waiting: set[str] = set()
    for position, message in enumerate(messages):
        at = f"messages[{position}]"
        if message["role"] == "tool":
            check_result(message, waiting, at)
            continue
        if waiting:
            message_ = (
                "An assistant message with 'tool_calls' must be followed by tool messages for each 'tool_call_id'."
            )
            raise OpenAIError(400, message_, param="messages")
        if message.keys() == {"role", "content", "tool_calls"} and message["role"] == "assistant":
            waiting |= {call["id"] for call in message["tool_calls"]}
            for call in message["tool_calls"]:
                assert isinstance(orjson.loads(call["function"]["arguments"]), dict)
            continue
        if message.keys() != {"role", "content"} or message["role"] not in ("system", "user", "assistant"):
            raise OpenAIError(400, f"Invalid value: '{message.get('role')}'.", param=f"{at}.role", code="invalid_value")
        if not isinstance(message["content"], str) or not message["content"].strip():
            raise OpenAIError(400, f"Invalid type for '{at}.content'.", param=f"{at}.content", code="invalid_type")


def check_result(message: dict[str, Any], waiting: set[str], at: str) -> None:
    """The result of a tool that was asked for in the turn before."""
    if message["tool_call_id"] not in waiting:
        message_ = "messages with role 'tool' must be a response to a preceding message with 'tool_calls'."
        raise OpenAIError(400, f"Invalid parameter: {message_}", param=f"{at}.role")
    waiting.discard(message["tool_call_id"])
    if not message["content"].strip():
        raise OpenAIError(400, f"Invalid type for '{at}.content'.", param=f"{at}.content", code="invalid_type")


def wanted(request: dict[str, Any]) -> tuple[dict[str, Any], str | None]:
    """Name and schema of the answer, nothing where a text is wanted, and the function that has to be used."""
    if "tools" not in request:
        return request.get("response_format", {}).get("json_schema", {}), None
    functions = {tool["function"]["name"]: tool["function"] for tool in request["tools"]}
    choice = request.get("tool_choice", "auto")
    forced = choice["function"]["name"] if isinstance(choice, dict) else None
    answer = functions[forced or next(reversed(functions))]  # the last one is the answer
    if answer.get("strict"):
        try:
            check_strict(answer["parameters"])
        except ValueError as error:
            raise OpenAIError(400, f"Invalid schema for function '{answer['name']}': {error}", param="tools") from None
    return {"name": answer["name"], "schema": answer["parameters"]}, forced


def check_form(form: dict[str, Any]) -> None:
    """A response format that OpenAI takes: a name, and a schema within the rules of strict mode."""
    wanted = form["json_schema"]
    if form["type"] != "json_schema" or not re.fullmatch(r"[a-zA-Z0-9_-]{1,64}", wanted["name"]):
        raise OpenAIError(400, "Invalid value.", param="response_format", code="invalid_value")
    if wanted["strict"] is not True or wanted["schema"].get("type") != "object":
        raise OpenAIError(400, "Invalid schema: give strict and an object.", param="response_format")
    try:
        check_strict(wanted["schema"])
    except ValueError as error:
        message = f"Invalid schema for response_format '{wanted['name']}': {error}"
        raise OpenAIError(400, message, param="response_format") from None


def check_strict(schema: dict[str, Any], at: tuple[str, ...] = ()) -> None:
    """Raise `ValueError` on what OpenAI's strict mode refuses."""
    if "anyOf" in schema:
        for position, choice in enumerate(schema["anyOf"]):
            check_strict(choice, (*at, "anyOf", str(position)))
        return
    kind = schema.get("type", "")
    if kind not in KEYWORDS:
        raise ValueError(f"In context={at}, schema must have a 'type' key.")
    for keyword in schema.keys() - {"type", "description"} - KEYWORDS[kind]:
        raise ValueError(f"In context={at}, '{keyword}' is not permitted.")
    if kind == "object":
        if schema.get("additionalProperties") is not False:
            raise ValueError(f"In context={at}, 'additionalProperties' is required to be supplied and to be false.")
        if set(schema.get("required", ())) != set(schema.get("properties", {})):
            raise ValueError(f"In context={at}, 'required' is required to include every key in properties.")
        for name, part in schema.get("properties", {}).items():
            check_strict(part, (*at, "properties", name))
    elif kind == "array":
        check_strict(schema["items"], (*at, "items"))
