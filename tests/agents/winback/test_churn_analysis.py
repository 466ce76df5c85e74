import pytest

from agents.winback.churn_analysis import AGENT
from schemas.winback.churn_analysis import ChurnAnalysis, ChurnAnalysisInput, CustomerView


def problem(inputs: ChurnAnalysisInput, analysis: ChurnAnalysis, *evidence: str) -> str | None:
    return AGENT.check(inputs, analysis.model_copy(update={"evidence": list(evidence)}))


@pytest.mark.parametrize("field", ["company_name", "mrr", "cancellation_reason", "context.seats"])
def test_evidence_names_a_field_that_was_shown(field: str, inputs: ChurnAnalysisInput, analysis: ChurnAnalysis) -> None:
    assert problem(inputs, analysis, field) is None


@pytest.mark.parametrize(
    "field", ["email", "churn_date", "context", "seats", "context.notes", "customer.mrr", "MRR", "", "the price"]
)
def test_evidence_that_was_not_shown_is_a_violation(
    field: str, inputs: ChurnAnalysisInput, analysis: ChurnAnalysis
) -> None:
    said = problem(inputs, analysis, "mrr", field)
    assert said is not None
    assert said.startswith(f"evidence: {field} is not an input field")
    assert said.endswith("the fields are cancellation_reason, company_name, context.seats, mrr")


def test_an_empty_reason_is_evidence_too(analysis: ChurnAnalysis) -> None:
    silent = ChurnAnalysisInput(customer=CustomerView(cancellation_reason=""))
    assert problem(silent, analysis, "cancellation_reason") is None


def test_a_long_list_of_inventions_is_cut(inputs: ChurnAnalysisInput, analysis: ChurnAnalysis) -> None:
    said = problem(inputs, analysis, *(["an invention " * 50] * 12))
    assert said is not None
    assert len(said) < 400
