"""Badly rated answers: a person says what should have been done, which makes a golden case of them, or rejects them."""

from pathlib import Path
from typing import Annotated, get_args

from pydantic import BaseModel, Field
from starlette.responses import Response

from schemas.support.answer import Action, PassageView
from tasks.bulk.place import Place
from tasks.support.learning.candidates import Candidate, CandidateState
from tasks.support.learning.reviewing import reject, take_in, to_review, with_passages
from web.pages.asked import Asked
from web.pages.page import Done, Page
from web.pages.support.section import SUPPORT
from web.problems import NotFoundError

_MOST = 200
_Lines = Annotated[str, Field(max_length=4_000)]


class _Wanted(BaseModel):
    state: CandidateState = "new"


class Review(BaseModel):
    """Candidates in a state, oldest first; `more` of them are not shown."""

    wanted: _Wanted
    candidates: list[Candidate]
    more: int
    has_cases: bool


class OneReview(BaseModel):
    """One with the passages that it was answered from."""

    candidate: Candidate
    passages: list[PassageView]


class _Take(BaseModel):
    action: Action
    cites: list[int] | int = []
    mention: _Lines = ""
    not_mention: _Lines = ""
    why: Annotated[str, Field(max_length=500)] = ""


class _Reject(BaseModel):
    reason: Annotated[str, Field(min_length=1, max_length=500)]


@SUPPORT.page("/support/review")
async def review(asked: Asked) -> Page:
    """What waits for somebody's judgement."""
    wanted = asked.words(_Wanted)
    found = await to_review(asked.environment, wanted.state)
    data = Review(
        wanted=wanted,
        candidates=found[:_MOST],
        more=max(0, len(found) - _MOST),
        has_cases=cases_file(asked.place).is_file(),
    )
    return Page("Support: answers to review", "support/review.html.jinja", data)


@SUPPORT.file("/support/review/cases.yaml")
async def cases(asked: Asked) -> Response:
    """The golden cases that were made here, as `revive agents evaluate --cases` reads them."""
    path = cases_file(asked.place)
    if not path.is_file():
        raise NotFoundError("no golden case was made here yet")
    headers = {"Content-Disposition": 'attachment; filename="support-answer-cases.yaml"'}
    return Response(path.read_bytes(), media_type="application/yaml", headers=headers)


@SUPPORT.page("/support/review/{candidate_id}")
async def one(asked: Asked) -> Page:
    """One answer with its passages."""
    await _require(asked)
    candidate, passages = await with_passages(asked.part("candidate_id"), asked.environment)
    data = OneReview(candidate=candidate, passages=list(passages))
    return Page("Support: an answer to review", "support/review_one.html.jinja", data)


@SUPPORT.change("/support/review/{candidate_id}/take", "make a golden case of an answer")
async def post_take(asked: Asked) -> Done:
    """What the agent should have done. Raises `BadInputError` if somebody decided before."""
    said = asked.said(_Take)
    await _require(asked)
    expected = {
        "action": said.action,
        "cites": tuple([said.cites] if isinstance(said.cites, int) else said.cites),
        "must_mention": _lines(said.mention),
        "must_not_mention": _lines(said.not_mention),
    }
    path, name = cases_file(asked.place), asked.who.name
    await take_in(asked.part("candidate_id"), asked.environment, path, expected, name, said.why)
    return Done("It is a golden case now.", "/support/review")


@SUPPORT.change("/support/review/{candidate_id}/reject", "reject an answer as a golden case")
async def post_reject(asked: Asked) -> Done:
    """It is none, and is not proposed again."""
    said = asked.said(_Reject)
    await _require(asked)
    await reject(asked.part("candidate_id"), asked.environment, asked.who.name, said.reason)
    return Done("It is not proposed again.", "/support/review")


def cases_file(place: Place) -> Path:
    """Where the golden cases of the pages stand: on the machine of the server."""
    return place.settings.home / "support" / "support-answer-cases.yaml"


async def _require(asked: Asked) -> None:
    wanted = asked.part("candidate_id")
    states: tuple[CandidateState, ...] = get_args(CandidateState)
    for state in states:
        if any(one.candidate_id == wanted for one in await to_review(asked.environment, state)):
            return
    raise NotFoundError("there is no such answer to review")


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
