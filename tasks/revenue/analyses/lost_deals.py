"""A2: ways in which one segment loses more of its deals than the others."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from agents.statistics.false_discovery import discoveries, more_often
from schemas.revenue.definition import Definition
from schemas.revenue.finding import Finding, FindingSubject
from tasks.revenue.analyses.candidate import Found, shown_row
from tasks.revenue.analyses.gather import Gathered, Row

_WHAT = ("loss_reason", "stage", "competitor")
_MOST = 12  # patterns, a list that somebody reads
_COLUMNS = ("segment", "what", "value", "closed_deals", "lost_deals", "lost_usd")


class Pattern(NamedTuple):
    """Deals of a segment that were lost in one way, against those of the other segments."""

    segment: str
    what: str  # loss_reason, stage or competitor
    value: str
    hits: int
    of: int
    other_hits: int
    other_of: int

    @property
    def share(self) -> float:
        """Of the segment's closed deals."""
        return self.hits / self.of

    @property
    def other_share(self) -> float:
        """Of all other closed deals."""
        return self.other_hits / self.other_of if self.other_of else 0.0


async def lost_deals(said: Definition, gathered: Gathered) -> Found:
    """The clearest pattern first; its deals are then left out, so that its shadow elsewhere is not found as well."""
    deals = await gathered.query("closed_deals")
    counted = {(row["segment"], row["what"], row["value"]): row for row in await gathered.query("loss_counts")}
    found = Found(looked_at=len(deals))
    left = deals
    for _ in range(_MOST):
        clearest = _clearest(said, left)
        if clearest is None:
            break
        pattern, p = clearest
        row = counted[pattern.segment, pattern.what, pattern.value]
        found.findings.append(_finding(said, pattern, row, p))
        left = [deal for deal in left if not _is_of(deal, pattern)]
    return found


def _clearest(said: Definition, deals: list[Row]) -> tuple[Pattern, float] | None:
    """The pattern that chance makes least often, if it is one beyond chance and large enough."""
    patterns = [one for one in _patterns(deals) if one.of >= said.threshold("fewest_deals")]
    p_values = [more_often(one.hits, one.of, one.other_hits, one.other_of) for one in patterns]
    real = discoveries(p_values, said.threshold("false_alarms"))
    large = [
        (p, one)
        for p, one, is_real in zip(p_values, patterns, real, strict=True)
        if is_real
        and one.share - one.other_share >= said.threshold("excess")
        and one.share >= one.other_share * said.threshold("times")
    ]
    if not large:
        return None
    p, pattern = min(large, key=lambda one: (one[0], one[1][:3]))
    return pattern, p


def _patterns(deals: list[Row]) -> Iterator[Pattern]:
    of = Counter(deal["segment"] for deal in deals)
    lost = [deal for deal in deals if deal["outcome"] == "lost"]
    for what in _WHAT:
        hits = Counter((deal["segment"], deal[what]) for deal in lost if deal[what] is not None)
        overall = Counter(deal[what] for deal in lost if deal[what] is not None)
        for (segment, value), count in sorted(hits.items()):
            yield Pattern(segment, what, value, count, of[segment], overall[value] - count, len(deals) - of[segment])


def _is_of(deal: Row, pattern: Pattern) -> bool:
    return bool(
        deal["segment"] == pattern.segment and deal["outcome"] == "lost" and deal[pattern.what] == pattern.value
    )


_HOW = {"loss_reason": "for the reason {}", "stage": "at the stage {}", "competitor": "against {}"}


def _finding(said: Definition, pattern: Pattern, row: Row, p: float) -> Finding:
    excess = row["lost_usd"] * max(0.0, 1 - pattern.other_share / pattern.share)
    how = _HOW[pattern.what].format(pattern.value.replace("_", " "))
    segment = pattern.segment.replace("_", " ")
    summary = f"{segment}: {pattern.share:.0%} of the deals are lost {how}; {pattern.other_share:.0%} elsewhere."
    evidence = shown_row("loss_counts", row, _COLUMNS, f"{row['lost_deals']} of {row['closed_deals']} deals lost {how}")
    return Finding(
        analysis="A2",
        kind="loss_pattern",
        subject=FindingSubject(type="segment", id=f"{pattern.segment}/{pattern.what}={pattern.value}"),
        severity=said.severity(excess),
        revenue_at_stake=round(excess, 2),
        summary=summary,
        evidence=(evidence,),
        actions=said.actions["loss_pattern"],
        p_value=float(f"{p:.3g}"),
    )
