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

ANALYSES: dict[str, Callable[[Definition, Gathered], Awaitable[Found]]] = {
    "A1": at_risk,
    "A2": lost_deals,
    "A3": expansion,
    "A4": health,
    "A5": anomalies,
    "A6": competitors,
}
