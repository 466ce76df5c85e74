"""What became of an account after a warning: pure, from what the warehouse knows on a later day.

`churned`: it is not among the accounts any more, or was not used for 30 days, or its contract ended 90 days ago without
a renewal. `contracted`: it renewed or changed to at least 5% less, or pays as it goes and still uses at least 20% less
than before its decline, 90 days after the warning. `kept`: it renewed for as much, or none of this for 90 days.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Literal

from schemas.revenue.log import Sighting

Outcome = Literal["churned", "contracted", "kept", "not_yet"]
HORIZON = timedelta(days=90)
_UNUSED = timedelta(days=30)
_ENDED = timedelta(days=90)
_BEFORE_END = timedelta(days=60)  # a renewal is signed so long before the contract ends, at most
_LESS, _USES_LESS = 0.95, 0.80
Row = dict[str, Any]


def outcome(warning: Sighting, account: Row | None, events: Sequence[Row], today: date) -> Outcome:
    """What became of it up to `today`, the newest complete day of the warehouse."""
    warned = date.fromisoformat(warning.as_of)
    if today <= warned:
        return "not_yet"
    if account is None or _left(account, events, warned, today):
        return "churned"
    signed = [event for event in events if _day(event["event_date"]) > warned]
    if _smaller(signed, events, account, warned):
        return "contracted"
    if any(event["event_type"] == "renewal" for event in signed):
        return "kept"
    if today - warned < HORIZON:
        return "not_yet"
    return "contracted" if _uses_less(warning, account) else "kept"


def _left(account: Row, events: Sequence[Row], warned: date, today: date) -> bool:
    used = account["last_used"]
    if used is not None and today - _day(used) >= _UNUSED and today - warned >= _UNUSED:
        return True
    end = account["contract_end"]
    if end is None or today - _day(end) < _ENDED:
        return False
    renewals = [_day(event["event_date"]) for event in events if event["event_type"] == "renewal"]
    return not any(day >= _day(end) - _BEFORE_END for day in renewals)


def _smaller(signed: Sequence[Row], events: Sequence[Row], account: Row, warned: date) -> bool:
    """Whether what was signed since is for less than what held before."""
    for name in ("plan_units", "amount_usd"):
        before = [event[name] for event in events if _day(event["event_date"]) <= warned and event[name]]
        known = before[-1] if before else account.get(name)
        since = [event[name] for event in signed if event[name]]
        if known and since and since[-1] < _LESS * known:
            return True
    return False


def _uses_less(warning: Sighting, account: Row) -> bool:
    """Of customers whose bill follows their usage."""
    if account["customer_type"] != "pay_as_you_go" or account["rate_now"] is None:
        return False
    before = [one.row["before_rate"] for one in warning.evidence if one.row.get("before_rate")]
    return bool(before) and account["rate_now"] <= _USES_LESS * before[0]


def _day(text: str) -> date:
    return date.fromisoformat(text[:10])
