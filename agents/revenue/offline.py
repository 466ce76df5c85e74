"""`offline` explains a finding by its own words: the summary, what each row says, the first action."""

from schemas.revenue.explanation import Explanation
from schemas.revenue.view import ExplainInput

VERSION = "1"
_URGENCY = {"high": 8, "medium": 5, "low": 3}
_SOONER = {"stop": 2, "late_renewal": 1, "deal_contradicted": 1}  # waiting costs more there


def explain(inputs: ExplainInput) -> Explanation:
    """The same for the same finding."""
    finding = inputs.finding
    reasons = list(dict.fromkeys(one.says[:300] for one in finding.evidence if one.says.strip())) or [finding.summary]
    columns = [name for one in finding.evidence for name in one.row][:12]
    return Explanation(
        headline=finding.summary[:300],
        reasons=tuple(reasons[:4]),
        evidence=tuple(dict.fromkeys(columns)) or ("none",),
        urgency=min(10, _URGENCY[finding.severity] + _SOONER.get(finding.kind, 0)),
        action=finding.actions[0] if finding.actions else "Look into it.",
    )
