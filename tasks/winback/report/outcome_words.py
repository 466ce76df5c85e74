"""Outcomes in words, for the report and for a terminal."""

from collections.abc import Mapping
from decimal import Decimal

from schemas.winback.outcomes import Recoverable

DIMENSIONS = {"cause": "Cause", "tier": "Tier", "offer": "Offer", "email": "Email", "version": "Version"}


def decimals(sums: Mapping[str, Decimal]) -> str:
    """A sum in each currency, the largest first: `1,234.50 EUR + 20.00 USD`."""
    ordered = sorted(sums.items(), key=lambda item: (-item[1], item[0]))
    return " + ".join(f"{amount:,.2f} {currency}" for currency, amount in ordered) or "0"


def ranges(found: Recoverable) -> str:
    """`52 to 201 USD` for each currency; empty if nothing is expected."""
    ordered = sorted(found.high.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{found.low.get(code, Decimal(0)):,.0f} to {high:,.0f} {code}" for code, high in ordered if high)
