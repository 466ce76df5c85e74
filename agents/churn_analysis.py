"""Why did this customer leave? (seed: Revive AI, agent 1)."""

from agents.agent import Agent
from schemas.churn_analysis import ChurnAnalysis, ChurnAnalysisInput


def _check(inputs: ChurnAnalysisInput, output: ChurnAnalysis) -> str | None:
    shown = inputs.customer.model_dump(exclude_none=True, exclude={"context"})
    known = {*shown, *(f"context.{column}" for column in inputs.customer.context)}
    unknown = [name for name in output.evidence if name not in known]
    if unknown:
        return f"evidence: {', '.join(unknown)[:200]} is not an input field; the fields are {', '.join(sorted(known))}"
    return None


AGENT = Agent("churn-analysis", ChurnAnalysisInput, ChurnAnalysis, _check)
