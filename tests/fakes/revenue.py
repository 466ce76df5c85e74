"""Results of analyses as a night gives them."""

from typing import Any

from schemas.revenue.finding import AnalysisResult


def night(day: str, *names: str, severity: str = "medium", session: str = "", **said: Any) -> AnalysisResult:
    """A result of A1 with a finding for each name; `finding` changes every one of them."""
    changed: dict[str, Any] = said.pop("finding", {})
    findings: list[dict[str, Any]] = [
        {
            "analysis": "A1", "kind": "usage_decline", "subject": {"type": "account", "id": name}, "account_id": name,
            "account_name": f"Company {name}", "severity": severity, "revenue_at_stake": 100.0,
            "summary": f"Down on {day}.", "evidence": [], "actions": ["Call them."], **changed,
        }
        for name in names
    ]  # fmt: skip
    result = {"session_id": session or f"s_{day}", "analysis": "A1", "status": "complete", "question": "?"}
    return AnalysisResult.model_validate(result | {"as_of": day, "findings": findings} | said)
