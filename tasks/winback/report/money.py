"""Customers and what they paid."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Self

from schemas.winback.run import CustomerRecord


@dataclass(slots=True)
class Money:
    """Customers and their MRR by currency; different currencies are never added up."""

    customers: int = 0
    unknown: int = 0
    mrr: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    def add(self, record: CustomerRecord) -> None:
        """Count one."""
        self.customers += 1
        if record.customer.mrr is None:
            self.unknown += 1
        else:
            self.mrr[record.customer.currency] += record.customer.mrr

    def take(self, other: "Money") -> None:
        """Add customers who were counted apart."""
        self.customers += other.customers
        self.unknown += other.unknown
        for currency, mrr in other.mrr.items():
            self.mrr[currency] += mrr

    @classmethod
    def total(cls, several: Iterable["Money"]) -> Self:
        """All of them together."""
        total = cls()
        for one in several:
            total.take(one)
        return total
