"""`calls`, `messages` and `tickets`: what is said by and about the accounts."""

from datetime import date, datetime, time, timedelta
from typing import TypeVar

import numpy as np

from tasks.revenue.demo import phrases
from tasks.revenue.demo.accounts import Accounts
from tasks.revenue.demo.deals import COMPETITORS, Deal
from tasks.revenue.demo.plan import LAST_DAY, Plan
from tasks.revenue.demo.table import Table

_T = TypeVar("_T")
_CALLS_A_MONTH, _MESSAGES_A_MONTH, _TICKETS_A_MONTH = 0.9, 1.6, 0.35
_MOOD, _MOODS, _OF_A_CALL = 0.25, 0.12, 0.3  # mean and spread over accounts, spread over an account's calls
_BAD_MOOD = -0.5
_GOOD_FROM, _BAD_BELOW = 0.35, -0.15
_NAMED = 0.12  # of the calls name a competitor
_PRESENT = slice(0, 95)  # the days in which unhealthy accounts are unhealthy


def calls_table(plan: Plan, accounts: Accounts, deals: list[Deal]) -> Table:
    """Calls with accounts, and about open deals."""
    rng = plan.rng("calls")
    table = Table(
        "calls",
        call_id="text", account_id="text", opportunity_id="text", held_at="time", duration_min="count",
        sentiment="number", transcript="text",
    )  # fmt: skip
    for number, account_id in enumerate(accounts.ids):
        mood = float(rng.normal(_MOOD, _MOODS))
        months = _months(plan, accounts, number)
        for _ in range(int(rng.poisson(_CALLS_A_MONTH * months))):
            ago = int(rng.integers(0, max(1, int(months * 30))))
            tone = float(np.clip(rng.normal(_mood_on(plan, number, ago, mood), _OF_A_CALL), -1, 1))
            _add(table, rng, account_id, None, ago, tone, _said(rng, tone))
        if plan.is_a(number, "one_bad_call"):
            _add(table, rng, account_id, None, int(rng.integers(5, 40)), -0.9, " ".join(phrases.BAD[:2]))
        if plan.is_a(number, "unhealthy"):
            for ago in (8, 27, 50):
                tone = float(rng.normal(_BAD_MOOD, 0.15))
                _add(table, rng, account_id, None, ago, tone, _said(rng, tone))
    for deal in deals:
        if deal.outcome == "open":
            _about_deal(table, rng, accounts, deal)
    return table


def _about_deal(table: Table, rng: np.random.Generator, accounts: Accounts, deal: Deal) -> None:
    """Two calls of the last weeks; late deals sound like it, but for those that are contradicted."""
    early = deal.stage in {"discovery", "evaluation"}
    for ago in (int(rng.integers(12, 28)), int(rng.integers(1, 11))):
        if deal.contradicted:
            said, tone = _one(rng, phrases.CONTRADICTING), float(rng.normal(-0.1, 0.25))
        elif early and rng.random() < 0.1:  # noqa: PLR2004 -- early deals fail, which is no contradiction
            said, tone = _one(rng, phrases.CONTRADICTING), float(rng.normal(0, 0.25))
        else:
            said, tone = _one(rng, phrases.PLAIN if early else phrases.PROMISING), float(rng.normal(0.3, 0.25))
        named = f" {_one(rng, phrases.NAMES_ONE).format(name=deal.competitor)}" if deal.competitor else ""
        text = f"{_one(rng, phrases.PLAIN)} {said}{named}"
        _add(table, rng, accounts.ids[deal.account], deal.opportunity_id, ago, float(np.clip(tone, -1, 1)), text)


def _mood_on(plan: Plan, number: int, ago: int, mood: float) -> float:
    return _BAD_MOOD if plan.is_a(number, "unhealthy") and ago < _PRESENT.stop else mood


