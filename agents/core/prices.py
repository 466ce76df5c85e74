"""What a call costs, in US dollars, from genai-prices."""

from collections.abc import Callable
from functools import lru_cache

from genai_prices import Usage as PricedUsage
from genai_prices import calc_price

from agents.core.budget import Budget
from schemas.agent import Usage
from schemas.errors import BadInputError

Price = Callable[[Usage], float]
_PRICED_AS = {"bedrock": "aws", "openai": "openai"}


@lru_cache(maxsize=64)
def price_of(model: str, *, at_openai: bool = True) -> Price | None:
    """The price function of `bedrock:<model id>`, `openai:<model>` or `offline:<version>`; None if no price is known.

    A server that only speaks OpenAI's protocol has no known price: even a proxy on this machine may charge.
    """
    provider, _, model_id = model.partition(":")
    if provider == "offline":
        return lambda _usage: 0.0
    if provider not in _PRICED_AS or (provider == "openai" and not at_openai):
        return None
    try:
        _dollars(provider, model_id, Usage(input_tokens=1, output_tokens=1))
    except LookupError:
        return None
    return lambda usage: _dollars(provider, model_id, usage)


def require_price(model: str, budget: Budget, *, at_openai: bool = True) -> Price | None:
    """`price_of`; raises `BadInputError` if there is a budget but no price to keep it with."""
    price = price_of(model, at_openai=at_openai)
    if price is None and budget.limit is not None:
        raise BadInputError(f"no price is known for {model}, so max_cost_usd cannot be kept; run it without a budget")
    return price


@lru_cache(maxsize=8192)
def _dollars(provider: str, model_id: str, usage: Usage) -> float:
    priced = PricedUsage(
        input_tokens=usage.input_tokens,
        output_tokens=usage.output_tokens,
        cache_read_tokens=usage.cache_read_tokens,
        cache_write_tokens=usage.cache_write_tokens,
    )
    return float(calc_price(priced, model_ref=model_id, provider_id=_PRICED_AS[provider]).total_price)
