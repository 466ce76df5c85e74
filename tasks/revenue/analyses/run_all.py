"""The analyses by name."""

from collections.abc import Awaitable, Callable

from schemas.revenue.definition import Definition
from tasks.revenue.analyses.anomalies import anomalies
from tasks.revenue.analyses.at_risk import at_risk
from tasks.revenue.analyses.candidate import Found
from tasks.revenue.analyses.competitors import competitors
from tasks.revenue.analyses.expansion import expansion
from tasks.revenue.analyses.gather import Gathered
from tasks.revenue.analyses.health import health
from tasks.revenue.analyses.lost_deals import lost_deals

# What each asks of the warehouse, beside the newest day: whatever stands in none of these is not missed.
QUERIES: dict[str, tuple[str, ...]] = {
    "A1": ("a1_usage", "explanations", "renewals", "signals"),
    "A2": ("closed_deals", "loss_counts"),
    "A3": ("a3_usage", "open_expansions"),
    "A4": ("a4_parts", "late_deals"),
    "A5": ("a5_residuals", "explanations"),
    "A6": ("competitor_counts",),
}
ANALYSES: dict[str, Callable[[Definition, Gathered], Awaitable[Found]]] = {
    "A1": at_risk,
    "A2": lost_deals,
    "A3": expansion,
    "A4": health,
    "A5": anomalies,
    "A6": competitors,
}
