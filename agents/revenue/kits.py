"""The kits of the revenue agents."""

from typing import Any

from agents.core.kit import AgentKit, Evaluated
from agents.revenue import scores
from agents.revenue.data_kit import KIT as DATA_KIT
from agents.revenue.explain import AGENT
from agents.revenue.offline import explain
from schemas.revenue.case import ExplanationExpectation, RevenueCase
from schemas.revenue.explanation import Explanation
from schemas.revenue.view import EvidenceView, ExplainInput, FindingView


def _trials(_fields: tuple[str, ...]) -> tuple[ExplainInput, ExplainInput]:
    full = FindingView(
        analysis="A1", question="Which accounts are at risk?", kind="usage_decline", about="Account 1", owner="Owner 1",
        severity="high", revenue_at_stake=1200.0, summary="Usage is down 30%.",
        evidence=(EvidenceView(source="usage", row={"recent_rate": 70, "before_rate": 100}, says="70 instead of 100"),),
        actions=("Call them.",),
    )  # fmt: skip
    bare = full.model_copy(
        update={"evidence": (), "actions": (), "summary": "Something is unusual.", "severity": "low"}
    )
    return ExplainInput(finding=full, context="A reorganisation is under way."), ExplainInput(finding=bare)


def _question(case: RevenueCase, _fields: tuple[str, ...]) -> ExplainInput:
    return ExplainInput(finding=case.given.finding, context=case.given.context)


def _lacks(case: RevenueCase) -> str:
    return "" if case.given.finding.evidence else "finding.evidence: there is nothing to explain"


_EVALUATED: Evaluated[ExplainInput, Explanation, RevenueCase] = Evaluated(
    case=RevenueCase,
    expectations=frozenset(ExplanationExpectation.model_fields),
    evaluators=scores.EVALUATORS,
    question=_question,
    lacks=_lacks,
    scores=scores.scores,
    judge_offline=scores.judge,
    rubric=scores.RUBRIC,
)
KITS: tuple[AgentKit[Any, Any], ...] = (
    AgentKit(AGENT, explain, _trials, "revenue/revenue-analysis", evaluated=_EVALUATED),
    DATA_KIT,
)
