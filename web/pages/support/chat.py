"""A chat with the assistant, to try it as a customer has it: it streams, takes feedback, and shows who has it."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from schemas.errors import StoreError
from schemas.support.feedback import Comment, FeedbackGiven
from schemas.support.interaction import Asked as Question
from schemas.support.interaction import SessionId
from schemas.support.web import TurnView
from tasks.support.answering import reply_to
from tasks.support.conversations import Conversations
from tasks.support.desk import Desk, new_id
from tasks.support.feedback import take_feedback
from tasks.support.speaking import SpokenReply
from tasks.support.tables import TEAM
from web.pages.asked import Asked
from web.pages.page import Done, Page
from web.pages.support.section import SUPPORT
from web.problems import NotFoundError
from web.support.callers import Caller
from web.support.stream import streamed


class ChatPage(BaseModel):
    """A conversation of somebody of the team with the assistant; empty at its beginning."""

    session_id: str = ""
    turns: list[TurnView] = []
    rate: str = ""  # the interaction that the last reply is, if it can be rated
    escalation_id: str = ""  # of the person who was asked for, until it is settled


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid")

    query: Annotated[str, Field(min_length=1, max_length=8_000)]
    session_id: SessionId | None = None


class _Rating(BaseModel):
    model_config = ConfigDict(extra="forbid")

    interaction_id: Annotated[str, Field(min_length=1, max_length=64)]
    thumbs: Literal["up", "down"] | None = None
    comment: Comment = ""


@SUPPORT.page("/support/chat")
async def begin(asked: Asked) -> Page:
    """A new conversation."""
    _ = asked
    return Page("Support: chat", "support/chat.html.jinja", ChatPage())


@SUPPORT.page("/support/chat/{session_id}")
async def go_on(asked: Asked) -> Page:
    """One of the person's own conversations."""
    return Page("Support: chat", "support/chat.html.jinja", await _chat(asked))


@SUPPORT.part("/support/chat/{session_id}/now")
async def now(asked: Asked) -> Page:
    """What was said so far, for the piece that is polled."""
    return Page("Support: chat", "support/chat_now.html.jinja", await _chat(asked))


@SUPPORT.change("/support/chat", "ask the assistant")
async def post_words(asked: Asked) -> Done:
    """The reply as a whole, for a browser without scripts."""
    desk = await desk_of(asked)
    desk.line.enter()
    try:
        reply = await reply_to(await _question(asked, desk), desk)
    finally:
        desk.line.leave()
    return Done("", f"/support/chat/{reply.session_id}")


@SUPPORT.stream("/support/chat/say", "ask the assistant")
async def say(asked: Asked) -> Response:
    """The reply while it is made, as `POST /chat` streams it."""
    desk = await desk_of(asked)
    question = await _question(asked, desk)
    desk.line.enter()
    spoken = SpokenReply(question, desk)
    spoken.when_done(desk.line.leave)
    return streamed(spoken, Caller(), desk.now)


@SUPPORT.change("/support/chat/rate", "rate a reply")
async def post_rating(asked: Asked) -> Done:
    """What the person thinks of a reply."""
    said, conversations = asked.said(_Rating), await _conversations(asked)
    given = FeedbackGiven(interaction_id=said.interaction_id, thumbs=said.thumbs, comment=said.comment)
    turn = await conversations.turn_of(given.interaction_id)
    if turn is None or await conversations.owner(turn.reply.session_id) != _name(asked):
        raise NotFoundError("there is no such reply of yours")
    desk = await desk_of(asked)
    await take_feedback(given, conversations, desk.now(), new_id())
    return Done("Thank you for saying so.", f"/support/chat/{turn.reply.session_id}")


async def _question(asked: Asked, desk: Desk) -> Question:
    said = asked.said(_Words)
    if said.session_id is not None and desk.conversations is not None:
        await _require_own(asked, said.session_id, desk.conversations)
    return Question(question=said.query, session_id=said.session_id, user_id=_name(asked))


async def _chat(asked: Asked) -> ChatPage:
    session_id, conversations = asked.part("session_id"), await _conversations(asked)
    await _require_own(asked, session_id, conversations)
    session = await conversations.session(session_id, _name(asked))
    turns = [
        TurnView(question=one.question, reply=one.reply, at=one.at, author=one.author, name=one.name)
        for one in await conversations.turns(session_id)
    ]
    last = turns[-1] if turns else None
    rated = last is not None and last.author != "person" and last.reply.outcome != "blocked"
    under_way = None if session is None else session.under_way
    return ChatPage(
        session_id=session_id,
        turns=turns,
        rate=last.reply.interaction_id if last is not None and rated else "",
        escalation_id="" if under_way is None else under_way.escalation_id,
    )


async def _require_own(asked: Asked, session_id: str, conversations: Conversations) -> None:
    if await conversations.owner(session_id) != _name(asked):
        raise NotFoundError("there is no such conversation of yours")


def _name(asked: Asked) -> str:
    """Under which the conversations of somebody of the team are kept; no analysis of customers counts them."""
    return f"{TEAM}{asked.who.name}"[:128]


async def desk_of(asked: Asked) -> Desk:
    """The desk that this server answers with, opened where nobody has asked anything yet."""
    desk: Desk = await asked.request.app.state.support_desk()
    return desk


async def _conversations(asked: Asked) -> Conversations:
    conversations = (await desk_of(asked)).conversations
    if conversations is None:
        raise StoreError("conversations are not kept here, or cannot be reached")
    return conversations
