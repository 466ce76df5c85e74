"""Why did this customer leave? (seed: Revive AI, agent 1)."""

from agents.core.agent import Agent
from agents.winback.contradiction import CEILING, LOWERED, contradiction
from schemas.customer import Customer
from schemas.winback.churn_analysis import ChurnAnalysis, ChurnAnalysisInput


def _check(inputs: ChurnAnalysisInput, output: ChurnAnalysis) -> str | None:
    shown = inputs.customer.model_dump(exclude_none=True, exclude={"context"})
    known = {*shown, *(f"context.{column}" for column in inputs.customer.context)}
    unknown = [name for name in output.evidence if name not in known]
    if unknown:
        return f"evidence: {', '.join(unknown)[:200]} is not an input field; the fields are {', '.join(sorted(known))}"
    return None


AGENT = Agent("churn-analysis", ChurnAnalysisInput, ChurnAnalysis, _check)


def weigh(customer: Customer, output: ChurnAnalysis) -> ChurnAnalysis:
    """An answer with the evidence against it from the fields: one more insight, and a lower confidence.

    An answer that mentions this evidence itself keeps its confidence, up to a ceiling.
    """
    found = contradiction(customer, output.category)
    if found is None:
        return output
    if found.field in output.evidence:
        return output.model_copy(update={"confidence": min(CEILING, output.confidence)})
    return output.model_copy(
        update={
            "insights": [*output.insights[: _MOST_INSIGHTS - 1], found.sentence],
            "evidence": [*output.evidence[: _MOST_EVIDENCE - 1], found.field],
            "confidence": max(0, min(CEILING, output.confidence - LOWERED)),
        }
    )


_MOST_INSIGHTS, _MOST_EVIDENCE = 5, 12
