"""Ranks findings by their explanations, stores them, and puts them into the report."""

from collections.abc import Collection
from typing import Any

from schemas.revenue.explanation import Explanation
from schemas.revenue.finding import AnalysisResult, Finding
from schemas.revenue.run import FindingRecord
from tasks.bulk.ledger import Ledger
from tasks.bulk.place import Place
from tasks.revenue.anonymise import names_of
from tasks.revenue.sessions import keep, result_of


async def write_explained(
    place: Place,
    session: str,
    ledger: Ledger[Any, FindingRecord],
    batches: int,
    cost_usd: float | None,
    *,
    only: Collection[str] | None = None,
) -> AnalysisResult:
    """Rank by urgency, write result and report again; with `only`, of these findings.

    Raises `BadInputError` if the session's result is gone.
    """
    result = await result_of(place.store, session)
    if only is not None:
        result = result.model_copy(update={"findings": tuple(one for one in result.findings if one.finding_id in only)})
    found: dict[str, Explanation] = {}
    async for record in ledger.all_records(range(batches)):
        said = revealed(record, session)
        if said is not None:
            found[record.finding_id] = said
    ranked = ranked_result(result, found, cost_usd)
    await keep(place.store, ranked)
    return ranked


def ranked_result(result: AnalysisResult, found: dict[str, Explanation], cost_usd: float | None) -> AnalysisResult:
    """The result with explanations by finding id, the most urgent first; what has none comes last."""
    explained = [one.model_copy(update={"explanation": found.get(one.finding_id)}) for one in result.findings]
    findings = tuple(sorted(explained, key=_rank))
    return result.model_copy(update={"findings": findings, "cost_usd": cost_usd})


def _rank(finding: Finding) -> tuple[int, float, str]:
    urgency = finding.explanation.urgency if finding.explanation is not None else 0
    return -urgency, -finding.revenue_at_stake, finding.finding_id


def revealed(record: FindingRecord, session: str) -> Explanation | None:
    """The explanation with the names in place of their pseudonyms."""
    if record.explanation is None:
        return None
    names, said = names_of(record.row.finding, session), record.explanation.output
    reasons = tuple(names.reveal(reason) for reason in said.reasons)
    return said.model_copy(update={"headline": names.reveal(said.headline), "reasons": reasons})
