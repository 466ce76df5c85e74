"""Writes a demo warehouse: a Parquet file a table, and `truth.json` beside them, which no analysis opens."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from schemas.errors import BadInputError, StoreError
from tasks.revenue.demo.accounts import Accounts, accounts_table, make_accounts
from tasks.revenue.demo.billing import billing_table
from tasks.revenue.demo.consumption import write_consumption
from tasks.revenue.demo.conversations import calls_table, messages_table, tickets_table
from tasks.revenue.demo.deals import Deal, Losses, deals_tables, make_deals, plan_losses
from tasks.revenue.demo.plan import FEWEST_ACCOUNTS, KINDS, Plan, make_plan

TRUTH = "truth.json"


def generate(seed: int, folder: Path, accounts: int = 200) -> list[dict[str, Any]]:
    """Write the warehouse of a seed, and return its truth. The same seed gives the same tables.

    Raises `BadInputError` for too few accounts, `StoreError` where the folder cannot be written.
    """
    if accounts < FEWEST_ACCOUNTS:
        raise BadInputError(f"{accounts} accounts cannot hold what is planted; {FEWEST_ACCOUNTS} or more can")
    plan = make_plan(seed, accounts)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        truth = _write(plan, folder)
        (folder / TRUTH).write_text(json.dumps(truth, indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise StoreError(f"{folder}: the demo warehouse cannot be written: {error.strerror or error}") from None
    return truth


def _write(plan: Plan, folder: Path) -> list[dict[str, Any]]:
    who, losses = make_accounts(plan), plan_losses(plan)
    deals = make_deals(plan, who, losses)
    write_consumption(plan, who, folder)
    tables = [
        accounts_table(plan, who),
        billing_table(plan, who),
        *deals_tables(plan, who, deals),
        calls_table(plan, who, deals),
        messages_table(plan, who),
        tickets_table(plan, who),
    ]
    for table in tables:
        table.write(folder)
    return list(truth_of(plan, who, losses, deals))


def truth_of(plan: Plan, accounts: Accounts, losses: Losses, deals: list[Deal]) -> Iterator[dict[str, Any]]:
    """What is planted, as an analysis should find it. `size` is the effect, in the unit of its kind."""
    analyses = {kind.name: kind.analysis for kind in KINDS if kind.analysis}
    for one in plan.of(*analyses):
        account_id = accounts.ids[one.account]
        yield _true(analyses[one.kind], one.kind, "account", account_id, account_id, one.size)
    for deal in deals:
        if deal.contradicted:
            account_id = accounts.ids[deal.account]
            yield _true("A4", "deal_contradicted", "deal", deal.opportunity_id, account_id)
    for segment, what, value, share in losses.patterns:
        yield _true("A2", "loss_pattern", "segment", f"{segment}/{what}={value}", None, share)
    for name in losses.winners:
        yield _true("A6", "competitor_wins", "competitor", name)


def _true(
    analysis: str, kind: str, subject: str, subject_id: str, account_id: str | None = None, size: float = 0.0
) -> dict[str, Any]:
    about = {} if account_id is None else {"account_id": account_id}
    sized = {"size": round(size, 4)} if size else {}
    return {"analysis": analysis, "kind": kind, "subject": {"type": subject, "id": subject_id}} | about | sized
