"""Requests to the Converse API, and its answers.

https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html
"""

from typing import Any

from agents.core.model import ModelUnavailableError
from agents.models.caching import keeps
from agents.models.converse_turns import answer_and_uses, in_conversation
from agents.models.counts import charged, summed
from schemas.agent import Draft, ModelReply, ModelRequest, Stop, Tier

# Settings that a model may refuse and can do without, spelled (letters only) as the refusal names them.
DISPENSABLE = {
    "temperature": "temperature",
    "toolChoice": "toolchoice",
    "cachePoint": "cach",
    "serviceTier": "servicetier",
}
_STOPS: dict[str, Stop] = {
    "max_tokens": "max_tokens",
    "model_context_window_exceeded": "max_tokens",
    "guardrail_intervened": "blocked",
    "content_filtered": "blocked",
}


def body_of(request: ModelRequest, model_id: str, refused: frozenset[str] = frozenset()) -> dict[str, Any]:
    """The request body, without the settings that this model has refused."""
    tool = {
        "name": request.output_name,
        "description": f"The answer of {request.agent}.",
        "inputSchema": {"json": request.output_schema},
    }
    messages: list[dict[str, Any]] = [{"role": "user", "content": [{"text": request.user}]}]
    for number, draft in enumerate(request.drafts, start=1):
        messages += _exchange(draft, request.output_name, number)
    system: list[dict[str, Any]] = [{"text": request.system}]
    if "cachePoint" not in refused and keeps(model_id, request):
        system.append({"cachePoint": {"type": "default"}})
    inference: dict[str, Any] = {"maxTokens": request.settings.max_tokens}
    if "temperature" not in refused:
        inference["temperature"] = request.settings.temperature
    tools: dict[str, Any] = {"tools": [{"toolSpec": tool}]}
    if "toolChoice" not in refused:
        tools["toolChoice"] = {"tool": {"name": request.output_name}}
    body = {"system": system, "messages": messages, "inferenceConfig": inference, "toolConfig": tools}
    return body if request.conversation is None else in_conversation(body, request, request.conversation)


def _exchange(draft: Draft, tool: str, number: int) -> list[dict[str, Any]]:
    """The rejected answer and the reason, as turns that Converse accepts."""
    reason = {"text": f"Rejected: {draft.violation}. Answer again with the tool, with this mended."}
    if not isinstance(draft.output, dict):
        return [
            {"role": "assistant", "content": [{"text": draft.text.strip() or "(no answer)"}]},
            {"role": "user", "content": [reason]},
        ]
    use = f"draft_{number}"
    return [
        {"role": "assistant", "content": [{"toolUse": {"toolUseId": use, "name": tool, "input": draft.output}}]},
        {"role": "user", "content": [{"toolResult": {"toolUseId": use, "content": [reason], "status": "error"}}]},
    ]


def dispensable(body: dict[str, Any]) -> dict[str, str]:
    """The settings in this body that can be left out, by their letters."""
    beside = {"cachePoint"} if any("cachePoint" in block for block in body["system"]) else set()
    beside |= {"serviceTier"} & body.keys()
    sent = body["inferenceConfig"].keys() | body.get("toolConfig", {}).keys() | beside
    return {name: letters for name, letters in DISPENSABLE.items() if name in sent}


def reply_of(response: Any, request: ModelRequest, model: str) -> ModelReply:
    """The answer, whatever shape it has; raises `ModelUnavailableError` if it did not arrive whole."""
    said = _mapping(response)
    why = said.get("stopReason")
    if not isinstance(why, str):
        raise ModelUnavailableError("cut", f"{model}: the answer arrived incomplete")
    counts = _mapping(said.get("usage"))
    read, written = counts.get("cacheReadInputTokens"), counts.get("cacheWriteInputTokens")
    # Bedrock counts cached tokens beside the input; here they are part of it.
    took = summed(counts.get("inputTokens"), read, written)
    usage = charged(request, input_=took, output=counts.get("outputTokens"), read=read, written=written)
    stop = _STOPS.get(why, "end")
    tier: Tier = "flex" if _mapping(said.get("serviceTier")).get("type") == "flex" else "on_demand"
    if stop == "blocked":
        return ModelReply(text=f"the answer was blocked ({why})", stop=stop, usage=usage, tier=tier)
    content = _mapping(_mapping(said.get("output")).get("message")).get("content")
    blocks = [_mapping(block) for block in content] if isinstance(content, list) else []
    tools = [tool for block in blocks if "input" in (tool := _mapping(block.get("toolUse")))]
    texts = [block["text"] for block in blocks if isinstance(block.get("text"), str)]
    if request.conversation is not None and request.conversation.tools:
        output, uses = answer_and_uses(tools, request.output_name)
        return ModelReply(output=output, text="".join(texts), stop=stop, usage=usage, tier=tier, tool_uses=uses)
    return ModelReply(
        output=tools[0]["input"] if tools else None, text="".join(texts), stop=stop, usage=usage, tier=tier
    )


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
