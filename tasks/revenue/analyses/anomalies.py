"""A5: consumption that stopped, rose for some days, fell and stayed, or changed its week."""

from collections.abc import Callable
from datetime import date, timedelta
from math import exp
from typing import NamedTuple

from agents.statistics.false_discovery import chi_squared_tail, discoveries, upper_tail
from schemas.revenue.definition import Definition
from schemas.revenue.finding import Finding
from tasks.revenue.analyses.candidate import Found, account_finding, grouped, shown_row
from tasks.revenue.analyses.gather import Gathered, Row

_FREEDOM = 40.0  # the spread of a day is estimated from nine weeks of days that resemble each other
_WINDOWS = 20.0  # as many independent looks as 28 days and two widths come to, rounded up
_CARRIED = 1.15  # days of a week resemble their neighbours, which makes chi-squared larger
_DROP_LOOKS = 2.0
_LONGEST = 21  # days since a drop began, at most; when it did within them is not known
_MOST_LATE = 2  # days: rows may come late


class Seen(NamedTuple):
    """One account and one kind of anomaly: how often chance does it, since when, and whether it is large enough."""

    row: Row
    p: float
    since: date
    large: bool


async def anomalies(said: Definition, gathered: Gathered) -> Found:
    """Each kind is tested over all accounts; an account has at most one finding, of the kind that is clearest."""
    causes = grouped(await gathered.query("explanations"))
    found, seen = Found(), {kind: list[Seen]() for kind in _LOOKS}
    async for rows in gathered.stream("a5_residuals"):
        found.looked_at += len(rows)
        tested = [row for row in rows if (row["baseline_days"] or 0) >= said.threshold("fewest_days")]
        found.dropped["too_new_or_too_little_usage"] += len(rows) - len(tested)
        for kind, look in _LOOKS.items():
            seen[kind] += [look(row, said, gathered.as_of) for row in tested]
    best: dict[str, tuple[str, Seen]] = {}
    for kind, looks in seen.items():
        for one in _real(looks, said):
            before = best.get(one.row["account_id"])
            if before is None or (before[0] != "stop" and one.p < before[1].p):
                best[one.row["account_id"]] = kind, one
    for account_id, (kind, one) in best.items():
        cause = _cause(causes.get(account_id, []), kind, one.since, said)
        if cause is not None:
            found.dropped[f"explained_by_{cause['kind']}"] += 1
        else:
            found.findings.append(_finding(said, kind, one))
    return found


def _real(seen: list[Seen], said: Definition) -> list[Seen]:
    """What is large enough, and beyond chance over all accounts."""
    real = discoveries([one.p for one in seen], said.threshold("false_alarms"))
    return [one for one, is_real in zip(seen, real, strict=True) if one.large and is_real]


def _stop(row: Row, said: Definition, as_of: date) -> Seen:
    """No usage up to the newest day. Single days may lack a row; chance is that of all these days lacking one."""
    days = int(row["days_without_usage"] or 0)
    missing = max(0.05, 1 - row["baseline_days"] / 63)
    p = float(missing ** max(0, days - _MOST_LATE))
    return Seen(
        row, min(1.0, p), as_of - timedelta(days=days), days >= said.threshold("stop_days", row["customer_type"])
    )


def _season(row: Row, said: Definition, as_of: date) -> Seen:
    """Any change of the week, or weekends against working days, whichever is clearer."""
    week = (
        1.0 if row["season_chi2"] is None else chi_squared_tail(row["season_chi2"] / 1.15, max(1, row["weekdays"] - 1))
    )
    weekend = 1.0 if row["weekend_z"] is None else 2 * upper_tail(abs(row["weekend_z"]), _FREEDOM)
    size = max(row["season_size"] or 0, abs(row["weekend_change"] or 0))
    p = min(1.0, 2 * min(week, weekend))
    return Seen(row, p, as_of - timedelta(days=28), size >= said.threshold("season", row["customer_type"]))


def _drop(row: Row, said: Definition, as_of: date) -> Seen:
    p = 1.0 if row["drop_z"] is None else min(1.0, _DROP_LOOKS * upper_tail(-row["drop_z"], _FREEDOM))
    size = 1 - exp((row["drop_mean"] or 0) - min(0.0, row["before_mean"] or 0))
    return Seen(row, p, as_of - timedelta(days=_LONGEST), size >= said.threshold("drop", row["customer_type"]))


def _spike(row: Row, said: Definition, as_of: date) -> Seen:
    _ = said
    p = 1.0 if row["spike_z"] is None else min(1.0, _WINDOWS * upper_tail(row["spike_z"], _FREEDOM))
    ends = date.fromisoformat(row["spike_ends"]) if row["spike_ends"] else as_of
    return Seen(row, p, ends - timedelta(days=int(row["spike_width"] or 1) - 1), large=True)


_Look = Callable[[Row, Definition, date], Seen]
# A stop is also a drop. Otherwise the clearest counts: a week that changed has spikes on its busy days.
_LOOKS: dict[str, _Look] = {
    "stop": _stop,
    "season_change": _season,
    "drop": _drop,
    "spike": _spike,
}


def _cause(rows: list[Row], kind: str, since: date, said: Definition) -> Row | None:
    near = timedelta(days=said.threshold("explained_days"))
    until = since + (near if kind == "spike" else timedelta(days=_LONGEST) + near)
    return next((row for row in rows if since - near <= date.fromisoformat(row["on_day"]) <= until), None)


_COLUMNS = {
    "stop": ("account_id", "days_without_usage", "last_used"),
    "season_change": ("account_id", "weekend_change", "weekend_z", "season_size", "season_chi2"),
    "drop": ("account_id", "drop_z", "drop_width", "drop_mean", "daily_spread"),
    "spike": ("account_id", "spike_z", "spike_ends", "spike_width", "spike_mean", "daily_spread"),
}


def _finding(said: Definition, kind: str, seen: Seen) -> Finding:
    row, arr = seen.row, seen.row["arr_usd"] or 0
    size = _size(kind, row)
    words = {
        "stop": f"No usage for {row['days_without_usage']} days, since {row['last_used']}.",
        "season_change": "The days of the week changed places: what was quiet is busy, or the other way round.",
        "drop": f"Usage is {size:.0%} lower than usual in the last {row['drop_width']} days.",
        "spike": f"Usage was {size:.0%} above usual in the {row['spike_width']} days up to {row['spike_ends']}.",
    }
    stake = {"stop": arr, "drop": arr * size, "spike": arr * 0.05, "season_change": arr * 0.05}[kind]
    evidence = shown_row("a5_residuals", row, _COLUMNS[kind], words[kind])
    return account_finding(said, kind, row, stake, words[kind], [evidence], seen.p)


def _size(kind: str, row: Row) -> float:
    """The change as a share of what is usual; of a stop and of a changed week, nothing says it."""
    if kind == "drop":
        return 1 - exp(row["drop_mean"] or 0)
    return exp(row["spike_mean"] or 0) - 1 if kind == "spike" else 0.0
