"""Which findings somebody wants to see."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from schemas.revenue.log import InsightStatus, Tracked


@dataclass(frozen=True, slots=True)
class Wanted:
    """All of what is said must hold. Without `everything` or a status, what is open and does not wait."""

    analysis: str | None = None
    status: InsightStatus | None = None
    owner: str | None = None
    everything: bool = False


def chosen(found: Iterable[Tracked], wanted: Wanted, today: date) -> list[Tracked]:
    """In the order in which they come."""
    return [one for one in found if _fits(one, wanted, today.isoformat())]


def _fits(one: Tracked, wanted: Wanted, today: str) -> bool:
    if wanted.analysis is not None and one.analysis != wanted.analysis.upper():
        return False
    if wanted.owner is not None and wanted.owner.lower() != (one.owner or "").lower():
        return False
    if wanted.status is not None:
        return one.status == wanted.status
    return wanted.everything or (one.is_open and not one.snoozed(today))
