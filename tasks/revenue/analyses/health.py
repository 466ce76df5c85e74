"""A4: one score an account from four parts, with its trend; and deals whose calls contradict their stage."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from statistics import fmean

from agents.revenue.contradiction import contradiction
from schemas.revenue.definition import Definition
from schemas.revenue.finding import Evidence, Finding, FindingSubject
from tasks.revenue.analyses.candidate import Found, account_finding, by_account, shown_row
from tasks.revenue.analyses.gather import Gathered, Row

_TREND = timedelta(days=91)
_PRIOR_CALLS, _PRIOR_TONE = 2, 0.25  # as many calls of an ordinary tone are added: one bad call is no bad mood
_PER_TICKET, _MOST_FOR_TICKETS = 8, 40  # points
_WORST_RATIO = 0.4  # of usage or users that gives no points
_COLUMNS = (
    "account_id", "rate_now", "rate_before", "users_now", "users_before", "invoices", "late_invoices", "calls",
    "sentiment_sum", "high_tickets",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Health:
    """The parts, 0 to 100, None if nothing is known; the score is their mean."""

    usage: float | None
    engagement: float | None
    commercial: float | None
    sentiment: float

    @property
    def score(self) -> float:
        """The mean of the parts that are known."""
        parts = (self.usage, self.engagement, self.commercial, self.sentiment)
        return fmean(part for part in parts if part is not None)


async def health(said: Definition, gathered: Gathered) -> Found:
    """Everybody is scored; findings are those below the threshold."""
    late = int(said.threshold("late_days"))
    earlier = by_account(
        await gathered.query("a4_parts", "a4_parts_before", on=gathered.as_of - _TREND, late_days=late)
    )
    calls = await gathered.query("late_deals", call_days=int(said.threshold("call_days")))
    found = Found()
    found.findings += _contradicted(said, calls)
    async for rows in gathered.stream("a4_parts", on=gathered.as_of, late_days=late):
        found.looked_at += len(rows)
        for row in rows:
            now = health_of(row)
            if now.score < said.threshold("healthy", row["customer_type"]):
                before = earlier.get(row["account_id"])
                found.findings.append(_unhealthy(said, row, now, None if before is None else health_of(before)))
    return found


def health_of(row: Row) -> Health:
    """The parts of a row of a4_parts."""
    late = row["late_invoices"] / row["invoices"] if row["invoices"] else None
    tone = ((row["sentiment_sum"] or 0) + _PRIOR_CALLS * _PRIOR_TONE) / (row["calls"] + _PRIOR_CALLS)
    sentiment = 50 + 50 * tone - min(_MOST_FOR_TICKETS, _PER_TICKET * row["high_tickets"])
    return Health(
        usage=_kept(row["rate_now"], row["rate_before"]),
        engagement=_kept(row["users_now"], row["users_before"]),
        commercial=None if late is None else 100 * (1 - late),
        sentiment=max(0.0, min(100.0, sentiment)),
    )


def _kept(now: float | None, before: float | None) -> float | None:
    """100 where it is as much as before, 0 at 40% of it."""
    if now is None or not before:
        return None
    return max(0.0, min(100.0, 100 * (now / before - _WORST_RATIO) / (1 - _WORST_RATIO)))


def _unhealthy(said: Definition, row: Row, now: Health, before: Health | None) -> Finding:
    parts = {name: getattr(now, name) for name in ("usage", "engagement", "commercial", "sentiment")}
    text = ", ".join(f"{name} {value:.0f}" for name, value in parts.items() if value is not None)
    trend = "" if before is None else f", {now.score - before.score:+.0f} in three months"
    evidence = shown_row("a4_parts", row, _COLUMNS, text)
    stake = (row["arr_usd"] or 0) * (1 - now.score / 100)
    return account_finding(said, "unhealthy", row, stake, f"Health {now.score:.0f} of 100{trend}: {text}.", [evidence])


def _contradicted(said: Definition, calls: list[Row]) -> Iterator[Finding]:
    """Deals whose newest call says that they will not be won."""
    newest: dict[str, Row] = {}
    for call in calls:
        newest.setdefault(call["opportunity_id"], call)
    for call in newest.values():
        sentence = contradiction(call["transcript"] or "")
        if sentence is None:
            continue
        amount = call["amount_usd"] or 0
        row = {name: call[name] for name in ("opportunity_id", "call_id", "stage", "held_on", "transcript")}
        yield Finding(
            analysis="A4",
            kind="deal_contradicted",
            subject=FindingSubject(type="deal", id=call["opportunity_id"]),
            account_id=call["account_id"],
            account_name=call["name"],
            owner=call["owner"],
            customer_type=call["customer_type"],
            severity=said.severity(amount),
            revenue_at_stake=amount,
            summary=f"At the stage {call['stage']}, and on {call['held_on']} somebody said: “{sentence}”",
            evidence=(Evidence(source="late_deals", row=row, says=sentence),),
            actions=said.actions["deal_contradicted"],
        )
