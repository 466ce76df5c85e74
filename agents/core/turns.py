"""The turns of a request in the order in which they were said, one after the other."""

from schemas.agent import ModelRequest
from schemas.messages import Conversation, Message

APART = "\n\n"


def turns(request: ModelRequest, conversation: Conversation) -> list[Message]:
    """Earlier turns, the question, the turns with tools since; two in a row of one role are one.

    Converse refuses two in a row, and so do the chat templates of several models behind OpenAI's API.
    """
    question = Message.model_construct(role="user", text=request.user)
    alternating: list[Message] = []
    for message in (*conversation.before, question, *conversation.after):
        turn = _spoken(message) if conversation.spoken else message
        if turn is None:
            continue
        if alternating and alternating[-1].role == turn.role:
            alternating[-1] = _joined(alternating[-1], turn)
        else:
            alternating.append(turn)
    return alternating


def _spoken(message: Message) -> Message | None:
    """Without tools: where none may be asked for, Converse takes no earlier use of one, either."""
    return message.model_copy(update={"tool_uses": (), "tool_results": ()}) if message.text.strip() else None


def _joined(first: Message, second: Message) -> Message:
    return Message.model_construct(
        role=first.role,
        text=APART.join(text for text in (first.text, second.text) if text.strip()),
        tool_uses=(*first.tool_uses, *second.tool_uses),
        tool_results=(*first.tool_results, *second.tool_results),
    )
