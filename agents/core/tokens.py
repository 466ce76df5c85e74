"""How many tokens a request may take, before it is sent."""

import json
import string

from agents.core.tools import Bounds
from schemas.agent import ModelRequest, Usage
from schemas.messages import Conversation

# For what we write ourselves: English prose has about 4 bytes a token in current tokenizers, JSON fewer.
BYTES_PER_TOKEN = 3
# What people write may be anything. At worst a tokenizer falls back to one token per byte: an
# emoji is up to four, a Chinese character up to three. Digits and signs are often a token each, and so is a single
# letter with its space. It makes the reservation of an ordinary call about a tenth larger.
LETTERS_PER_TOKEN = 2
_LETTERS = (string.ascii_letters + " ").encode()
_ASCII = bytes(range(128))
TYPICAL_BYTES_PER_TOKEN = 4
# Providers add their own instructions when a structured answer is asked for.
TOOL_OVERHEAD = 350
# Roles, ids and the marks around a turn, a use of a tool or its result.
TURN_OVERHEAD = 40
# What a tool gives as a rule: a record or a passage, some thousand characters.
USUAL_RESULT = 300


def reserve(request: ModelRequest) -> Usage:
    """Input and output tokens to reserve: estimated from above for the input, the maximum for the output."""
    tokens = _of_ours(request.system) + _of_ours(json.dumps(request.output_schema)) + _of_theirs(request.user)
    for draft in request.drafts:
        output = json.dumps(draft.output, ensure_ascii=False)
        tokens += _of_theirs(draft.text) + _of_theirs(output) + _of_theirs(draft.violation)
    if request.conversation is not None:
        tokens += _of_conversation(request.conversation)
    return Usage(input_tokens=tokens + TOOL_OVERHEAD, output_tokens=request.settings.max_tokens)


def at_least(request: ModelRequest) -> int:
    """Input tokens that `reserve` does not fall below; it takes no time, where `reserve` writes out the schema."""
    return len(request.system) // BYTES_PER_TOKEN + len(request.user) // LETTERS_PER_TOKEN + TOOL_OVERHEAD


def expected(request: ModelRequest, answer: object) -> Usage:
    """Input and output tokens that are likely, given an answer of typical length."""
    return Usage(
        input_tokens=_size(request) // TYPICAL_BYTES_PER_TOKEN + TOOL_OVERHEAD,
        output_tokens=len(json.dumps(answer)) // TYPICAL_BYTES_PER_TOKEN,
    )


def expected_of_use(request: ModelRequest) -> Usage:
    """The same for an answer that asks for a tool, with what the result adds to the next request."""
    asked = expected(request, {})
    return Usage(input_tokens=asked.input_tokens + TURN_OVERHEAD + USUAL_RESULT, output_tokens=TURN_OVERHEAD)


def most_of_loop(request: ModelRequest, bounds: Bounds) -> Usage:
    """The dearest tokens that fit into the bounds of a loop with tools: as many as can be answered, the rest read."""
    output = min(bounds.steps * request.settings.max_tokens, bounds.tokens)
    return Usage(input_tokens=bounds.tokens - output, output_tokens=output)


def _of_conversation(conversation: Conversation) -> int:
    tokens = sum(_of_ours(tool.description) + _of_ours(json.dumps(tool.schema)) for tool in conversation.tools)
    for message in (*conversation.before, *conversation.after):
        tokens += TURN_OVERHEAD + _of_theirs(message.text)
        for use in message.tool_uses:
            tokens += TURN_OVERHEAD + _of_theirs(use.name) + _of_theirs(json.dumps(use.input, ensure_ascii=False))
        tokens += sum(TURN_OVERHEAD + _of_theirs(result.text) for result in message.tool_results)
    return tokens


def _of_ours(text: str) -> int:
    content = text.encode()
    others = 0 if text.isascii() else len(content.translate(None, _ASCII))
    return others + (len(content) - others) // BYTES_PER_TOKEN


def _of_theirs(text: str) -> int:
    content = text.encode(errors="replace")
    others = len(content.translate(None, _LETTERS))
    return others + (len(content) - others) // LETTERS_PER_TOKEN


def _size(request: ModelRequest) -> int:
    size = len(request.system.encode()) + len(request.user.encode()) + len(json.dumps(request.output_schema))
    if request.conversation is not None:
        tools, before = request.conversation.tools, request.conversation.before
        size += sum(len(tool.description.encode()) + len(json.dumps(tool.schema)) for tool in tools)
        size += sum(len(message.model_dump_json(exclude_defaults=True)) for message in before)
    return size
