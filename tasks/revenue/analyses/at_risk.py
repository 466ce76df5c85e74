"""A1: accounts whose usage fell, and contracts that ended without a renewal."""

from collections.abc import Iterator
from datetime import date, timedelta
from math import exp, log, sqrt
from typing import Any

from agents.statistics.false_discovery import discoveries, upper_tail
from schemas.revenue.definition import Definition
from schemas.revenue.finding import Evidence, Finding
from tasks.revenue.analyses.candidate import Found, account_finding, by_account, counts, grouped, shown_row
from tasks.revenue.analyses.gather import Gathered, Row
from tasks.revenue.analyses.periods import Period, complete_months

_FEWEST_WEEKS, _WEEKS_OF_FREEDOM = 8, 22  # in either period
_SEASON_Z = 2.5  # a dip last year that chance seldom makes
_YEAR_AGO_DAYS = 45  # in each period, before last year's course is looked at
_BEFORE = timedelta(days=31)  # a cause may have begun so long before the period
_USAGE_COLUMNS = ("account_id", "before_rate", "recent_rate", "before_days", "recent_days")


async def at_risk(said: Definition, gathered: Gathered) -> Found:
    """Compare the last three complete months with the three before; a yearly dip and a known cause are no risk."""
    recent = complete_months(gathered.as_of, 3)
    before = complete_months(gathered.as_of, 3, back=3)
    causes = grouped(await gathered.query("explanations"))
    overdue = await gathered.query("renewals")
    found = Found()
    declined = await _declined(said, gathered, found, recent=recent, before=before)
    ids = sorted({row["account_id"] for row, _ in declined})
    signals = by_account(await gathered.query("signals", ids=ids))
    for row, p in declined:
        cause = _cause(causes.get(row["account_id"], ()), recent.begin - _BEFORE)
        if cause is not None:
            found.dropped[f"explained_by_{cause['kind']}"] += 1
            continue
        found.findings.append(_decline_finding(said, row, p, (recent, before), signals.get(row["account_id"])))
    found.findings += _late_renewals(said, overdue)
    return found


async def _declined(
    said: Definition, gathered: Gathered, found: Found, *, recent: Period, before: Period
) -> list[tuple[Row, float]]:
    """Rows whose decline is large enough, and more than chance and the season make.

    The query gives those that declined at all; the others are counted, since each of them is a test, too.
    """
    periods: dict[str, Any] = {"recent_from": recent.begin, "recent_to": recent.end, "before_from": before.begin}
    noise = min(said.threshold("noise_decline", group) for group in said.thresholds)
    usual: dict[str, Any] = {
        "fewest_days": said.threshold("fewest_days"),
        "fewest_weeks": _FEWEST_WEEKS,
        "noise": noise,
    }
    tested: list[tuple[Row, float]] = []
    comparable = 0
    async for rows in gathered.stream("a1_usage", **periods, **usual):
        found.looked_at, comparable = rows[0]["accounts"], rows[0]["comparable"]
        tested += [(row, _p_value(row, said)) for row in rows if row["account_id"] is not None]
    found.dropped["too_new_or_too_little_usage"] += found.looked_at - comparable
    real = discoveries([p for _, p in tested], said.threshold("false_alarms"), of=comparable)
    return list(_large(said, tested, real, found))


def _large(
    said: Definition, tested: list[tuple[Row, float]], real: list[bool], found: Found
) -> Iterator[tuple[Row, float]]:
    for (row, p), is_real in zip(tested, real, strict=True):
        if _at_most(row, 1.0, said) <= said.threshold("decline", row["customer_type"]):
            continue
        if _at_most(row, _season(row), said) <= said.threshold("decline", row["customer_type"]):
            found.dropped["the_same_dip_last_year"] += 1
        elif not is_real:
            found.dropped["may_be_chance"] += 1
        else:
            yield row, p


def _at_most(row: Row, season: float, said: Definition) -> float:
    """The decline, as large as it may well be: of those that are 20%, half are measured as less."""
    ratio = row["recent_rate"] / row["before_rate"] / season
    return float(1 - ratio * exp(-said.threshold("within", row["customer_type"]) * _error(row)))


def _p_value(row: Row, said: Definition) -> float:
    """How often an account that declines by no more than it always may shows such a decline."""
    ratio = max(row["recent_rate"], 1e-9) / row["before_rate"]
    allowed = log(1 - said.threshold("noise_decline", row["customer_type"]))
    return upper_tail((allowed - log(ratio)) / _error(row), _WEEKS_OF_FREEDOM)


def _error(row: Row) -> float:
    spread = max(row["weekly_spread"], 0.02)
    return float(spread * sqrt(1 / row["recent_weeks"] + 1 / row["before_weeks"]))


def _season(row: Row) -> float:
    """How the account did in the same months of last year, as a factor; 1 where that says nothing."""
    now, earlier = row["recent_rate_last_year"], row["before_rate_last_year"]
    enough = min(row["recent_days_last_year"], row["before_days_last_year"]) >= _YEAR_AGO_DAYS
    if not enough or not now or not earlier:
        return 1.0
    return float(now / earlier) if log(now / earlier) / _error(row) < -_SEASON_Z else 1.0


def _cause(rows: "list[Row] | tuple[()]", since: date) -> Row | None:
    return next((row for row in rows if date.fromisoformat(row["on_day"]) >= since), None)


def _decline_finding(
    said: Definition, row: Row, p: float, periods: tuple[Period, Period], signals: Row | None
) -> Finding:
    decline = 1 - row["recent_rate"] / row["before_rate"]
    recent, before = periods
    rate = f"{row['before_rate']:,.0f} units a day ({before}), {row['recent_rate']:,.0f} now ({recent})"
    evidence = [shown_row("a1_usage", row, _USAGE_COLUMNS, rate), *_signals(signals)]
    also = f"; {evidence[1].says}" if evidence[1:] else ""
    summary = f"Usage is down {decline:.0%} over three complete months{also}."
    return account_finding(said, "usage_decline", row, decline * (row["arr_usd"] or 0), summary, evidence, p)


def _signals(row: Row | None) -> Iterator[Evidence]:
    if row is None:
        return
    said = [counts(row, "late_invoices", "high_tickets")] if counts(row, "late_invoices", "high_tickets") else []
    if row["call_sentiment"] is not None and row["call_sentiment"] < 0:
        said.append(f"calls sound bad ({row['call_sentiment']:+.2f})")
    if row["days_to_renewal"] is not None and 0 <= row["days_to_renewal"] <= 90:  # noqa: PLR2004 -- a quarter
        said.append(f"renewal in {row['days_to_renewal']} days")
    if said:
        columns = ("account_id", "late_invoices", "high_tickets", "call_sentiment", "days_to_renewal")
        yield shown_row("signals", row, columns, ", ".join(said))


def _late_renewals(said: Definition, rows: list[Row]) -> Iterator[Finding]:
    for row in rows:
        if row["overdue_days"] < said.threshold("renewal_overdue_days", row["customer_type"]):
            continue
        summary = f"The contract ended {row['overdue_days']} days ago and has not been renewed."
        columns = ("account_id", "contract_end", "renewed_on", "overdue_days")
        evidence = shown_row("renewals", row, columns, f"contract until {row['contract_end']}")
        yield account_finding(said, "late_renewal", row, row["arr_usd"] or 0, summary, [evidence])