def _said(rng: np.random.Generator, tone: float) -> str:
    pool = phrases.GOOD if tone > _GOOD_FROM else phrases.BAD if tone < _BAD_BELOW else phrases.PLAIN
    text = f"{_one(rng, phrases.PLAIN)} {_one(rng, pool)}"
    if rng.random() < _NAMED:
        text += " " + _one(rng, phrases.NAMES_ONE).format(name=COMPETITORS[int(rng.integers(7))])
    elif rng.random() < _NAMED:
        text += " " + _one(rng, phrases.AMBIGUOUS)
    return text


def _add(
    table: Table, rng: np.random.Generator, account_id: str, deal: str | None, ago: int, tone: float, text: str
) -> None:
    number = len(table.columns[0])
    held = _moment(ago, rng)
    table.add(f"call_{number:06d}", account_id, deal, held, int(rng.integers(15, 60)), round(tone, 2), text)


def messages_table(plan: Plan, accounts: Accounts) -> Table:
    """Messages of shared channels."""
    rng = plan.rng("messages")
    table = Table("messages", message_id="text", account_id="text", channel="text", sent_at="time", text="text")
    for number, account_id in enumerate(accounts.ids):
        months = _months(plan, accounts, number)
        for _ in range(int(rng.poisson(_MESSAGES_A_MONTH * months))):
            ago = int(rng.integers(0, max(1, int(months * 30))))
            bad = plan.is_a(number, "unhealthy") and ago < _PRESENT.stop
            pool = phrases.BAD if bad or rng.random() < 0.06 else phrases.PLAIN + phrases.GOOD  # noqa: PLR2004 -- a share
            text, order = _one(rng, pool), len(table.columns[0])
            table.add(f"msg_{order:06d}", account_id, f"ext-{account_id}", _moment(ago, rng), text)
    return table


def tickets_table(plan: Plan, accounts: Accounts) -> Table:
    """Tickets; those of the decoys say what happened."""
    rng = plan.rng("tickets")
    table = Table(
        "tickets",
        ticket_id="text", account_id="text", opened_at="time", closed_at="time", priority="text", category="text",
        subject="text",
    )  # fmt: skip
    for number, account_id in enumerate(accounts.ids):
        months, planted = _months(plan, accounts, number), plan.planted.get(number)
        for _ in range(int(rng.poisson(_TICKETS_A_MONTH * months))):
            ago = int(rng.integers(0, max(1, int(months * 30))))
            _ticket(table, rng, account_id, ago, _one(rng, phrases.TICKETS), "high" if rng.random() < 0.1 else "normal")  # noqa: PLR2004 -- a share
        if plan.is_a(number, "unhealthy"):
            for _ in range(int(rng.integers(4, 8))):
                ago = int(rng.integers(2, 85))
                _ticket(table, rng, account_id, ago, _one(rng, phrases.COMPLAINTS), "high", closed=rng.random() < 0.3)  # noqa: PLR2004 -- a share
        if planted is not None and planted.kind in phrases.EXPLAINING:
            ago = plan.days - 1 - planted.begins + int(rng.integers(0, 4))
            _ticket(table, rng, account_id, ago, phrases.EXPLAINING[planted.kind], "normal")
    return table


def _ticket(
    table: Table,
    rng: np.random.Generator,
    account_id: str,
    ago: int,
    about: tuple[str, str],
    priority: str,
    *,
    closed: bool = True,
) -> None:
    opened, number = _moment(ago, rng), len(table.columns[0])
    ended = opened + timedelta(hours=int(rng.integers(2, 96)))
    over = closed and ended.date() <= LAST_DAY
    table.add(f"tic_{number:06d}", account_id, opened, ended if over else None, priority, *about)


def _months(plan: Plan, accounts: Accounts, number: int) -> float:
    """Months of the warehouse in which the account was there."""
    return min(plan.days, plan.days - 1 - int(accounts.created[number])) / 30.4


def _moment(ago: int, rng: np.random.Generator) -> datetime:
    day: date = LAST_DAY - timedelta(days=ago)
    return datetime.combine(day, time(int(rng.integers(8, 18)), int(rng.integers(60))))


def _one(rng: np.random.Generator, of: tuple[_T, ...]) -> _T:
    return of[int(rng.integers(len(of)))]
