"""`opportunities` and their stages: deals with three planted loss patterns and three competitors that win."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import numpy as np

from tasks.revenue.demo.accounts import OWNERS, SEGMENTS, Accounts
from tasks.revenue.demo.plan import LAST_DAY, Plan
from tasks.revenue.demo.table import Table

STAGES = ("discovery", "evaluation", "proposal", "negotiation")
REASONS = ("price", "missing_feature", "timing", "no_budget", "no_decision")
COMPETITORS = ("Northbeam", "Quillbase", "Tallyard", "Fennwick", "Oxbow Data", "Summit", "Verdanta", "Kitehill")
_RARE = 7  # the competitor that is met a handful of times, and wins each time by chance
_RARE_DEALS = 4
_PER_ACCOUNT = 7
_COMPETED, _WON, _WON_AGAINST = 0.55, 0.46, 0.22
_OPEN = 0.2
_EXTRA = (0.16, 0.26)  # of the deals of a segment are lost in the planted way
_HOUSEKEEPING = 0.08  # of one segment's deals were closed as duplicates
_CONTRADICTED = 5


@dataclass(frozen=True, slots=True)
class Losses:
    """What is planted in the deals."""

    winners: tuple[str, ...]  # competitors that win
    patterns: tuple[tuple[str, str, str, float], ...]  # segment, what of the deal, its value, share of the deals
    tidied: str  # the segment with the duplicates


@dataclass(frozen=True, slots=True)
class Deal:
    """One opportunity."""

    opportunity_id: str
    account: int
    kind: str
    stage: str  # the last one that it reached
    amount: float
    opened: date
    closed: date | None
    outcome: str  # open, won, lost
    reason: str | None
    competitor: str | None
    contradicted: bool = False


def plan_losses(plan: Plan) -> Losses:
    """Which segments lose how, and which competitors win."""
    rng = plan.rng("losses")
    winners = tuple(COMPETITORS[one] for one in rng.choice(_RARE, 3, replace=False))
    segments = [SEGMENTS[one] for one in rng.permutation(len(SEGMENTS))]
    values = (
        ("loss_reason", REASONS[int(rng.integers(len(REASONS)))]),
        ("stage", STAGES[int(rng.integers(2, len(STAGES)))]),
        ("competitor", winners[0]),
    )
    patterns = tuple(
        (segment, what, value, float(rng.uniform(*_EXTRA)))
        for segment, (what, value) in zip(segments, values, strict=False)
    )
    return Losses(winners, patterns, segments[3])


def make_deals(plan: Plan, accounts: Accounts, losses: Losses) -> list[Deal]:
    """All deals."""
    rng = plan.rng("deals")
    many = plan.accounts * _PER_ACCOUNT
    whose = rng.integers(0, plan.accounts, many)
    deals = [_deal(plan, accounts, losses, rng, number, int(one)) for number, one in enumerate(whose)]
    late = [one for one, deal in enumerate(deals) if deal.outcome == "open" and deal.stage in STAGES[2:]]
    late = [one for one in late if not plan.is_a(deals[one].account, "unhealthy")]
    for one in rng.choice(late, _CONTRADICTED, replace=False):
        deals[one] = Deal(**{name: getattr(deals[one], name) for name in Deal.__slots__} | {"contradicted": True})
    return deals


def _deal(plan: Plan, accounts: Accounts, losses: Losses, rng: np.random.Generator, number: int, account: int) -> Deal:
    segment = accounts.segments[account]
    competitor = COMPETITORS[int(rng.integers(_RARE))] if rng.random() < _COMPETED else None
    won = rng.random() < (_WON_AGAINST if competitor in losses.winners else _WON)
    stage = STAGES[int(rng.choice(4, p=(0.3, 0.3, 0.25, 0.15)))]
    reason = "lost_to_competitor" if competitor and rng.random() < 0.4 else REASONS[int(rng.integers(len(REASONS)))]  # noqa: PLR2004 -- a share
    for where, what, value, share in losses.patterns:
        if segment == where and rng.random() < share:
            won = False
            reason = value if what == "loss_reason" else reason
            stage = value if what == "stage" else stage
            competitor = value if what == "competitor" else competitor
    if segment == losses.tidied and rng.random() < _HOUSEKEEPING:
        won, reason = False, "duplicate"
    if number < _RARE_DEALS:
        won, competitor = False, COMPETITORS[_RARE]
    opened, closed = _when(rng, number)
    outcome = "open" if closed is None else "won" if won else "lost"
    prospect = plan.customer_types[account] == "prospect"
    return Deal(
        opportunity_id=f"opp_{number:06d}",
        account=account,
        kind="new" if prospect else "expansion",
        stage="negotiation" if outcome == "won" else stage,
        amount=float(np.round(rng.lognormal(9.9, 0.6), -2)),
        opened=opened,
        closed=closed,
        outcome=outcome,
        reason=reason if outcome == "lost" else None,
        competitor=competitor,
    )


def _when(rng: np.random.Generator, number: int) -> tuple[date, date | None]:
    if number >= _RARE_DEALS and rng.random() < _OPEN:
        return LAST_DAY - timedelta(days=int(rng.integers(35, 120))), None
    closed = LAST_DAY - timedelta(days=int(rng.integers(1, 480)))
    return closed - timedelta(days=int(rng.integers(30, 100))), closed


def deals_tables(plan: Plan, accounts: Accounts, deals: list[Deal]) -> tuple[Table, Table]:
    """`opportunities` and `opportunity_stages`."""
    rng = plan.rng("deals_tables")
    table = Table(
        "opportunities",
        opportunity_id="text", account_id="text", kind="text", stage="text", outcome="text", amount_usd="number",
        opened_on="date", closed_on="date", loss_reason="text", competitor="text", owner="text",
    )  # fmt: skip
    stages = Table("opportunity_stages", opportunity_id="text", stage="text", entered_at="time")
    for deal in deals:
        table.add(
            deal.opportunity_id, accounts.ids[deal.account], deal.kind, deal.stage, deal.outcome, deal.amount,
            deal.opened, deal.closed, deal.reason, deal.competitor, OWNERS[int(rng.integers(len(OWNERS)))],
        )  # fmt: skip
        reached = STAGES[: STAGES.index(deal.stage) + 1]
        last = deal.closed or LAST_DAY - timedelta(days=2)
        for order, stage in enumerate(reached):
            day = deal.opened + (last - deal.opened) * order / (len(reached) + 1)
            stages.add(deal.opportunity_id, stage, datetime.combine(day, time(9)))
    return table, stages
