"""What does a finding mean, how urgent is it, what is done first? (seed: RevOps, analysis agent)."""

from agents.core.agent import Agent
from agents.revenue.figures import invented
from schemas.revenue.explanation import Explanation
from schemas.revenue.view import ExplainInput

NAME = "revenue-analysis"


def check(inputs: ExplainInput, output: Explanation) -> str | None:
    """Evidence must be columns that were given, the action one of those proposed, every figure one that was given."""
    columns = {name for one in inputs.finding.evidence for name in one.row}
    unknown = [name for name in output.evidence if name not in columns]
    if columns and unknown:
        return f"evidence: {', '.join(unknown)[:200]} is no column; the columns are {', '.join(sorted(columns))}"
    if inputs.finding.actions and output.action not in inputs.finding.actions:
        return "action: choose one of the proposed actions, word for word"
    made_up = invented(" ".join((output.headline, *output.reasons)), inputs.model_dump_json())
    if made_up:
        return f"the figures {', '.join(f'{one:g}' for one in made_up)[:200]} do not occur in the finding; use its own"
    return None


AGENT = Agent(NAME, ExplainInput, Explanation, check)
