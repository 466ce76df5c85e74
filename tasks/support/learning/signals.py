"""What customers do without saying it: ask for the same again, ask in other words, go away, ask for a person."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from agents.retrieval.embedder import Embedder, Vectors
from agents.support.offline.overlap import about
from schemas.support.feedback import Feedback, FeedbackKind
from tasks.support.learning.exchange import Exchange, by_session

SOON = timedelta(minutes=30)
GONE = timedelta(hours=24)
_SAME_WORDS, _SAME_MEANING = 0.6, 0.9
_PERSON = frozenset({"wants_person", "anger", "legal_threat"})


async def note_signals(exchanges: Iterable[Exchange], until: datetime, embedder: Embedder) -> None:
    """Put the signals into the exchanges that they are about; nothing after `until` is looked at."""
    for session in by_session(one for one in exchanges if one.at < until):
        counted = [one for one in session if one.counts]
        vectors = await embedder.embed([one.turn.question for one in counted])
        for at in range(1, len(counted)):
            before, after = counted[at - 1], counted[at]
            if after.at - before.at <= SOON:
                before.implicit.update(_between(before, after, vectors[at - 1 : at + 1]))
        if counted and _gave_up(counted[-1]) and until - session[-1].at >= GONE:
            counted[-1].implicit.add("abandoned")


def _between(before: Exchange, after: Exchange, vectors: Vectors) -> Sequence[FeedbackKind]:
    if after.turn.reply.outcome == "escalated":
        return ("escalated",) if after.turn.reply.reason in _PERSON and before.turn.reply.outcome != "escalated" else ()
    if before.turn.reply.outcome == "escalated":
        return ()
    first, second = before.turn.question, after.turn.question
    if " ".join(first.casefold().split()) == " ".join(second.casefold().split()):
        return ("regenerated",)
    return ("asked_again",) if _alike(first, second, float(vectors[0] @ vectors[1])) else ()


def _alike(first: str, second: str, cosine: float) -> bool:
    one, two = about(first), about(second)
    shared = len(one & two) / len(one | two) if one | two else 0.0
    return shared >= _SAME_WORDS or (cosine >= _SAME_MEANING and bool(one & two))


def _gave_up(last: Exchange) -> bool:
    """The last that this customer read was a question back, or that nothing is known."""
    return last.turn.reply.outcome in ("clarification", "fallback")


def as_feedback(exchange: Exchange, kind: FeedbackKind) -> Feedback:
    """A signal as a row beside ratings. Its id follows from what it is, so that it is never stored twice."""
    return Feedback(
        feedback_id=f"{exchange.interaction_id}.{kind}",
        session_id=exchange.session_id,
        interaction_id=exchange.interaction_id,
        kind=kind,
        intent=exchange.intent,
        agent_version=exchange.version,
        at=exchange.at,
    )
