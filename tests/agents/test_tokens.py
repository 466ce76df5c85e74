import json

import pytest

from agents.tokens import expected, reserve
from schemas.agent import Draft, ModelRequest, Settings, Usage
from schemas.churn_analysis import ChurnAnalysisInput


def request_of(inputs: ChurnAnalysisInput, user: str, *drafts: Draft, max_tokens: int = 100) -> ModelRequest:
    settings = Settings(temperature=0, max_tokens=max_tokens)
    return ModelRequest("churn-analysis", inputs, "system", user, "Out", {"type": "object"}, settings, drafts)


@pytest.mark.parametrize("max_tokens", [1, 2_048])
def test_the_whole_possible_output_is_reserved(max_tokens: int, inputs: ChurnAnalysisInput) -> None:
    assert reserve(request_of(inputs, "Why?", max_tokens=max_tokens)).output_tokens == max_tokens


def test_input_grows_with_everything_that_is_sent(inputs: ChurnAnalysisInput) -> None:
    short = reserve(request_of(inputs, "x")).input_tokens
    long = reserve(request_of(inputs, "x" * 3_001)).input_tokens
    assert long == short + 1_000
    draft = Draft(output={"a": "y" * 600}, text="z" * 300, violation="v" * 300, usage=Usage(), cost_usd=0, latency_s=0)
    assert reserve(request_of(inputs, "x", draft)).input_tokens >= short + 400
    assert reserve(request_of(inputs, "x", draft, draft)).input_tokens >= short + 800


def test_text_in_other_scripts_counts_by_its_bytes(inputs: ChurnAnalysisInput) -> None:
    latin, other = (reserve(request_of(inputs, letter * 3_000)).input_tokens for letter in ("a", "語"))
    assert other - latin == pytest.approx(2_000, abs=1)  # a token for every character


def test_what_is_expected_is_less_than_what_is_reserved(inputs: ChurnAnalysisInput) -> None:
    request = request_of(inputs, "Why did it leave? " * 100)
    answer = {"category": "pricing", "insights": ["one"] * 3}
    likely, worst = expected(request, answer), reserve(request)
    assert 0 < likely.input_tokens < worst.input_tokens
    assert likely.output_tokens == len(json.dumps(answer)) // 4 < worst.output_tokens
