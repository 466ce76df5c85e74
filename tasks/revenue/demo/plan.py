"""What is planted in a demo warehouse, and in which accounts. Everything follows from the seed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

# The newest complete day; one more day is there in part. In the middle of a month, so that a month is incomplete.
LAST_DAY = date(2026, 10, 14)
DAYS = 540
QUARTER_BEGINS = date(2026, 7, 1)  # the first of the last three complete months
FEWEST_ACCOUNTS = 150
_PROSPECTS, _PAY_AS_YOU_GO = 0.125, 0.225  # shares of the accounts


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing that is planted: in how many accounts, how large, how many days before the end it begins."""

    name: str
    count: int
    size: tuple[float, float] = (0.0, 0.0)
    days_ago: tuple[int, int] = (0, 0)
    analysis: str = ""  # empty: a decoy
    committed: bool = False  # only customers with a plan


_QUARTER = (LAST_DAY - QUARTER_BEGINS).days
KINDS = (
    Kind("usage_decline", 12, (0.20, 0.45), (_QUARTER, _QUARTER), "A1"),
    Kind("late_renewal", 3, days_ago=(40, 80), analysis="A1", committed=True),
    Kind("outgrows_plan", 8, (0.85, 1.05), analysis="A3", committed=True),
    Kind("unhealthy", 10, days_ago=(95, 120), analysis="A4", committed=True),
    Kind("stop", 6, (1.0, 1.0), (6, 14), "A5"),
    # In robust sigmas of a day, over four to seven days. A single such day is what chance does, too.
    Kind("spike", 6, (2.5, 4.0), (9, 24), "A5"),
    Kind("drop", 6, (0.40, 0.65), (10, 20), "A5"),
    # By how much weekends change against working days, in logarithms.
    Kind("season_change", 6, (0.8, 1.3), (29, 33), "A5"),
    Kind("seasonal_dip", 6, (0.30, 0.45)),
    Kind("new_account", 8, (1.8, 2.2), (60, 150)),
    Kind("migration", 4, (0.30, 0.60), (_QUARTER - 12, _QUARTER)),
    Kind("recent_migration", 3, (0.40, 0.60), (10, 18)),
    Kind("downgrade", 4, (0.30, 0.50), (_QUARTER - 12, _QUARTER), committed=True),
    Kind("recent_downgrade", 2, (0.40, 0.60), (10, 18), committed=True),
    Kind("mild_decline", 5, (0.06, 0.13), (_QUARTER, _QUARTER)),
    Kind("upgraded", 4, (0.90, 1.05), (16, 40), committed=True),
    Kind("one_big_month", 4, (2.4, 2.9), committed=True),
    Kind("backfill", 3, (3.0, 4.0), (9, 24)),
    Kind("maintenance", 2, (1.0, 1.0), (6, 9)),
    Kind("one_bad_call", 4),
    Kind("settled_dispute", 3, committed=True),
)


@dataclass(frozen=True, slots=True)
class Planted:
    """One planted thing."""

    kind: str
    account: int  # its number
    size: float  # in the unit of its kind
    begins: int  # number of its first day, counted from the first day of the warehouse
    length: int  # days, where it ends before the warehouse does


@dataclass(frozen=True, slots=True)
class Plan:
    """Who is what. Each table has random numbers of its own, so that tables do not shift each other."""

    seed: int
    accounts: int
    days: int
    customer_types: Sequence[str]  # by account
    planted: dict[int, Planted]  # by account: at most one thing each

    def rng(self, table: str) -> np.random.Generator:
        """The random numbers of a table."""
        return np.random.default_rng([self.seed, *table.encode()])

    def of(self, *kinds: str) -> list[Planted]:
        """What is planted of these kinds, by account number."""
        return [one for _, one in sorted(self.planted.items()) if one.kind in kinds]

    def is_a(self, account: int, *kinds: str) -> bool:
        """Whether one of these kinds is planted in the account."""
        return account in self.planted and self.planted[account].kind in kinds

    def day(self, number: int) -> date:
        """The date of a day of the warehouse."""
        return LAST_DAY - timedelta(days=self.days - 1 - number)


def make_plan(seed: int, accounts: int = 200, days: int = DAYS) -> Plan:
    """Deal the kinds out to the accounts."""
    rng = np.random.default_rng([seed, 0])
    prospects, pay_as_you_go = round(accounts * _PROSPECTS), round(accounts * _PAY_AS_YOU_GO)
    committed = accounts - prospects - pay_as_you_go
    types = np.array(["commitment"] * committed + ["pay_as_you_go"] * pay_as_you_go + ["prospect"] * prospects)
    types = rng.permutation(types)
    free = [int(one) for one in rng.permutation(accounts) if types[one] != "prospect"]
    planted: dict[int, Planted] = {}
    for kind in sorted(KINDS, key=lambda one: not one.committed):
        for _ in range(kind.count):
            account = next(one for one in free if not kind.committed or types[one] == "commitment")
            free.remove(account)
            begins = days - 1 - int(rng.integers(kind.days_ago[0], kind.days_ago[1] + 1))
            size = float(rng.uniform(*kind.size))
            planted[account] = Planted(kind.name, account, size, begins, int(rng.integers(4, 8)))
    return Plan(seed, accounts, days, tuple(types.tolist()), planted)
