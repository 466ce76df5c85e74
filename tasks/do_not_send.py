"""The do-not-send gate: which customers are not written to, and why. Pure rules in the order in which they decide."""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from schemas.address import normalised
from schemas.churn_analysis import Category
from schemas.customer import Customer
from schemas.hold import Hold, Ruling
from tasks.outreach.restrictions import Restrictions

_HOLDOUT_STEPS = 1 << 32
_DECEASED = re.compile(
    r"\b(passed away|deceased|has died|have died|had died|owner died|founder died|late owner|estate of|"
    r"verstorben|gestorben|décédée?|est décédé|fallecid[oa]|falleció|decedut[oa]|è morto|è morta|falecid[oa]|"
    r"faleceu|overleden)\b",
    re.IGNORECASE,
)
_DISPUTE = re.compile(
    r"\b(charge-?backs?|payment[ _]disputed?|disputed? (?:the |a |this )?(?:charge|payment|invoice)s?|"
    r"(?:payment|card|charge)s? (?:has |have |was |were |is |keeps? )?(?:been )?(?:failed|failing|declined|rejected)|"
    r"payment[ _]failed|failed[ _]payments?|payment failure|declined card|expired card|card (?:has )?expired|"
    r"insufficient funds|past[ _]due|unpaid|non-?payment|delinquent|dunning|involuntary|"
    r"zahlung fehlgeschlagen|rückbuchung|rücklastschrift|paiement refusé|paiement échoué|impayé|"
    r"pago rechazado|impago|pagamento rifiutato|pagamento recusado|betaling mislukt)\b",
    re.IGNORECASE,
)
_PAYMENT_COLUMN = re.compile(r"dispute|chargeback|dunning|payment.?(status|state|failed|failure)|^(status|reason)$")
_NO = re.compile(r"\s*(|0|no|n|false|none|null|nan|n/a|-|never|ok|paid)\s*", re.IGNORECASE)
_FLAG_COLUMN = re.compile(r"(?!.*(?:count|total|number|num_|amount|date|_at$|id$)).*(dispute|chargeback|dunning|fail)")
_READ = 2_000


@dataclass(frozen=True, slots=True)
class Gate:
    """What is known before a customer is written to."""

    restrictions: Restrictions = field(default_factory=Restrictions)
    duplicates: Mapping[str, str] = field(default_factory=dict)
    rulings: Mapping[str, Ruling] = field(default_factory=dict)
    holdout: float = 0.0

    def hold(self, customer: Customer, category: Category | None, *, written: bool = False) -> Hold | None:
        """Why this customer gets no emails, as far as it is known; None where nothing speaks against them.

        `category` is the analysis's, if there is one; `written` says that this upload has paid for its emails.
        """
        if (final := _no_address(self, customer) or _suppressed(self, customer)) is not None:
            return final
        ruling = self.rulings.get(customer.customer_id)
        if ruling is not None:
            return None if ruling.action == "release" else Hold(code="manual", reason=ruling.reason or "held by hand")
        for rule in _RULES:
            if (held := rule(self, customer)) is not None:
                return held
        if category == "business_closure":
            return Hold(code="business_closed", reason="the business or project has ended")
        return None if written else _contacted(self, customer)


def duplicates(customers: Iterable[tuple[str, str | None]]) -> dict[str, str]:
    """From (customer id, address) in order of precedence: each later owner of an address, and its first."""
    first: dict[str, str] = {}
    later: dict[str, str] = {}
    for customer_id, email in customers:
        if email:
            owner = first.setdefault(normalised(email) or email.casefold(), customer_id)
            if owner != customer_id:
                later[customer_id] = owner
    return later


def held_out(customer_id: str, share: float) -> bool:
    """Whether a customer belongs to the holdout group: always the same ones, and a larger share holds the smaller."""
    drawn = int.from_bytes(hashlib.sha256(b"holdout\0" + customer_id.encode()).digest()[:4], "big")
    return drawn < share * _HOLDOUT_STEPS


def _no_address(_gate: Gate, customer: Customer) -> Hold | None:
    return None if customer.email else Hold(code="no_address", reason="the file gives no address")


def _suppressed(gate: Gate, customer: Customer) -> Hold | None:
    if not customer.email or not gate.restrictions.suppresses(customer.email):
        return None
    return Hold(code="suppressed", reason="the address is on the suppression list")


def _duplicate(gate: Gate, customer: Customer) -> Hold | None:
    first = gate.duplicates.get(customer.customer_id)
    if first is None:
        return None
    return Hold(code="duplicate_address", reason=f"customer {first[:80]} has the same address")


def _deceased(_gate: Gate, customer: Customer) -> Hold | None:
    if _DECEASED.search(customer.cancellation_reason[:_READ]) is None:
        return None
    return Hold(code="deceased", reason="the reason speaks of a death")


def _dispute(_gate: Gate, customer: Customer) -> Hold | None:
    if _DISPUTE.search(customer.cancellation_reason[:_READ]):
        return Hold(code="payment_dispute", reason="a payment failed or is disputed: dunning, not win-back")
    for column, value in customer.context.items():
        if _PAYMENT_COLUMN.search(column) and _speaks_of_payment(column, value[:_READ]):
            return Hold(code="payment_dispute", reason=f"{column[:40]} says that a payment failed or is disputed")
    return None


def _speaks_of_payment(column: str, value: str) -> bool:
    if _FLAG_COLUMN.match(column):
        return _NO.fullmatch(value) is None
    return _DISPUTE.search(value) is not None or value.strip().casefold() in ("failed", "declined", "disputed")


def _holdout(gate: Gate, customer: Customer) -> Hold | None:
    if not held_out(customer.customer_id, gate.holdout):
        return None
    return Hold(code="holdout", reason="in the holdout group, so that lift can be measured")


def _contacted(gate: Gate, customer: Customer) -> Hold | None:
    when = gate.restrictions.contacted_on(customer.email) if customer.email else None
    if when is None:
        return None
    return Hold(code="contacted", reason=f"emails were written on {when} in an earlier upload")


_RULES: tuple[Callable[[Gate, Customer], Hold | None], ...] = (_deceased, _dispute, _duplicate, _holdout)
