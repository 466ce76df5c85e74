"""Answers that customers rated badly, as candidates for golden cases; a person takes them in or rejects them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError

from blocks.records.interface import Records
from blocks.records.table import Put, RefusedWriteError, Row
from schemas.errors import BadInputError, ConflictError, StoreError, shown
from schemas.messages import Message
from tasks.support.conversations import messages
from tasks.support.learning.exchange import Exchange, by_session
from tasks.support.tables import CANDIDATES, KEPT_FOR, Before, epoch

CandidateState = Literal["new", "taken", "rejected"]
_FOLLOWS_UP = 6  # words: a shorter question is read together with the one before
_MOST_BEFORE = 5  # turns


class Candidate(BaseModel):
    """One answer with what was said of it, masked as conversations are kept."""

    model_config = ConfigDict(frozen=True)

    candidate_id: str  # the interaction
    session_id: str
    question: str
    follows: str = ""
    history: tuple[Message, ...] = ()
    answer: str
    intent: str | None = None
    agent_version: str
    rating: int | None = None
    comment: str = ""
    at: AwareDatetime
    state: CandidateState = "new"
    reviewed_by: str = ""
    reviewed_at: AwareDatetime | None = None
    reason: str = ""


def candidates_in(exchanges: Iterable[Exchange], since: datetime, until: datetime) -> list[Candidate]:
    """The answers of a window that were rated badly."""
    found = []
    for session in by_session(exchanges):
        for at, one in enumerate(session):
            if one.judgement == "negative" and one.version is not None and since <= one.at < until:
                found.append(_candidate(one, session[:at]))
    return found


async def keep_candidates(records: Records, candidates: Iterable[Candidate]) -> int:
    """Write those that are not there yet; what a person decided stays. Returns how many are new."""
    new = 0
    for one in candidates:
        try:
            await records.commit(_put(one, None))
        except RefusedWriteError:
            continue
        new += 1
    return new


async def candidates(records: Records, state: CandidateState) -> list[Candidate]:
    """Those in a state, oldest first."""
    return [_parsed(row) for row in await records.query(CANDIDATES, state, index="by_state")]


async def candidate(records: Records, candidate_id: str) -> Candidate:
    """Raises `BadInputError` if there is none of this id."""
    return _parsed(await _row(records, candidate_id))


async def decide(
    records: Records, candidate_id: str, state: CandidateState, by: str, now: datetime, reason: str = ""
) -> Candidate:
    """A person's decision. Raises `BadInputError` if somebody decided before, `ConflictError` if at once."""
    row = await _row(records, candidate_id)
    before = _parsed(row)
    if before.state != "new":
        raise BadInputError(f"candidate {shown(candidate_id)} was {before.state} by {before.reviewed_by} already")
    after = before.model_copy(update={"state": state, "reviewed_by": by, "reviewed_at": now, "reason": reason})
    try:
        await records.commit(_put(after, row))
    except RefusedWriteError:
        raise ConflictError(
            f"somebody else decided about candidate {shown(candidate_id)} just now; look again"
        ) from None
    return after


def _candidate(one: Exchange, before: Sequence[Exchange]) -> Candidate:
    turns = tuple(earlier.turn for earlier in before)[-_MOST_BEFORE:]
    asked = [turn.question for turn in turns if turn.question]
    follows = asked[-1] if asked and len(one.turn.question.split()) < _FOLLOWS_UP else ""
    assert one.version is not None
    return Candidate(
        candidate_id=one.interaction_id,
        session_id=one.session_id,
        question=one.turn.question,
        follows=follows,
        history=messages(Before(summary="", turns=turns)),
        answer=one.turn.reply.answer,
        intent=one.intent,
        agent_version=one.version,
        rating=one.rating,
        comment=one.comment,
        at=one.at,
    )


def _put(one: Candidate, before: Row | None) -> Put:
    attributes = {
        "candidate_id": one.candidate_id,
        "state": one.state,
        "at": one.at.isoformat(),
        "session_id": one.session_id,
    }
    revision, expected = (1, None) if before is None else (before.revision + 1, before.revision)
    return Put(CANDIDATES, Row(attributes, one.model_dump_json(), revision, epoch(one.at + KEPT_FOR)), expected)


async def _row(records: Records, candidate_id: str) -> Row:
    if (row := await records.get(CANDIDATES, candidate_id)) is None:
        raise BadInputError(f"there is no candidate {shown(candidate_id)}; revive support cases review")
    return row


def _parsed(row: Row) -> Candidate:
    try:
        return Candidate.model_validate_json(row.document)
    except ValidationError:
        raise StoreError(
            f"the records are damaged: candidate {row.attributes['candidate_id']} cannot be read"
        ) from None
