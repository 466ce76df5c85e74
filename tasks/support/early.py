"""Replies to what needs no answer from passages, for somebody who waits."""

from schemas.support.interaction import Reply, Said
from tasks.support.deciding import early
from tasks.support.escalations.handing_over import ASKED_FOR, hand_over
from tasks.support.stages import Stages


async def early_reply(stages: Stages) -> Reply | None:
    """Such a reply, or None: the question is to be answered."""
    for said in early(stages.screened.text, stages.guesses, stages.desk.wordings, begins=not stages.before_it.turns):
        if (reply := await _reply(stages, said)) is not None:
            return reply
    return None


async def _reply(stages: Stages, said: Said) -> Reply | None:
    if said.outcome != "escalated":
        return stages.reply(said)
    actor = "customer" if said.reason == ASKED_FOR else "assistant"
    return await hand_over(stages, said.reason, actor=actor)
