"""Uploads whose emails work exactly as well as we say: customers, the draw, and what came of both sides.

What happens to a customer depends on what they are like, and so do the decisions that people and tools take after the
draw: emails that wait for approval, customers held by hand, emails that a tool never sent, unsubscribes, other uploads.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from blocks.address_hash import AddressHash
from schemas.agent import Usage
from schemas.customer import Customer
from schemas.hold import Hold, HoldCode, Ruling
from schemas.outcomes import Fact, PersonOutcomes
from schemas.sender import Sender
from schemas.winback.campaign import Campaign, Email
from schemas.winback.churn_analysis import ChurnAnalysis
from schemas.winback.outcomes import OutcomeFigures
from schemas.winback.run import AnalysisStep, CampaignStep, CustomerRecord
from tasks.outreach.contacts import Contact
from tasks.winback.comparison import HoldoutComparison
from tasks.winback.do_not_send import held_out
from tasks.winback.followed import Followed
from tasks.winback.outcome_figures import OutcomeCounter

FIRST = date(2026, 1, 5)
NOW = datetime(2026, 6, 1, tzinfo=UTC)
LEAST, CAP = 60, 30
_PAID: dict[str, Any] = {
    "fingerprint": "f", "version": "1.0.0", "model": "m", "usage": Usage(), "cost_usd": 0.0, "latency_s": 0.1,
    "attempts": 1,
}  # fmt: skip
_EMAILS = [Email(number=n, subject="Back?", body="Body", cta="Reply") for n in (1, 2, 3)]
_CAMPAIGN = CampaignStep(output=Campaign(emails=_EMAILS, summary="s"), **_PAID)


@dataclass(frozen=True, slots=True)
class Likeness:
    """What somebody is like before the draw."""

    sure: bool  # the analysis is
    closed: bool  # the business has ended
    angry: bool  # only a person may answer
    capped: bool  # another upload wrote ten days before
    doubtful: bool  # a person who sees the emails holds them back
    dropped: bool  # the sending tool never sends to them
    crossed: bool  # another upload writes to them later, if this one does not

    @classmethod
    def drawn(cls, dice: Random) -> "Likeness":
        """Somebody."""
        return cls(*(dice.random() < share for share in (0.65, 0.05, 0.05, 0.07, 0.12, 0.1, 0.1)))

    @property
    def eligible(self) -> bool:
        """Whether the rules alone let the emails go."""
        return self.sure and not (self.closed or self.angry or self.capped)

    @property
    def alone(self) -> float:
        """The chance that they come back without emails: what people decide by has to do with it."""
        if self.closed:
            return 0.0
        return 0.02 + 0.08 * self.sure + 0.05 * (not self.angry) - 0.06 * self.doubtful

    def back(self, effect: float, *, held: bool) -> float:
        """The chance that they come back if the draw holds them out, or does not; `effect`: of emails that went out."""
        if held:
            return self.alone + effect * self.crossed
        return self.alone + effect * (self.eligible and not self.doubtful and not self.dropped)


def true_effect(effect: float, people: int = 200_000) -> float:
    """What being written to, instead of held out, changes on average for those who are compared."""
    drawn = [one for one in (Likeness.drawn(Random(n)) for n in range(people)) if one.eligible]
    return sum(one.back(effect, held=False) - one.back(effect, held=True) for one in drawn) / len(drawn)


@dataclass(slots=True)
class World:
    """One upload, and what came of it."""

    dice: Random
    holdout: float
    effect: float
    address_hash: AddressHash = field(default_factory=lambda: AddressHash(b"k" * 32, "k"))
    people: dict[str, PersonOutcomes] = field(default_factory=dict)
    contacts: dict[str, Contact] = field(default_factory=dict)
    others: dict[str, tuple[date, ...]] = field(default_factory=dict)
    rulings: dict[str, Ruling] = field(default_factory=dict)

    def figures(self, customers: int) -> OutcomeFigures:
        """What `revive outcomes show` would count."""
        records = [self._customer() for _ in range(customers)]
        followed = Followed(self.address_hash, NOW, self.people, self.contacts, self.others)
        counter = OutcomeCounter(HoldoutComparison(followed, self.holdout, LEAST, CAP, self.rulings), Sender())
        for record in records:
            counter.add(record)
        return counter.figures("u")

    def _customer(self) -> CustomerRecord:
        one, customer_id = Likeness.drawn(self.dice), f"c{self.dice.getrandbits(64):x}"
        held = held_out(customer_id, self.holdout)
        email = f"{customer_id}@x.example"
        entry = self.address_hash.of(email)
        came_back = self.dice.random() < one.back(self.effect, held=held)
        if came_back:
            fact = Fact(kind="reactivated", day=FIRST + timedelta(days=self.dice.randint(1, 80)))
            self.people[entry] = PersonOutcomes(group="holdout" if held else "treated", facts=(fact,))
        days = [FIRST - timedelta(days=10)] * one.capped + [FIRST + timedelta(days=40)] * (held and one.crossed)
        if days:
            self.others[entry] = tuple(days)
        hold, written = self._decided(one, customer_id, held=held)
        if written and hold is None and not one.dropped:
            self.contacts[entry] = Contact(entry, f"{FIRST}T00:00:00+00:00", sent=True)
            if self.dice.random() < 0.03:
                hold = held_for("suppressed")
        return record_of(customer_id, email, one, hold, written=written)

    def _decided(self, one: Likeness, customer_id: str, *, held: bool) -> tuple[Hold | None, bool]:
        """The hold, and whether there are emails."""
        codes: tuple[tuple[bool, HoldCode], ...] = (
            (one.angry, "needs_a_person"), (one.closed, "business_closed"), (one.capped, "contacted"),
            (held, "holdout"),
        )  # fmt: skip
        for speaks, code in codes:
            if speaks:
                return held_for(code), False
        if one.doubtful or (not one.sure and self.dice.random() < 0.5):
            self.rulings[customer_id] = Ruling(action="hold", at="2026-01-04T00:00:00+00:00")
            return held_for("manual"), True
        return None, True


def intervals(effect: float, holdout: float, customers: int, uploads: int) -> Iterator[OutcomeFigures]:
    """The figures of independent uploads."""
    for seed in range(uploads):
        yield World(Random(f"{effect}/{holdout}/{seed}"), holdout, effect).figures(customers)


def held_for(code: HoldCode) -> Hold:
    """A hold for this reason."""
    return Hold(code=code, reason="held")


def record_of(customer_id: str, email: str, one: Likeness, hold: Hold | None, *, written: bool) -> CustomerRecord:
    """The record of somebody who is like this."""
    reason = "I want to speak to a person, this is a disgrace." if one.angry else "too expensive"
    customer = Customer(
        customer_id=customer_id, email=email, company_name="Company", subscription_tier="growth", mrr=90.0,
        currency="USD", churn_date=date(2025, 12, 1), cancellation_reason=reason,
    )  # fmt: skip
    analysis = ChurnAnalysis(
        category="business_closure" if one.closed else "pricing", confidence=80 if one.sure else 40,
        insights=["a", "b", "c"], recommendation="Ask.", evidence=["mrr"],
    )  # fmt: skip
    return CustomerRecord(
        customer_id=customer_id, versions={}, customer=customer, hold=hold,
        analysis=AnalysisStep(output=analysis, **_PAID), campaign=_CAMPAIGN if written else None,
    )  # fmt: skip
