"""The older turns of a conversation in few words: summed up once for each stretch, and kept in the session's row.

A prompt holds the summary and the turns after it, so the three-hundredth turn costs what the twentieth did. It is done
after a reply has gone out, and whoever asks meanwhile still gets the turns themselves.
"""

import logging
from datetime import timedelta
from typing import Any

from agents.core.deadline import Deadline
from agents.running.live import answer
from agents.running.question import Question
from agents.running.run import AgentResult
from agents.support import summarising
from schemas.errors import ReviveError, one_line
from schemas.paid import Spend
from schemas.support.summary import ConversationSummary, SaidBefore, SummaryInput
from tasks.support.desk import Desk
from tasks.support.summaries import Stretch, Summaries
from tasks.support.tables import Session, Turn

WITHIN_S = 20.0
KEPT, STRETCH = 5, 5  # turns: those that stay as they are, and those that are summed up together
_QUESTION, _ANSWER = 1_000, 1_500  # characters that are read of each
_log = logging.getLogger(__name__)


def is_due(session: Session) -> bool:
    """Whether a stretch is long enough to be summed up."""
    return session.turn_count - session.summarised >= KEPT + STRETCH


async def summarise(session_id: str, desk: Desk) -> None:
    """Sum up what is due of a session; only one process at a time pays for a stretch. Nothing of it is raised."""
    if desk.conversations is None:
        return
    kept = desk.conversations.summaries
    try:
        until = desk.now() + timedelta(seconds=2 * WITHIN_S)
        session = await kept.claim(session_id, desk.now(), until, is_due)
        if session is not None:
            await _pay(session_id, session, desk, kept)
    except ReviveError as error:
        _log.warning("a conversation is not summed up: %s", error)


async def _pay(session_id: str, session: Session, desk: Desk, kept: Summaries) -> None:
    first, after = session.summarised, session.summarised + STRETCH
    inputs = SummaryInput(earlier=session.summary, turns=await _turns(kept, session_id, first, after))
    version = desk.versions.choose(summarising.AGENT.name, session_id)

    spent = Spend()

    async def save(turn: Any) -> None:
        nonlocal spent
        spent = spent.plus(turn.usage, turn.cost_usd)
        if isinstance(turn, AgentResult):
            said = Stretch(first, after, turn.output.summary, version.version, spent.cost_usd)
            await kept.keep(session_id, said)

    question = Question(summarising.AGENT, version, inputs)
    deadline = Deadline.after(WITHIN_S)
    found = await answer(question, desk.service, deadline, lambda _: ConversationSummary(summary="-"), save)
    if found.failure is not None:
        _log.warning("a conversation is not summed up: %s", one_line(found.failure))


async def _turns(kept: Summaries, session_id: str, first: int, after: int) -> tuple[SaidBefore, ...]:
    """A stretch of turns, without blocked questions, of which nothing is kept."""
    turns = await kept.turns(session_id, first, after - 1)
    return tuple(
        SaidBefore(question=said[:_QUESTION], answer=turn.reply.answer[:_ANSWER])
        for turn in turns
        if (said := _asked(turn)).strip()
    )


def _asked(turn: Turn) -> str:
    return "(a person on our team writes)" if turn.author == "person" else turn.question
