"""Support over HTTP: questions, conversations and feedback; a company's backend asks for its customers."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, Path, Request
from starlette.responses import StreamingResponse

from schemas.errors import StoreError
from schemas.support.feedback import FeedbackGiven
from schemas.support.interaction import Asked, Reply
from schemas.support.web import ChatAnswer, ChatRequest, FeedbackTaken, QueryRequest, SessionView, TurnView
from tasks.support.answering import reply_to
from tasks.support.conversations import Conversations
from tasks.support.desk import Desk, new_id, open_desk
from tasks.support.feedback import take_feedback
from tasks.support.forgetting import forget_session
from tasks.support.speaking import SpokenReply
from tasks.support.tables import NOBODY
from web.problems import NotFoundError
from web.small_bodies import SmallBodies
from web.support.callers import Caller, caller
from web.support.escalations import may_run
from web.support.escalations import router as escalations
from web.support.runs import router as runs
from web.support.stream import streamed, wants_stream


class _Opened:
    """The desk, opened at the first question: a server without questions needs none."""

    def __init__(self, environment: str, stack: AsyncExitStack) -> None:
        self._environment = environment
        self._stack = stack
        self._lock = asyncio.Lock()
        self._desk: Desk | None = None

    async def __call__(self) -> Desk:
        async with self._lock:
            if self._desk is None:
                self._desk = await self._stack.enter_async_context(open_desk(self._environment, budgeted=True))
            return self._desk


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    async with AsyncExitStack() as stack:
        app.state.support_desk = _Opened(app.state.place.environment.name, stack)
        yield


router = APIRouter(tags=["support"], lifespan=_lifespan, route_class=SmallBodies)
router.include_router(escalations, dependencies=[Depends(may_run)])
router.include_router(runs, dependencies=[Depends(may_run)])
_SessionId = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
_Caller = Annotated[Caller, Depends(caller)]


@router.post("/query")
async def query(request: Request, who: _Caller, asked: QueryRequest) -> Reply:
    """Reply to one question within 8 seconds; the outcome says what came of it."""
    desk = await _desk(request)
    question = await who.asks(asked.query, asked.session_id, asked.user_id, desk.conversations)
    question = question.model_copy(update={"interaction_id": asked.interaction_id})
    return who.shown(await _in_line(question, desk))


@router.post("/chat", response_model=ChatAnswer, response_model_exclude_none=True)
async def chat(request: Request, who: _Caller, asked: ChatRequest) -> ChatAnswer | StreamingResponse:
    """Reply to the next words of a conversation; without a session, one begins. `Accept: text/event-stream` streams."""
    desk = await _desk(request)
    question = await who.asks(asked.query, asked.session_id, asked.user_id, desk.conversations)
    if wants_stream(request):
        desk.line.enter()
        spoken = SpokenReply(question, desk)
        spoken.when_done(desk.line.leave)
        return streamed(spoken, who, desk.now)
    reply = await _in_line(question, desk)
    return ChatAnswer(
        response=reply.answer,
        session_id=reply.session_id,
        timestamp=desk.now(),
        interaction_id=reply.interaction_id,
        outcome=reply.outcome,
        session_token=who.new_token,
    )


@router.post("/feedback", status_code=HTTPStatus.CREATED)
async def feedback(request: Request, who: _Caller, given: FeedbackGiven) -> FeedbackTaken:
    """Keep what a customer says of a reply; its `interaction_id` names it."""
    conversations = await _conversations(request)
    turn = await conversations.turn_of(given.interaction_id)
    if turn is None or not await _is_theirs(turn.reply.session_id, who, conversations):
        raise NotFoundError("there is no such interaction")
    kept = await take_feedback(given, conversations, datetime.now(UTC), new_id())
    return FeedbackTaken(feedback_id=kept.feedback_id, interaction_id=kept.interaction_id)


@router.get("/sessions/{session_id}")
async def session(request: Request, who: _Caller, session_id: _SessionId) -> SessionView:
    """A conversation, as it is kept: masked, and without what was blocked."""
    conversations = await _conversations(request)
    owner = await who.require(session_id, conversations)
    turns = [
        TurnView(question=one.question, reply=who.shown(one.reply), at=one.at, author=one.author, name=one.name)
        for one in await conversations.turns(session_id)
    ]
    return SessionView(session_id=session_id, user_id=None if owner == NOBODY else owner, turns=turns)


@router.delete("/sessions/{session_id}", status_code=HTTPStatus.NO_CONTENT)
async def forget(request: Request, who: _Caller, session_id: _SessionId) -> None:
    """Remove a conversation with all that is kept of it; for a backend, one that is not there is removed already."""
    conversations = await _conversations(request)
    if not who.is_backend:
        await who.require(session_id, conversations)
    await forget_session(request.app.state.place.store, conversations, session_id)


async def _in_line(question: Asked, desk: Desk) -> Reply:
    """Raises `OverloadedError` if the reply would come too late."""
    desk.line.enter()
    try:
        return await reply_to(question, desk)
    finally:
        desk.line.leave()


async def _is_theirs(session_id: str, who: Caller, conversations: Conversations) -> bool:
    try:
        await who.require(session_id, conversations)
    except NotFoundError:
        return False
    return True


async def _desk(request: Request) -> Desk:
    desk: Desk = await request.app.state.support_desk()
    return desk


async def _conversations(request: Request) -> Conversations:
    conversations = (await _desk(request)).conversations
    if conversations is None:
        raise StoreError("conversations are not kept here, or cannot be reached")
    return conversations
