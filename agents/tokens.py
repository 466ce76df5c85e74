"""How many tokens a request may take, before it is sent."""

import json

from schemas.agent import ModelRequest, Usage

# English prose has about 4 bytes a token in current tokenizers; JSON and other languages have fewer.
BYTES_PER_TOKEN = 3
TYPICAL_BYTES_PER_TOKEN = 4
# Providers add their own instructions when a structured answer is asked for.
TOOL_OVERHEAD = 350


def reserve(request: ModelRequest) -> Usage:
    """Input and output tokens to reserve: estimated from above for the input, the maximum for the output."""
    size = _size(request)
    size += sum(
        len(draft.text.encode()) + len(json.dumps(draft.output)) + len(draft.violation) for draft in request.drafts
    )
    return Usage(
        input_tokens=size // BYTES_PER_TOKEN + TOOL_OVERHEAD,
        output_tokens=request.settings.max_tokens,
    )


def expected(request: ModelRequest, answer: object) -> Usage:
    """Input and output tokens that are likely, given an answer of typical length."""
    return Usage(
        input_tokens=_size(request) // TYPICAL_BYTES_PER_TOKEN + TOOL_OVERHEAD,
        output_tokens=len(json.dumps(answer)) // TYPICAL_BYTES_PER_TOKEN,
    )


def _size(request: ModelRequest) -> int:
    return len(request.system.encode()) + len(request.user.encode()) + len(json.dumps(request.output_schema))
