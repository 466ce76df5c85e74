"""What an analysis returns: findings, and what it saw and left out."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from schemas.printable import counted
from schemas.revenue.definition import Definition
from schemas.revenue.finding import Evidence, Finding, FindingSubject
from tasks.revenue.analyses.gather import Gathered, Row, occurs


@dataclass(slots=True)
class Found:
    """Findings, and counts by reason of what is none."""

    findings: list[Finding] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)
    looked_at: int = 0
    beyond: tuple[str, ...] = ()  # ids of those that the maximum left out

    def keep_what_occurs(self, gathered: Gathered) -> None:
        """Drop the findings with evidence that is not in the gathered data."""
        kept = [one for one in self.findings if all(occurs(gathered, row.source, row.row) for row in one.evidence)]
        if len(kept) < len(self.findings):
            self.dropped["evidence_not_in_data"] += len(self.findings) - len(kept)
        self.findings = kept


def account_finding(
    said: Definition,
    kind: str,
    row: Row,
    stake: float,
    summary: str,
    evidence: Iterable[Evidence],
    p: float | None = None,
) -> Finding:
    """A finding about an account; `row` has its account_id, name and owner."""
    return Finding(
        analysis=said.name,
        kind=kind,
        subject=FindingSubject(type="account", id=row["account_id"]),
        account_id=row["account_id"],
        account_name=row["name"],
        owner=row["owner"],
        severity=said.severity(stake),
        revenue_at_stake=round(max(0.0, stake), 2),
        summary=summary,
        evidence=tuple(evidence),
        actions=said.actions[kind],
        customer_type=row.get("customer_type"),
        p_value=None if p is None else float(f"{p:.3g}"),
    )


def shown_row(source: str, row: Row, columns: Iterable[str], says: str) -> Evidence:
    """Some columns of a row as evidence."""
    return Evidence(source=source, row={column: row[column] for column in columns}, says=says)


def by_account(rows: Iterable[Row]) -> dict[str, Row]:
    """The one row of each account."""
    return {row["account_id"]: row for row in rows}


def grouped(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """All rows of each account."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["account_id"], []).append(row)
    return found


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """The most important first; the same findings always come in the same order."""
    return sorted(findings, key=lambda one: (-one.revenue_at_stake, one.kind, one.subject.id))


def counts(row: Mapping[str, Any], *columns: str) -> str:
    """`3 high tickets, 1 late invoice` of those that are not 0; the names of the columns are plurals."""
    said = [counted(row[column], column.replace("_", " ").removesuffix("s")) for column in columns if row[column]]
    return ", ".join(said)
