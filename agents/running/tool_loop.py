"""Runs one agent that may ask for tools before it answers, in a bounded loop."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from agents.core.agent import Inputs, Output
from agents.core.failures import AgentFailedError, OutOfBoundsError
from agents.core.tokens import reserve
from agents.core.tools import Bounds, Tool, run_tools
from agents.running.metered import MeteredRuntime, metered
from agents.running.question import Question
from agents.running.run import (
    MAX_REPAIRS,
    AgentResult,
    Blocked,
    PricedModel,
    judging,
    never,
    paid_answer,
    priced_model,
    rendered,
    run_agent,
)
from agents.running.runtime import CallRuntime
from agents.running.tool_turns import SaveTurn, ToolsRan, exchange, judging_turn
from schemas.agent import Draft, ModelRequest, Usage
from schemas.errors import BadInputError
from schemas.messages import Conversation, Message, ToolUse
from schemas.paid import ToolTurns


@dataclass(slots=True)
class _Loop:
    """A request that grows with each turn, and the bounds of its calls."""

    request: ModelRequest
    priced: PricedModel
    runtime: MeteredRuntime
    bounds: Bounds
    steps: int  # calls so far, those of an earlier process included
    rejected: int = 0  # answers that broke a rule

    @property
    def conversation(self) -> Conversation:
        assert self.request.conversation is not None
        return self.request.conversation

    def say(self, *messages: Message) -> None:
        conversation = replace(self.conversation, after=(*self.conversation.after, *messages))
        self.request = replace(self.request, conversation=conversation)

    def next_request(self) -> ModelRequest:
        """The next call. Raises `OutOfBoundsError` if not even the answer fits into the bounds."""
        usage = reserve(self.request)
        if not self._fits(usage, 1):
            charged = self.runtime.limiter
            raise OutOfBoundsError(
                f"{charged.tokens} of {self.bounds.tokens} tokens and ${charged.usd:.4f} are spent "
                "on this question, and the next call does not fit"
            )
        self.steps += 1
        self.runtime.counters.repairs += self.rejected > 0
        must_answer = self.rejected > 0 or self.steps >= self.bounds.steps or not self._fits(usage, 2)
        return replace(self.request, conversation=replace(self.conversation, must_answer=must_answer))

    def reject(self, draft: Draft) -> None:
        """Tell the model what is wrong with its answer; raises `AgentFailedError` the third time."""
        self.rejected += 1
        if self.rejected > MAX_REPAIRS:
            broken = f"{self.rejected} answers broke the rules; the last: {draft.violation}"
            raise AgentFailedError(broken, guardrail=True)
        self.say(*exchange(draft, self.request.output_name, self.rejected))

    def _fits(self, usage: Usage, calls: int) -> bool:
        charged = self.runtime.limiter
        tokens = charged.tokens + calls * (usage.input_tokens + usage.output_tokens)
        usd = charged.usd + calls * (self.priced.cost(usage) or 0.0)
        return tokens <= self.bounds.tokens and (self.bounds.usd is None or usd <= self.bounds.usd)


async def run_question(
    question: Question[Inputs, Output], runtime: CallRuntime, save: SaveTurn[Output], *, steps_after: int = 0
) -> AgentResult[Output]:
    """The answer to a question, with its history and with tools if it has any; see `run_with_tools`."""
    if question.tools:
        return await run_with_tools(question, runtime, save, steps_after=steps_after)
    conversation = Conversation(before=question.history) if question.history else None
    agent, version, inputs, drafts = question.agent, question.version, question.inputs, question.drafts
    return await run_agent(
        agent, version, inputs, runtime, save, drafts, steps_after=steps_after, conversation=conversation
    )


async def run_with_tools(
    question: Question[Inputs, Output],
    runtime: CallRuntime,
    save: SaveTurn[Output],
    *,
    steps_after: int = 0,
    withdrawn: Callable[[], bool] = never,
) -> AgentResult[Output]:
    """Ask, run the tools that are asked for, ask again, until there is an answer that holds.

    Every paid turn goes through `save` before its slot is given back, and what the tools gave before it is sent; with
    what was saved, as the question's `turns` and `drafts`, another process goes on. `steps_after` and `withdrawn` as in
    `run_agent`, and it raises the same, and `OutOfBoundsError`.
    """
    tools = _by_name(question.tools, question.version.output)
    loop = await _begun(question, runtime)
    after = loop.conversation.after
    if after and after[-1].tool_uses:
        loop.say(await _run(tools, after[-1].tool_uses, save))
    for draft in question.drafts:
        loop.reject(draft)
    while True:
        request = loop.next_request()
        judge = judging(question.agent, question.inputs, request, loop.priced)
        judge_turn = judging_turn(judge, request, loop.priced, loop.rejected + 1)
        paid = await paid_answer(request, loop.runtime, loop.priced, judge_turn, save, steps_after, withdrawn)
        if isinstance(paid, AgentResult):
            return paid
        if isinstance(paid, Blocked):
            raise AgentFailedError(paid.message, guardrail=True)
        if isinstance(paid, Draft):
            loop.reject(paid)
        else:
            loop.say(paid.message, await _run(tools, paid.message.tool_uses, save))


async def _begun(question: Question[Any, Any], runtime: CallRuntime) -> _Loop:
    """The loop where it was left off; what earlier turns cost counts towards its bounds."""
    version, turns = question.version, question.turns or ToolTurns(of="")
    priced = await priced_model(version.model, runtime)
    if priced.price is None and question.bounds.usd is not None:
        raise BadInputError(f"no price is known for {priced.model.name}, so a question's dollars cannot be kept to")
    conversation = Conversation(question.history, turns.messages, tuple(tool.spec for tool in question.tools))
    request = await rendered(question.agent.name, version, question.inputs, conversation)
    usage = turns.spent.usage
    charged = metered(runtime, usage.input_tokens + usage.output_tokens, turns.spent.cost_usd or 0.0)
    return _Loop(request, priced, charged, question.bounds, turns.spent.calls)


def _by_name(tools: tuple[Tool[Any], ...], answer: str) -> dict[str, Tool[Any]]:
    by_name = {tool.name: tool for tool in tools}
    if len(by_name) < len(tools) or answer in by_name:
        raise ValueError(f"each tool needs a name of its own, and none the answer's, {answer}")
    return by_name


async def _run(tools: Mapping[str, Tool[Any]], uses: tuple[ToolUse, ...], save: SaveTurn[Output]) -> Message:
    runs = await run_tools(tools, uses)
    message = Message(role="user", tool_results=tuple(run.result for run in runs))
    await save(ToolsRan(message, runs))
    return message
