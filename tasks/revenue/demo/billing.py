"""`billing_events`: invoices and how late they were paid, renewals, changes of plan, credits."""

from datetime import date, timedelta

import numpy as np

from tasks.revenue.demo.accounts import Accounts
from tasks.revenue.demo.plan import LAST_DAY, Plan, Planted
from tasks.revenue.demo.table import Table

_TERM = 30  # days until an invoice is due
_LATE = 0.08  # of the invoices are paid late


def billing_table(plan: Plan, accounts: Accounts) -> Table:
    """Invoices of twelve months, and what else happened."""
    rng = plan.rng("billing")
    table = Table(
        "billing_events",
        event_id="text", account_id="text", event_type="text", event_date="date", amount_usd="number", due_on="date",
        paid_on="date", plan_units="number", detail="text",
    )  # fmt: skip
    for number, account_id in enumerate(accounts.ids):
        if plan.customer_types[number] == "prospect":
            continue
        rows = _invoices(plan, accounts, number, rng) + _others(plan, accounts, number, rng)
        for order, row in enumerate(rows):
            table.add(f"evt_{number:05d}_{order:03d}", account_id, *row)
    return table


_Row = tuple[str, date, float | None, date | None, date | None, float | None, str]


def _invoices(plan: Plan, accounts: Accounts, number: int, rng: np.random.Generator) -> list[_Row]:
    """The first of each month."""
    rows: list[_Row] = []
    monthly = round(float(accounts.arr[number]) / 12, 2)
    for back in range(12):
        issued = _first_of_month(back)
        due = issued + timedelta(days=_TERM)
        if (LAST_DAY - issued).days > plan.days - 1 - accounts.created[number]:
            break
        late = rng.random() < _LATE
        days = int(rng.integers(8, 30)) if late else -int(rng.integers(0, 12))
        if plan.is_a(number, "unhealthy") and back <= 5 and rng.random() < 0.85:  # noqa: PLR2004 -- half a year
            days = int(rng.integers(20, 50))
        if plan.is_a(number, "settled_dispute") and back in {2, 3}:
            days = int(rng.integers(30, 50))
        paid = due + timedelta(days=days)
        rows.append(("invoice", issued, monthly, due, paid if paid <= LAST_DAY else None, None, "monthly invoice"))
    return rows


def _others(plan: Plan, accounts: Accounts, number: int, rng: np.random.Generator) -> list[_Row]:
    rows: list[_Row] = []
    planted = plan.planted.get(number)
    units = float(accounts.plan_units[number])
    if plan.customer_types[number] == "commitment" and not plan.is_a(number, "new_account"):
        ends = LAST_DAY - timedelta(days=plan.days - 1 - int(accounts.contract_ends[number]))
        signed = ends - timedelta(days=365 - int(rng.integers(-25, 8)))
        rows.append(("renewal", signed, float(accounts.arr[number]), None, None, units, "renewed for a year"))
    if planted is not None:
        rows += _explaining(plan, planted, units)
    return rows


def _explaining(plan: Plan, planted: Planted, units: float) -> list[_Row]:
    """What billing knows of the decoys."""
    day = plan.day(planted.begins)
    if planted.kind in {"downgrade", "recent_downgrade"}:
        smaller = round(units * (1 - planted.size))
        return [("plan_change", day - timedelta(days=2), None, None, None, smaller, "moved to a smaller plan")]
    if planted.kind == "upgraded":
        return [("plan_change", day, None, None, None, round(units * 1.9), "moved to a larger plan")]
    if planted.kind == "settled_dispute":
        settled = _first_of_month(1)
        return [("credit", settled, -50.0, None, None, None, "invoice dispute settled, our mistake")]
    return []


def _first_of_month(back: int) -> date:
    """The first day of the month this many months before the last day's own."""
    month = LAST_DAY.year * 12 + LAST_DAY.month - 1 - back
    return date(month // 12, month % 12 + 1, 1)
