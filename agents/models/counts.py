"""The tokens to charge for an answer, given what the provider claims: nothing that cannot be true is believed.

A count that is missing, zero, negative or not a number would let a budget be exceeded, so the reservation is charged
instead. A count beyond what the request can have taken would use up a run's whole budget, so the maximum is charged.
"""

from agents.core.tokens import at_least, reserve
from schemas.agent import ModelRequest, Usage

# More than any context holds. Counts are capped at it, so that adding them is harmless whatever a provider claims.
MOST_TOKENS = 1_000_000_000
# Times the reservation. A text has at most three times as many bytes as tokens are reserved for it, and a tokenizer
# makes at most one token per byte; a server that ignores `max_tokens` may go on for a while.
MOST_TIMES = 10


def charged(request: ModelRequest, *, input_: object, output: object, read: object, written: object) -> Usage:
    """Usage of one answered call; `input_` includes what was read from the provider's cache or written to it."""
    said_in, said_out = _count(input_), _count(output)
    if said_in is None or said_out is None or said_in > MOST_TIMES * at_least(request):
        reserved = reserve(request)
        said_in, said_out = said_in or reserved.input_tokens, said_out or reserved.output_tokens
        took = min(said_in, MOST_TIMES * reserved.input_tokens)
    else:
        took = said_in
    made = min(said_out, MOST_TIMES * request.settings.max_tokens)
    kept = min(_count(read) or 0, took)
    return Usage(
        input_tokens=took,
        output_tokens=made,
        cache_read_tokens=kept,
        cache_write_tokens=min(_count(written) or 0, took - kept),
        bounded=(took, made) != (said_in, said_out),
    )


def _count(said: object) -> int | None:
    """A count of tokens; None if it is not one."""
    if isinstance(said, bool) or not isinstance(said, int | float) or not 1 <= said < float("inf"):
        return None
    return min(int(said), MOST_TOKENS)


def summed(first: object, *others: object) -> int | None:
    """The sum of counts that a provider gives separately; None if the first, which is always there, is not a count."""
    count = _count(first)
    return None if count is None else count + sum(_count(one) or 0 for one in others)
