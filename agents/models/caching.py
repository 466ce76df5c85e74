"""Which Bedrock models cache the beginning of a prompt for later calls, and how long it must be for that.

https://docs.aws.amazon.com/bedrock/latest/userguide/prompt-caching.html: a shorter prefix is neither cached nor
refused.
"""

import json

from agents.core.tokens import TYPICAL_BYTES_PER_TOKEN
from schemas.agent import ModelRequest

# Part of the model id, and the fewest tokens to cache; the first match counts.
_FEWEST = {
    "claude-haiku-4-5": 4_096,
    "claude-opus-4-5": 4_096,
    "claude-3-5-haiku": 2_048,
    "claude-3-7-sonnet": 1_024,
    "claude-sonnet-4": 1_024,
    "claude-opus-4": 1_024,
    "amazon.nova-": 1_000,
}


def keeps(model_id: str, request: ModelRequest) -> bool:
    """Whether the part that all calls of an agent version share (tool and system text) is long enough to be cached."""
    fewest = next((fewest for part, fewest in _FEWEST.items() if part in model_id), None)
    if fewest is None:
        return False
    size = len(request.system.encode())
    if "claude" in model_id:  # Nova caches only the system text and the messages
        size += len(json.dumps(request.output_schema))
    return size // TYPICAL_BYTES_PER_TOKEN >= fewest
