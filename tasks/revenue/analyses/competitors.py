"""A6: competitors against whom more deals are lost than against the others."""

from agents.statistics.false_discovery import discoveries, more_often
from schemas.revenue.definition import Definition
from schemas.revenue.finding import Finding, FindingSubject
from tasks.revenue.analyses.candidate import Found, shown_row
from tasks.revenue.analyses.gather import Gathered, Row

_COLUMNS = ("competitor", "closed_deals", "lost_deals", "lost_usd", "mentions", "accounts_naming_it")


async def competitors(said: Definition, gathered: Gathered) -> Found:
    """Strongest first; its deals are then left out of what the others are compared with."""
    rows = await gathered.query("competitor_counts")
    found = Found(looked_at=len(rows))
    left = [row for row in rows if row["closed_deals"] >= said.threshold("fewest_deals")]
    found.dropped["too_few_deals"] += len(rows) - len(left)
    rest = (rows[0]["all_lost"], rows[0]["all_closed"]) if rows else (0, 0)
    while (strongest := _strongest(said, left, rest)) is not None:
        row, p, others = strongest
        found.findings.append(_finding(said, row, p, others))
        left = [one for one in left if one is not row]
        rest = rest[0] - row["lost_deals"], rest[1] - row["closed_deals"]
    return found


def _strongest(said: Definition, rows: list[Row], rest: tuple[int, int]) -> tuple[Row, float, float] | None:
    """Row, p-value, and the share of the rest of the deals that is lost; None if nobody stands out."""
    tested = []
    for row in rows:
        lost, closed = rest[0] - row["lost_deals"], rest[1] - row["closed_deals"]
        p = more_often(row["lost_deals"], row["closed_deals"], lost, closed)
        tested.append((p, row, lost / closed if closed else 0.0))
    real = discoveries([p for p, _, _ in tested], said.threshold("false_alarms"))
    large = [
        one
        for one, is_real in zip(tested, real, strict=True)
        if is_real and one[1]["lost_deals"] / one[1]["closed_deals"] - one[2] >= said.threshold("excess")
    ]
    if not large:
        return None
    p, row, others = min(large, key=lambda one: (one[0], one[1]["competitor"]))
    return row, p, others


def _finding(said: Definition, row: Row, p: float, others: float) -> Finding:
    share = row["lost_deals"] / row["closed_deals"]
    stake = row["lost_usd"] * (1 - others / share)
    named = f"{row['mentions']} calls and messages of {row['accounts_naming_it']} accounts name it"
    evidence = shown_row(
        "competitor_counts", row, _COLUMNS, f"{row['lost_deals']} of {row['closed_deals']} deals lost; {named}"
    )
    return Finding(
        analysis="A6",
        kind="competitor_wins",
        subject=FindingSubject(type="competitor", id=row["competitor"]),
        severity=said.severity(stake),
        revenue_at_stake=round(max(0.0, stake), 2),
        summary=f"{share:.0%} of the deals against {row['competitor']} are lost, {others:.0%} of the others; {named}.",
        evidence=(evidence,),
        actions=said.actions["competitor_wins"],
        p_value=float(f"{p:.3g}"),
    )
