"""Runs one step of a chain, in bulk and live alike: a single question, or a loop with tools that keeps each turn."""

from collections.abc import Awaitable, Callable
from typing import Any

from agents.core.step import Record, Step
from agents.running.paid import paid_step
from agents.running.question import Question
from agents.running.run import AgentResult, Blocked, never, run_agent
from agents.running.runtime import CallRuntime
from agents.running.tool_loop import run_with_tools
from agents.running.tool_turns import ToolsRan, ToolTurn
from schemas.agent import AgentVersion, Draft
from schemas.messages import Conversation

# What is saved of a step: a paid answer, or what tools returned, which costs nothing.
Turn = AgentResult[Any] | Draft | Blocked | ToolTurn | ToolsRan


async def run_step(
    step: Step[Record],
    record: Record,
    version: AgentVersion,
    runtime: CallRuntime,
    save: Callable[[Turn], Awaitable[None]],
    drafts: tuple[Draft, ...] = (),
    withdrawn: Callable[[], bool] = never,
) -> None:
    """Ask until an answer holds, continuing from the turns and `drafts` that are already paid for.

    `save` gets every turn; `keep_turn` puts it into the record. Raises what `run_agent` does.
    """
    agent, inputs, history = step.agent, step.inputs, step.history
    if step.loop is None:
        conversation = Conversation(before=history) if history else None
        await run_agent(
            agent, version, inputs, runtime, save, drafts,
            steps_after=step.steps_after, withdrawn=withdrawn, conversation=conversation,
        )  # fmt: skip
        return
    loop, turns = step.loop, step.loop.turns(record, step.fingerprint)
    question = Question(agent, version, inputs, history, loop.tools, loop.bounds, turns, drafts)
    await run_with_tools(question, runtime, save, steps_after=step.steps_after, withdrawn=withdrawn)


def keep_turn(step: Step[Record], record: Record, turn: Turn, version: AgentVersion, drafts: tuple[Draft, ...]) -> None:
    """Put an answer, or a turn of its loop with tools, into the record; `drafts` are the answers rejected before it."""
    loop = step.loop
    if isinstance(turn, AgentResult):
        spent = None if loop is None else loop.turns(record, step.fingerprint).spent
        paid = paid_step(turn, version, step.fingerprint, drafts, spent)
        step.keep(record, turn.output, paid)
        if loop is not None:
            loop.keep(record, None)
    elif isinstance(turn, ToolTurn | ToolsRan):
        assert loop is not None, "only a loop has turns"
        turns = loop.turns(record, step.fingerprint)
        if isinstance(turn, ToolTurn):
            turns = turns.paid(turn.usage, turn.cost_usd)
        loop.keep(record, turns.plus(turn.message))
