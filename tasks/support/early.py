"""Replies to what needs no answer from passages, for somebody who waits."""

from schemas.support.interaction import Reply, Said
from schemas.support.run import QueryPart
from tasks.support.deciding import early
from tasks.support.escalations.handing_over import ASKED_FOR, hand_over
from tasks.support.several import handed_over_for, to_look_up
from tasks.support.stages import Stages


async def early_reply(stages: Stages) -> Reply | None:
    """Such a reply, or None: the question is to be answered."""
    if stages.parts and (reply := await _of_several(stages)) is not None:
        return reply
    if stages.parts:  # what is left of them
        return None
    for said in early(stages.screened.text, stages.guesses, stages.desk.wordings, begins=not stages.before_it.turns):
        if (reply := await _reply(stages, said)) is not None:
            return reply
    return None


async def _of_several(stages: Stages) -> Reply | None:
    """A person takes the message over if one of its questions is theirs; else those are kept that pages may answer."""
    wordings, text = stages.desk.wordings, stages.screened.text
    for part, said in handed_over_for((QueryPart(text=text, guesses=stages.guesses), *stages.parts), wordings):
        whole, stages.guesses = stages.guesses, part.guesses
        if (reply := await _reply(stages, said)) is not None:
            return reply
        stages.guesses = whole
    stages.parts = to_look_up(stages.parts, wordings)
    return None


async def _reply(stages: Stages, said: Said) -> Reply | None:
    if said.outcome != "escalated":
        return stages.reply(said)
    actor = "customer" if said.reason == ASKED_FOR else "assistant"
    return await hand_over(stages, said.reason, actor=actor)
