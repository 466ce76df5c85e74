"""The turns of a loop with tools: how an answer is judged, and how a rejected one goes back to the model."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from agents.core.agent import Output
from agents.core.tools import ToolRun
from agents.running.run import AgentResult, Blocked, Judge, PricedModel
from schemas.agent import Draft, ModelReply, ModelRequest, Usage
from schemas.messages import MOST_CHARACTERS, Message, ToolResult, ToolUse


@dataclass(frozen=True, slots=True)
class ToolTurn:
    """A paid answer that asks for tools."""

    message: Message
    usage: Usage
    cost_usd: float | None
    latency_s: float


@dataclass(frozen=True, slots=True)
class ToolsRan:
    """What the tools returned: the turn that goes back to the model, and what each tool did."""

    message: Message
    runs: tuple[ToolRun, ...]


Turn = AgentResult[Output] | Draft | Blocked | ToolTurn
SaveTurn = Callable[[Turn[Output] | ToolsRan], Awaitable[None]]


def judging_turn(
    judge: Judge[Output], request: ModelRequest, priced: PricedModel, attempts: int
) -> Callable[[ModelReply, float], Turn[Output]]:
    """An answer that asks for tools is a turn; if it also answers, it is taken as the answer."""
    assert request.conversation is not None
    must_answer = request.conversation.must_answer

    def judged(reply: ModelReply, latency_s: float) -> Turn[Output]:
        if not reply.tool_uses or reply.output is not None or reply.stop != "end":
            paid = judge(reply, latency_s)
            return replace(paid, attempts=attempts) if isinstance(paid, AgentResult) else paid
        text, usage, cost = reply.text[:MOST_CHARACTERS], reply.usage, priced.cost(reply.usage, reply.tier)
        if must_answer:
            violation = f"no more tools can be used; answer now with {request.output_name}"
            return Draft(text=text, violation=violation, usage=usage, cost_usd=cost, latency_s=latency_s)
        return ToolTurn(Message(role="assistant", text=text, tool_uses=reply.tool_uses), usage, cost, latency_s)

    return judged


def exchange(draft: Draft, answer: str, number: int) -> tuple[Message, Message]:
    """The rejected answer and the reason, as turns."""
    reason = f"Rejected: {draft.violation}. Answer again with {answer}, with this mended."
    if isinstance(draft.output, dict):
        use = ToolUse(id=f"answer_{number}", name=answer, input=draft.output)
        result = ToolResult(id=use.id, text=reason, failed=True)
        return Message(role="assistant", tool_uses=(use,)), Message(role="user", tool_results=(result,))
    said = draft.text.strip() or (json.dumps(draft.output) if draft.output is not None else "(no answer)")
    return Message(role="assistant", text=said[:MOST_CHARACTERS]), Message(role="user", text=reason)
