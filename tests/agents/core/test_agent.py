"""From a raw answer to a typed output, or to words that a model can act on."""

from typing import Any

import pytest

from agents.core.agent import Agent, ViolationError, parse_output
from agents.winback.churn_analysis import AGENT
from schemas.winback.churn_analysis import ChurnAnalysis, ChurnAnalysisInput


@pytest.fixture
def raw(analysis: ChurnAnalysis) -> dict[str, Any]:
    return analysis.model_dump(mode="json")


def violation(inputs: ChurnAnalysisInput, raw: object) -> str:
    with pytest.raises(ViolationError) as broken:
        parse_output(AGENT, inputs, raw)
    return str(broken.value)


def test_a_good_answer_is_typed(inputs: ChurnAnalysisInput, raw: dict[str, Any], analysis: ChurnAnalysis) -> None:
    assert parse_output(AGENT, inputs, raw) == analysis


@pytest.mark.parametrize("answer", [None, "pricing", 3, [], [{"category": "pricing"}]])
def test_what_is_no_object(answer: object, inputs: ChurnAnalysisInput) -> None:
    assert violation(inputs, answer).startswith("answer: ")


def test_every_field_at_fault_is_named(inputs: ChurnAnalysisInput, raw: dict[str, Any]) -> None:
    del raw["recommendation"]
    raw |= {"category": "price", "confidence": 101, "insights": ["a", "", "c"], "mood": "bad"}
    said = violation(inputs, raw)
    for field in ("recommendation: Field required", "category: ", "confidence: ", "insights.1: ", "mood: "):
        assert field in said
    assert "\n" not in said


@pytest.mark.parametrize("field", ["category", "confidence", "insights", "recommendation", "evidence"])
def test_a_value_is_not_repeated(field: str, inputs: ChurnAnalysisInput, raw: dict[str, Any]) -> None:
    raw[field] = {"what": "someone wrote this"}
    assert "someone wrote this" not in violation(inputs, raw)


def test_the_rule_of_the_agent_comes_after_the_schema(inputs: ChurnAnalysisInput, raw: dict[str, Any]) -> None:
    asked: list[ChurnAnalysis] = []

    def check(_inputs: ChurnAnalysisInput, output: ChurnAnalysis) -> str:
        asked.append(output)
        return "too sure of itself"

    agent = Agent("strict", ChurnAnalysisInput, ChurnAnalysis, check)
    with pytest.raises(ViolationError, match="Field required"):
        parse_output(agent, inputs, {})
    assert asked == []
    with pytest.raises(ViolationError, match=r"^too sure of itself$"):
        parse_output(agent, inputs, raw)
    assert len(asked) == 1
