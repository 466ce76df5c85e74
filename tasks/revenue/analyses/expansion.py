"""A3: customers who steadily use more of their plan than leaves room."""

from math import log, sqrt
from statistics import median

from agents.statistics.false_discovery import discoveries, upper_tail
from schemas.printable import counted
from schemas.revenue.definition import Definition
from schemas.revenue.finding import Evidence, Finding
from tasks.revenue.analyses.candidate import Found, account_finding, by_account, shown_row
from tasks.revenue.analyses.gather import Gathered, Row
from tasks.revenue.analyses.periods import complete_months

_MONTHS = 3
_CARRIES_OVER = 1.3  # days resemble the day before, so an average of them is less certain than that of as many dice
_ORDINARY, _FEWEST_FOR_A_DOUBT = (0.02, 3.0), 5  # what half of the accounts use of their plans
_NEXT_PLAN = 1.5  # a plan is usually followed by one half as large again
_COLUMNS = ("account_id", "plan_units", "monthly_units", "utilisation", "lowest_month", "highest_month")


async def expansion(said: Definition, gathered: Gathered) -> Found:
    """Above 80% of the plan on average over three complete months, and near it in each of them."""
    recent = complete_months(gathered.as_of, _MONTHS)
    deals = by_account(await gathered.query("open_expansions"))
    found, tested, p_values = Found(), list[Row](), list[float]()
    async for rows in gathered.stream("a3_usage", recent_from=recent.begin, recent_to=recent.end):
        found.looked_at += len(rows)
        enough = [row for row in rows if row["months"] == _MONTHS and row["days"] >= said.threshold("fewest_days")]
        tested += enough
        p_values += [_p_value(row, said) for row in enough]
    found.dropped["too_new_or_too_little_usage"] += found.looked_at - len(tested)
    gathered.doubts += _doubts(tested)
    for row, p, is_real in zip(tested, p_values, discoveries(p_values, said.threshold("false_alarms")), strict=True):
        if row["utilisation"] <= said.threshold("utilisation", row["customer_type"]):
            continue
        if row["changed_on"] is not None and row["changed_on"] >= recent.begin.isoformat():
            found.dropped["plan_changed_meanwhile"] += 1
        elif row["lowest_month"] < said.threshold("every_month", row["customer_type"]):
            found.dropped["not_in_every_month"] += 1
        elif not is_real:
            found.dropped["may_be_chance"] += 1
        else:
            found.findings.append(_finding(said, row, p, deals.get(row["account_id"])))
    return found


def _doubts(rows: list[Row]) -> list[str]:
    """Plans that most pass many times over, or hardly touch, are in another unit or of another period."""
    shares = [row["utilisation"] for row in rows]
    usual = median(shares) if len(shares) >= _FEWEST_FOR_A_DOUBT else 0.5
    if _ORDINARY[0] <= usual <= _ORDINARY[1]:
        return []
    much = f"more than {usual:.3g} times" if usual > 1 else f"less than {usual:.2%} of"
    asks = "is it of another period, or in another unit?"
    return [f"half of the accounts use {much} what plan_units says for a month: {asks}"]


def _p_value(row: Row, said: Definition) -> float:
    """How often an account that uses an ordinary share of its plan shows as much."""
    error = max(row["daily_variation"] or 0.3, 0.05) * _CARRIES_OVER / sqrt(row["days"])
    above = log(max(row["utilisation"], 1e-9) / said.threshold("ordinary", row["customer_type"]))
    return upper_tail(above / error)


def _finding(said: Definition, row: Row, p: float, deal: Row | None) -> Finding:
    stake = (row["arr_usd"] or 0) * (_NEXT_PLAN - 1)
    months = f"{row['lowest_month']:.0%} to {row['highest_month']:.0%} of the plan in each of {row['months']} months"
    evidence = [shown_row("a3_usage", row, _COLUMNS, months)]
    summary = f"Uses {row['utilisation']:.0%} of {row['plan_units']:,.0f} units a month, steadily"
    if deal is not None:
        evidence.append(
            Evidence(source="open_expansions", row=deal, says=counted(deal["open_deals"], "open expansion deal"))
        )
        summary += f"; {counted(deal['open_deals'], 'expansion deal')} open"
    return account_finding(said, "outgrows_plan", row, stake, f"{summary}.", evidence, p)
