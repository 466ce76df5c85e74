"""Feedback on a reply, kept without what nobody should have typed."""

from datetime import datetime

from agents.checks.credentials import without_credentials
from agents.checks.personal_data import masked
from schemas.errors import BadInputError, shown
from schemas.support.feedback import Feedback, FeedbackGiven, FeedbackKind
from tasks.support.conversations import Conversations


async def take_feedback(
    given: FeedbackGiven, conversations: Conversations, now: datetime, feedback_id: str
) -> Feedback:
    """Keep it. Raises `BadInputError` if there is no such interaction, or none any more."""
    turn = await conversations.turn_of(given.interaction_id)
    if turn is None:
        raise BadInputError(f"there is no interaction {shown(given.interaction_id)}; a reply names its interaction_id")
    feedback = Feedback(
        feedback_id=feedback_id,
        session_id=turn.reply.session_id,
        interaction_id=given.interaction_id,
        kind=_kind(given),
        rating=given.rating,
        thumbs=given.thumbs,
        comment=masked(without_credentials(given.comment))[0],
        intent=turn.reply.intent,
        agent_version=turn.reply.agent_version,
        at=now,
    )
    await conversations.keep_feedback(feedback)
    return feedback


def _kind(given: FeedbackGiven) -> FeedbackKind:
    if given.rating is not None:
        return "rating"
    return "thumbs" if given.thumbs is not None else "comment"
