"""Who the accounts are, and what they pay."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from tasks.revenue.demo.plan import LAST_DAY, Plan
from tasks.revenue.demo.table import Table

SEGMENTS = ("small_business", "mid_market", "enterprise", "public_sector")
OWNERS = tuple(f"{name}@seller.example" for name in ("ana", "bo", "chidi", "dora", "emre", "freya", "goran", "hana"))
_FIRST = (
    "Amber",
    "Birch",
    "Cedar",
    "Delta",
    "Ember",
    "Fjord",
    "Grove",
    "Harbor",
    "Juniper",
    "Kestrel",
    "Lumen",
    "Opal",
)
_SECOND = ("Analytics", "Bakeries", "Chemicals", "Dynamics", "Energy", "Foods", "Games", "Health", "Insurance", "Labs")
_REGIONS = ("europe", "north_america", "asia_pacific")
_UTILISED = (0.25, 0.68)  # how much of their plan most accounts use
_OLD_DAYS = 700  # how many days before the end most accounts were created, at most


@dataclass(slots=True)
class Accounts:
    """The accounts, by number; dates as days of the warehouse, which may lie before its first."""

    ids: list[str]
    names: list[str]
    segments: list[str]
    owners: list[str]
    created: NDArray[np.int64]
    contract_ends: NDArray[np.int64]
    plan_units: NDArray[np.float64]  # a month; 0 without a plan. Known once there is usage
    arr: NDArray[np.float64]  # dollars a year, the same


def make_accounts(plan: Plan) -> Accounts:
    """Everything but what depends on usage."""
    rng, many = plan.rng("accounts"), plan.accounts
    end = plan.days - 1
    created = end - rng.integers(560, _OLD_DAYS, many)
    contract_ends = end + rng.integers(20, 340, many)
    for one in plan.planted.values():
        if one.kind == "new_account":
            created[one.account] = one.begins
            contract_ends[one.account] = one.begins + 365
        if one.kind == "late_renewal":
            contract_ends[one.account] = one.begins
    return Accounts(
        ids=[f"acc_{number:05d}" for number in range(many)],
        names=[_name(rng, number) for number in range(many)],
        segments=[SEGMENTS[one] for one in rng.integers(0, len(SEGMENTS), many)],
        owners=[OWNERS[one] for one in rng.integers(0, len(OWNERS), many)],
        created=created,
        contract_ends=contract_ends,
        plan_units=np.zeros(many),
        arr=np.zeros(many),
    )


def _name(rng: np.random.Generator, number: int) -> str:
    return f"{_FIRST[int(rng.integers(len(_FIRST)))]} {_SECOND[int(rng.integers(len(_SECOND)))]} {number}"


def set_plan(plan: Plan, accounts: Accounts, number: int, daily: float, rng: np.random.Generator) -> None:
    """The plan and the price of an account, from what it is expected to use on a day of the last months."""
    monthly = daily * 30.4
    kind = plan.customer_types[number]
    share = float(rng.uniform(*_UTILISED))
    if plan.is_a(number, "outgrows_plan", "upgraded"):
        share = plan.planted[number].size
    accounts.plan_units[number] = monthly / share if kind == "commitment" else 0.0
    if plan.is_a(number, "downgrade"):
        accounts.plan_units[number] /= 1 - plan.planted[number].size  # the CRM still has the larger one
    paid_for = {"commitment": monthly / share, "pay_as_you_go": monthly * 1.3, "prospect": 0.0}[kind]
    accounts.arr[number] = round(12 * paid_for * 0.05, -2)


def accounts_table(plan: Plan, accounts: Accounts) -> Table:
    """As a customer relationship system has it: a plan that was changed this month is still the old one."""
    rng = plan.rng("accounts_table")
    table = Table(
        "accounts",
        account_id="text", name="text", segment="text", region="text", customer_type="text", owner="text",
        contact_name="text", contact_email="text", plan="text", plan_units="number", arr_usd="number",
        created_on="date", contract_start="date", contract_end="date",
    )  # fmt: skip
    for number, account_id in enumerate(accounts.ids):
        kind, end = plan.customer_types[number], _day(plan, int(accounts.contract_ends[number]))
        units = float(round(accounts.plan_units[number]))
        committed = kind == "commitment"
        slug = accounts.names[number].lower().replace(" ", "-")
        table.add(
            account_id, accounts.names[number], accounts.segments[number], _REGIONS[int(rng.integers(3))], kind,
            accounts.owners[number], f"Contact of {accounts.names[number]}", f"contact@{slug}.example",
            kind if not committed else _tier(units), units if committed else None, float(accounts.arr[number]),
            _day(plan, int(accounts.created[number])), end - timedelta(days=365) if committed else None,
            end if committed else None,
        )  # fmt: skip
    return table


def _tier(units: float) -> str:
    return "starter" if units < 30_000 else "growth" if units < 100_000 else "scale"  # noqa: PLR2004 -- sizes of plans


def _day(plan: Plan, number: int) -> date:
    return LAST_DAY - timedelta(days=plan.days - 1 - number)
