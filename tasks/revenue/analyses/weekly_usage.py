"""The usage behind findings about accounts, week by week: what a person looks at first."""

from collections.abc import Iterable

from schemas.revenue.finding import Finding, WeekUsed
from tasks.revenue.analyses.candidate import grouped
from tasks.revenue.analyses.gather import Gathered


async def with_usage(findings: Iterable[Finding], gathered: Gathered) -> list[Finding]:
    """The findings, those about accounts with their last half year."""
    found = list(findings)
    ids = sorted({one.account_id for one in found if one.account_id is not None})
    weeks = grouped(await gathered.query("weekly_usage", ids=ids)) if ids else {}
    return [one.model_copy(update={"weekly": _weeks(weeks.get(one.account_id or "", []))}) for one in found]


def _weeks(rows: list[dict[str, object]]) -> tuple[WeekUsed, ...]:
    return tuple(WeekUsed.model_validate(row) for row in rows)
