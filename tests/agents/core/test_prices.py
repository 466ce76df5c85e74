import pytest

from agents.core.budget import Budget
from agents.core.prices import price_of, require_price
from schemas.agent import Usage
from schemas.errors import BadInputError

MILLION = Usage(input_tokens=1_000_000, output_tokens=1_000_000)


@pytest.mark.parametrize(
    ("model", "input_usd", "output_usd"),
    [
        ("bedrock:amazon.nova-lite-v1:0", 0.06, 0.24),
        ("bedrock:us.amazon.nova-lite-v1:0", 0.06, 0.24),
        ("bedrock:amazon.nova-micro-v1:0", 0.035, 0.14),
        ("openai:gpt-4o-mini", 0.15, 0.60),
    ],
)
def test_dollars_for_a_million_tokens(model: str, input_usd: float, output_usd: float) -> None:
    price = price_of(model)
    assert price is not None
    assert price(MILLION) == pytest.approx(input_usd + output_usd)
    assert price(Usage(input_tokens=1_000)) == pytest.approx(input_usd / 1_000)
    assert price(Usage(output_tokens=1_000)) == pytest.approx(output_usd / 1_000)
    assert price(Usage()) == 0


@pytest.mark.parametrize("model", ["bedrock:acme.unheard-of-v1:0", "bedrock:", "openai:qwen3", "", "unheard-of"])
def test_an_unknown_model_has_no_price(model: str) -> None:
    assert price_of(model) is None
    assert require_price(model, Budget()) is None


def test_who_speaks_like_openai_charges_what_nobody_knows() -> None:
    assert price_of("openai:gpt-4o-mini", at_openai=False) is None
    with pytest.raises(BadInputError, match="no price is known for openai:gpt-4o-mini"):
        require_price("openai:gpt-4o-mini", Budget(limit=1.0), at_openai=False)
    assert price_of("bedrock:amazon.nova-lite-v1:0", at_openai=False) is not None


@pytest.mark.parametrize("limit", [0.01, 100.0])
def test_without_a_price_a_budget_cannot_be_kept(limit: float) -> None:
    with pytest.raises(BadInputError, match=r"no price is known for bedrock:acme.*max_cost_usd"):
        require_price("bedrock:acme.unheard-of-v1:0", Budget(limit=limit))


@pytest.mark.parametrize("budget", [Budget(), Budget(limit=0.000001)])
def test_offline_is_free(budget: Budget) -> None:
    price = require_price("offline:1", budget)
    assert price is not None
    assert price(MILLION) == 0


def test_a_known_price_serves_a_budget() -> None:
    assert require_price("bedrock:amazon.nova-lite-v1:0", Budget(limit=1.0)) is not None
