"""Numbers as people read them, and the bars of the charts."""

from typing import NamedTuple

from schemas.printable import counted
from tasks.winback.report.collect import Collector
from tasks.winback.report.money import Money

CATEGORIES = {
    "pricing": "Price",
    "features": "Missing features",
    "onboarding": "Onboarding and support",
    "competition": "Moved to an alternative",
    "business_closure": "Business closed",
    "unclear": "Unclear",
}
HOLDS = {
    "manual": "Held by hand",
    "no_address": "No usable address",
    "suppressed": "On the suppression list, or opted out",
    "asks_erasure": "Asks to be erased",
    "asked_to_stop": "Asks not to be written to",
    "needs_a_person": "A person has to answer",
    "duplicate_address": "Same address as another customer",
    "deceased": "A death in the reason",
    "business_closed": "Business closed",
    "payment_dispute": "Payment failed or disputed",
    "not_churned": "Duplicate, test or changed plan",
    "came_back": "Came back",
    "replied": "Answered other emails",
    "contacted": "Written to recently",
    "holdout": "Holdout group",
}
FLAGS = {
    "injection": "This customer's text speaks to an AI. It was treated as data; read the emails before you send them."
}
CHECKS = {
    "expect_column_values_to_not_be_null": "is there in every row",
    "expect_column_values_to_be_unique": "is different in every row",
    "expect_column_values_to_be_in_set": "is one of the known values",
    "expect_column_values_to_be_between": "is within bounds",
    "expect_column_values_to_match_regex": "has the right form",
    "expect_column_value_lengths_to_be_between": "is not empty",
}
_MONTHS = 24


class Bar(NamedTuple):
    """One bar: its label, its length in percent of the longest, and the text beside it."""

    label: str
    share: float
    value: str
    customers: str


class Chart(NamedTuple):
    """Bars in one currency; `others` lists the sums in other currencies."""

    title: str
    currency: str
    bars: list[Bar]
    others: str


def money(amount: float | None, currency: str = "") -> str:
    """`1,234 EUR`; with cents only for small amounts that have some."""
    if amount is None:
        return "not known"
    cents = abs(amount) < 1_000 and amount != int(amount)  # noqa: PLR2004 -- above it nobody reads cents
    return f"{amount:,.2f} {currency}".strip() if cents else f"{amount:,.0f} {currency}".strip()


def sums(found: Money) -> str:
    """The sum in each currency, the largest first."""
    ordered = sorted(found.mrr.items(), key=lambda item: -item[1])
    return " + ".join(money(amount, currency) for currency, amount in ordered) or "not known"


def bars(collected: Collector) -> list[Chart]:
    """MRR at stake by category, tier and month of churn, in the largest currency."""
    currency = largest(collected)
    categories = {CATEGORIES[name]: found for name, found in collected.categories.items()}
    months = dict(sorted(collected.months.items())[-_MONTHS:])
    tiers = {name.capitalize(): found for name, found in collected.tiers.items()}
    charts = [
        _chart("Why they left", _ordered(categories, currency), currency),
        _chart("By tier", _ordered(tiers, currency), currency),
        _chart("By month of leaving", months, currency),
    ]
    return [chart for chart in charts if chart.bars]


def by_mrr(collected: Collector) -> list[tuple[str, Money]]:
    """The categories, by MRR in the largest currency, the highest first."""
    return list(_ordered(collected.categories, largest(collected)).items())


def largest(collected: Collector) -> str:
    """The currency with the most MRR."""
    mrr = collected.everyone.mrr
    return max(mrr, key=lambda code: mrr[code]) if mrr else ""


def _ordered(found: dict[str, Money], currency: str) -> dict[str, Money]:
    return dict(sorted(found.items(), key=lambda item: (-item[1].mrr.get(currency, 0.0), -item[1].customers)))


def _chart(title: str, found: dict[str, Money], currency: str) -> Chart:
    longest = max((item.mrr.get(currency, 0.0) for item in found.values()), default=0.0) or 1.0
    drawn = [
        Bar(
            label,
            round(100 * item.mrr.get(currency, 0.0) / longest, 1),
            money(item.mrr.get(currency, 0.0), currency),
            counted(item.customers, "customer"),
        )
        for label, item in found.items()
    ]
    others: dict[str, float] = {}
    for item in found.values():
        for code, amount in item.mrr.items():
            if code != currency:
                others[code] = others.get(code, 0.0) + amount
    said = ", ".join(money(amount, code) for code, amount in sorted(others.items(), key=lambda pair: -pair[1]))
    return Chart(title, currency, drawn, said)
