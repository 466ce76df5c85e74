"""The tokens that a provider says it took, as they are charged: never less than what cannot be doubted.

A count that is missing, zero, negative or no number would let a budget be passed: the reservation is charged instead.
One beyond all that the request can have taken would end the budget of a whole run: the most is charged instead.
"""

from agents.core.tokens import at_least, reserve
from schemas.agent import ModelRequest, Usage

# More than any context holds, so that counts can be added before they are compared.
MOST_TOKENS = 1_000_000_000
# Of the reservation. A text has at most three times as many bytes as tokens are reserved for it, and a tokenizer makes
# no more than one token of a byte; a server that does not know `max_tokens` may go on for a while.
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
    """A count of tokens, None where it is none."""
    if isinstance(said, bool) or not isinstance(said, int | float) or not 1 <= said < float("inf"):
        return None
    return min(int(said), MOST_TOKENS)


def summed(first: object, *others: object) -> int | None:
    """Counts that a provider gives apart, together; None where the first, which is always there, is no count."""
    count = _count(first)
    return None if count is None else count + sum(_count(one) or 0 for one in others)
