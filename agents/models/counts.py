"""The tokens that a provider says it took, as they are charged: never less than what cannot be doubted.

A count that is missing, zero, negative or no number would let a budget be passed: the reservation is charged instead.
"""

from agents.core.tokens import reserve
from schemas.agent import ModelRequest, Usage

# More than any context holds, and few enough that a million calls are no more than 64 bits can count.
MOST_TOKENS = 1_000_000_000


def charged(request: ModelRequest, *, input_: object, output: object, read: object, written: object) -> Usage:
    """Usage of one answered call; `input_` includes what was read from the provider's cache or written to it."""
    took, made = _count(input_), _count(output)
    if took is None or made is None:
        reserved = reserve(request)
        took, made = took or reserved.input_tokens, made or reserved.output_tokens
    kept = min(_count(read) or 0, took)
    return Usage(
        input_tokens=took,
        output_tokens=made,
        cache_read_tokens=kept,
        cache_write_tokens=min(_count(written) or 0, took - kept),
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
