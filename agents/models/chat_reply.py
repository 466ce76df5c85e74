"""What the Chat Completions API answers, read: a structure, a text, a refusal, tools that are asked for."""

from openai.types.chat import ChatCompletion
from pydantic_core import from_json

from agents.core.model import ModelUnavailableError
from agents.models.chat_turns import asked_for
from agents.models.counts import charged
from schemas.agent import ModelReply, ModelRequest, Usage
from schemas.errors import BadInputError, one_line


def reply_of(completion: object, request: ModelRequest, model: str) -> ModelReply:
    """The answer, whatever shape it has; raises `ModelUnavailableError` where it did not arrive whole."""
    if not isinstance(completion, ChatCompletion):
        raise BadInputError(f"{model}: no Chat Completions API answers there; check OPENAI_BASE_URL")
    try:
        why, message = completion.choices[0].finish_reason, completion.choices[0].message
    except (AttributeError, LookupError, TypeError):
        why, message = None, None
    if not isinstance(why, str) or not why:
        raise ModelUnavailableError("cut", f"{model}: the answer arrived incomplete")
    reply = ModelReply(text=_text(message, "content"), usage=_usage(completion, request))
    refusal = _text(message, "refusal")
    if why == "content_filter":
        return reply.model_copy(update={"stop": "blocked", "text": "the answer was blocked (content_filter)"})
    if refusal:
        return reply.model_copy(update={"stop": "blocked", "text": one_line(f"the model refused: {refusal}")})
    if why == "length":
        return reply.model_copy(update={"stop": "max_tokens"})
    return _read(reply, message, request)


def _read(reply: ModelReply, message: object, request: ModelRequest) -> ModelReply:
    conversation = request.conversation
    if conversation is not None and conversation.spoken:
        return reply
    if conversation is not None and conversation.tools:
        return asked_for(reply, message, request.output_name)
    try:
        return ModelReply(output=from_json(reply.text, allow_inf_nan=False), usage=reply.usage)
    except ValueError:
        return reply


def _text(message: object, part: str) -> str:
    """A text of the message. The SDK does not check what arrives: any part may be missing, or something else."""
    text = getattr(message, part, None)
    # Half a surrogate pair in an answer could not be parsed.
    return text.encode(errors="replace").decode() if isinstance(text, str) else ""


def _usage(completion: ChatCompletion, request: ModelRequest) -> Usage:
    counts: object = completion.usage
    return charged(
        request,
        input_=getattr(counts, "prompt_tokens", None),
        output=getattr(counts, "completion_tokens", None),
        read=getattr(getattr(counts, "prompt_tokens_details", None), "cached_tokens", None),
        written=None,
    )
