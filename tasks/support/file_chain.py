"""The chain of a conversation in a file: each question knows what was said before it, answers included."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, cast

from agents.core.step import Resolved, Step
from schemas.messages import Message
from schemas.paid import PaidStep
from schemas.support.interaction import Said
from schemas.support.replies import Replies
from schemas.support.run import FileTurn, QueryRecord
from tasks.support.chain import Rules, next_step
from tasks.support.conversations import MOST_CHARACTERS, MOST_TURNS
from tasks.support.deciding import answered

_Keep = Callable[[FileTurn, Any, PaidStep], None]
_History = tuple[Message, ...]


def next_file_step(record: QueryRecord, rules: Rules, replies: Replies, versions: Resolved) -> Step[QueryRecord] | None:
    """What is paid for next; the second question is asked once the first has its reply. A pure function."""
    before = record.history
    for at, turn in enumerate(record.turns):
        asked = turn if at == 0 else turn.model_copy(update={"history": before})
        step = None if turn.early is not None else next_step(asked, rules, versions)
        if step is not None:
            return _of_record(step, at, before)
        before = _with(before, asked.question, said_of(asked, replies).answer)
    return None


def said_of(turn: FileTurn, replies: Replies) -> Said:
    """What is replied to a question whose chain has come to its end."""
    said = turn.early or answered(turn, replies)
    # Without either, a guardrail stopped every attempt.
    return said or Said(outcome="fallback", answer=replies.failed, reason="guardrails")


def _of_record(step: Step[FileTurn], at: int, history: _History) -> Step[QueryRecord]:
    """The same step, whose answer goes to the turn of that number."""
    if at == 0:
        return cast("Step[QueryRecord]", step)  # the record is its first turn
    return cast("Step[QueryRecord]", replace(step, keep=partial(_keep_later, at - 1, history, step.keep)))


def _keep_later(at: int, history: _History, keep: _Keep, record: QueryRecord, answer: Any, paid: PaidStep) -> None:
    turn = record.later[at].model_copy(update={"history": history})
    keep(turn, answer, paid)
    record.later = (*record.later[:at], turn, *record.later[at + 1 :])


def _with(before: _History, question: str, answer: str) -> _History:
    """What was said, with one exchange more; the oldest ones go where it is too much for a prompt."""
    if not question.strip():
        return before
    said = (*before, Message(role="user", text=question), Message(role="assistant", text=answer))
    while len(said) > 2 * MOST_TURNS or sum(len(one.text) for one in said) > MOST_CHARACTERS:
        said = said[2:]
    return said
