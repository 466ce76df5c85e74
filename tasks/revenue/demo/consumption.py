"""`consumption_daily`: the rows of usage that have arrived by the end of the warehouse's last day."""

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import parquet

from tasks.revenue.demo.accounts import Accounts, set_plan
from tasks.revenue.demo.plan import LAST_DAY, Plan
from tasks.revenue.demo.usage import Usage, make_usage, quarter

SCHEMA = pa.schema(
    [
        ("account_id", pa.string()),
        ("usage_date", pa.date32()),
        ("query_count", pa.int64()),
        ("data_scanned_bytes", pa.int64()),
        ("active_users", pa.int64()),
        ("units", pa.float64()),
        ("loaded_at", pa.timestamp("us")),
    ]
)
_MISSING = 0.03  # of the days have no row, and never will
_LATE = 0.04  # of the rows come one to four days late
_DAY_US, _TWO_US = 86_400_000_000, 7_200_000_000  # a day and two hours in microseconds
_BEGUN = 0.4  # of the accounts have a row on the day after the last complete one


def write_consumption(plan: Plan, accounts: Accounts, folder: Path) -> None:
    """Write the table, some accounts at a time, and set everybody's plan by what they use."""
    rows, plans = plan.rng("consumption"), plan.rng("plans")
    with parquet.ParquetWriter(folder / "consumption_daily.parquet", SCHEMA) as writer:
        for usage in make_usage(plan, accounts.created):
            for row in range(len(usage.expected)):
                daily = float(usage.expected[row, quarter(plan)].mean())
                if plan.is_a(usage.first + row, "one_big_month"):
                    daily /= (2 + plan.planted[usage.first + row].size) / 3  # what an ordinary month has
                set_plan(plan, accounts, usage.first + row, daily, plans)
            writer.write_table(_rows(plan, usage, accounts, rows))


def _rows(plan: Plan, usage: Usage, accounts: Accounts, rng: np.random.Generator) -> pa.Table:
    shape = usage.units.shape
    there = ~np.isnan(usage.units) & (rng.random(shape) >= _MISSING)
    late = np.where(rng.random(shape) < _LATE, rng.integers(1, 5, shape), 0)
    there &= np.arange(shape[1])[None, :] + late < shape[1]
    for row in range(shape[0]):
        number = usage.first + row
        if plan.customer_types[number] == "prospect":
            there[row] = False
        elif plan.is_a(number, "stop", "maintenance") and number % 2:
            there[row, plan.planted[number].begins :] = False  # every other one reports nothing instead of nought
    account, day = np.nonzero(there)
    units = usage.units[account, day]
    table = _columns(accounts, usage.first + account, day + 1, units, usage.users[account, day], late[account, day])
    begun = np.flatnonzero(rng.random(shape[0]) < _BEGUN)
    begun = begun[there[begun, -1]]
    part = units_of_a_part(usage, begun)
    nobody = np.zeros(len(begun), np.int64)
    newest = _columns(accounts, usage.first + begun, np.full(len(begun), shape[1] + 1), part, nobody + 3, nobody)
    return pa.concat_tables([_dated(table, plan.days), _dated(newest, plan.days)])


def units_of_a_part(usage: Usage, begun: NDArray[np.int64]) -> NDArray[np.float64]:
    """What a day that has just begun shows: a third of the day before."""
    part: NDArray[np.float64] = usage.units[begun, -1] / 3
    return part


def _columns(
    accounts: Accounts,
    account: NDArray[np.int64],
    day: NDArray[np.int64],
    units: NDArray[np.float64],
    users: NDArray[np.int64],
    late: NDArray[np.int64],
) -> dict[str, pa.Array]:
    active = np.where(units > 0, users, 0)
    return {
        "account_id": pa.array(accounts.ids).take(pa.array(account)),
        "day": pa.array(day),
        "query_count": pa.array(np.round(units * 3).astype(np.int64)),
        "data_scanned_bytes": pa.array(np.round(units * 1e6).astype(np.int64)),
        "active_users": pa.array(active.astype(np.int64)),
        "units": pa.array(np.round(units, 2)),
        "late": pa.array(late),
    }


def _dated(columns: dict[str, pa.Array], days: int) -> pa.Table:
    """With dates in place of numbers of days; a row is loaded at two in the night after its day, or later."""
    first = LAST_DAY - timedelta(days=days)
    day = np.asarray(columns["day"]) + (first - date(1970, 1, 1)).days
    night = (day + 1 + np.asarray(columns["late"])) * _DAY_US + _TWO_US
    cells = [columns["account_id"], pa.array(day.astype(np.int32)).cast(pa.date32())]
    cells += [columns[name] for name in SCHEMA.names[2:-1]]
    return pa.Table.from_arrays([*cells, pa.array(night).cast(pa.timestamp("us"))], schema=SCHEMA)
