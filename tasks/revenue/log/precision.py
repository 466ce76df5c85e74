"""How many warnings of A1 came true: those that are in the log, by what the warehouse knows today."""

from collections.abc import Iterable
from datetime import date

from pydantic import BaseModel, Field

from agents.statistics.interval import wilson
from blocks.records.interface import Records
from blocks.warehouse.warehouse import open_warehouse
from schemas.revenue.finding import Severity
from schemas.revenue.log import Sighting
from tasks.revenue.analyses.candidate import by_account, grouped
from tasks.revenue.analyses.gather import gather
from tasks.revenue.knowledge.source import revenue_source
from tasks.revenue.log.outcomes import HORIZON, Outcome, outcome
from tasks.revenue.log.tables import SIGHTINGS, all_rows, many

_ALPHA = 0.05
_OUTCOMES: tuple[Outcome, ...] = ("churned", "contracted", "kept", "not_yet")
_SEVERITIES: tuple[Severity, ...] = ("high", "medium", "low")


class CameTrue(BaseModel):
    """The warnings of a severity, and what became of them. A warning came true where it churned or contracted."""

    severity: Severity | None = Field(description="None for all of them together.")
    warnings: int
    churned: int = 0
    contracted: int = 0
    kept: int = 0
    not_yet: int = Field(
        default=0, description=f"Too early to say: fewer than {HORIZON.days} days, and nothing signed."
    )
    share: float | None = Field(default=None, description="Of those that can be judged; None where there are none.")
    low: float | None = Field(default=None, description="Wilson's 95% interval.")
    high: float | None = None


class Precision(BaseModel):
    """What came true, as of a day."""

    as_of: str
    horizon_days: int = HORIZON.days
    all: CameTrue
    by_severity: tuple[CameTrue, ...]
    partial: tuple[str, ...] = ()


async def precision(records: Records, warehouse: str) -> Precision:
    """Judge each warning at the severity that it had first. Raises `BadInputError` if there is no warehouse."""
    warnings = first_warnings(many(await all_rows(records, SIGHTINGS, "A1", "by_analysis"), Sighting))
    source = revenue_source(warehouse)
    async with open_warehouse(source) as opened:
        gathered = await gather(opened)
        accounts = by_account(await gathered.query("account_outcomes"))
        events = grouped(await gathered.query("contract_events"))
    today: date = gathered.as_of
    judged = [
        (one.severity, outcome(one, accounts.get(one.account_id or ""), events.get(one.account_id or "", []), today))
        for one in warnings
    ]
    return Precision(
        as_of=today.isoformat(),
        all=_counted(None, [what for _, what in judged]),
        by_severity=tuple(
            _counted(name, [what for severity, what in judged if severity == name]) for name in _SEVERITIES
        ),
        partial=tuple(gathered.partial),
    )


def first_warnings(sightings: Iterable[Sighting]) -> list[Sighting]:
    """Each finding once each time that it began, as it was then."""
    first: dict[tuple[str, int], Sighting] = {}
    for one in sorted(sightings, key=lambda each: (each.as_of, each.seen_at)):
        first.setdefault((one.finding_id, one.occurrence), one)
    return list(first.values())


def _counted(severity: Severity | None, outcomes: list[Outcome]) -> CameTrue:
    found: dict[str, int] = {name: outcomes.count(name) for name in _OUTCOMES}
    true, judged = found["churned"] + found["contracted"], len(outcomes) - found["not_yet"]
    low, high = wilson(true, judged, _ALPHA) if judged else (None, None)
    share = true / judged if judged else None
    return CameTrue(severity=severity, warnings=len(outcomes), share=share, low=low, high=high, **found)
