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

    @classmethod
    def total(cls, several: Iterable["Money"]) -> Self:
        """All of them together."""
        total = cls()
        for one in several:
            total.customers += one.customers
            total.unknown += one.unknown
            for currency, mrr in one.mrr.items():
                total.mrr[currency] += mrr
        return total
