import json

import pytest

from agents.core.prompt import render
from agents.core.tokens import expected, reserve
from schemas.agent import AgentVersion, Draft, ModelRequest, SamplingSettings, Usage
from schemas.winback.churn_analysis import ChurnAnalysisInput


def request_of(inputs: ChurnAnalysisInput, user: str, *drafts: Draft, max_tokens: int = 100) -> ModelRequest:
    settings = SamplingSettings(temperature=0, max_tokens=max_tokens)
    return ModelRequest("churn-analysis", inputs, "system", user, "Out", {"type": "object"}, settings, drafts)


@pytest.mark.parametrize("max_tokens", [1, 2_048])
def test_the_whole_possible_output_is_reserved(max_tokens: int, inputs: ChurnAnalysisInput) -> None:
    assert reserve(request_of(inputs, "Why?", max_tokens=max_tokens)).output_tokens == max_tokens


def test_input_grows_with_everything_that_is_sent(inputs: ChurnAnalysisInput) -> None:
    short = reserve(request_of(inputs, "x")).input_tokens
    long = reserve(request_of(inputs, "x" * 3_001)).input_tokens
    assert long == short + 1_500
    draft = Draft(output={"a": "y" * 600}, text="z" * 300, violation="v" * 300, usage=Usage(), cost_usd=0, latency_s=0)
    assert reserve(request_of(inputs, "x", draft)).input_tokens >= short + 400
    assert reserve(request_of(inputs, "x", draft, draft)).input_tokens >= short + 800


# As tokenizers that fall back to bytes cut them: never more tokens than these.
ONE_CHARACTER_TOKENS = {
    "emoji": ("🙂" * 1_000, 4_000),
    "a family": ("👨‍👩‍👧" * 100, 1_800),
    "Chinese": ("語" * 1_000, 3_000),
    "Cyrillic": ("ы" * 1_000, 2_000),
    "single letters": ("a b c d " * 250, 1_000),
    "digits": ("1234567890" * 100, 1_000),
    "signs": ("!?;,#" * 200, 1_000),
    "line breaks": ("\n\t" * 500, 1_000),
}


@pytest.mark.parametrize("kind", ONE_CHARACTER_TOKENS)
def test_no_text_of_a_customer_takes_more_than_is_reserved(kind: str, inputs: ChurnAnalysisInput) -> None:
    text, tokens = ONE_CHARACTER_TOKENS[kind]
    assert reserve(request_of(inputs, text)).input_tokens - reserve(request_of(inputs, "")).input_tokens >= tokens


def test_an_ordinary_reservation_is_hardly_larger(version: AgentVersion, inputs: ChurnAnalysisInput) -> None:
    system, user = render(version.system, inputs), render(version.user, inputs)
    shape = (version.output, version.output_schema, version.settings)
    reserved = reserve(ModelRequest("churn-analysis", inputs, system * 50, user, *shape))
    size = len(system * 50) + len(user) + len(json.dumps(version.output_schema))
    assert reserved.input_tokens < 1.1 * (size / 3 + 350)


def test_half_a_character_can_be_counted(inputs: ChurnAnalysisInput) -> None:
    draft = Draft(output={"a": "\ud83d"}, text="\ud83d", violation="", usage=Usage(), cost_usd=0, latency_s=0)
    assert reserve(request_of(inputs, "Why?", draft)).input_tokens > 0


def test_what_is_expected_is_less_than_what_is_reserved(inputs: ChurnAnalysisInput) -> None:
    request = request_of(inputs, "Why did it leave? " * 100)
    answer = {"category": "pricing", "insights": ["one"] * 3}
    likely, worst = expected(request, answer), reserve(request)
    assert 0 < likely.input_tokens < worst.input_tokens
    assert likely.output_tokens == len(json.dumps(answer)) // 4 < worst.output_tokens
