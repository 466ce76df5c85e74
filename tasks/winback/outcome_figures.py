"""Counting what came of an upload's emails. Money as decimals, by currency."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from agents.winback.groundedness import says
from agents.winback.view import language_of
from schemas.outcomes import HORIZONS, Fact
from schemas.sender import Sender
from schemas.winback.outcomes import Came, OutcomeFigures
from schemas.winback.run import CustomerRecord
from tasks.winback.comparison import Arm, HoldoutComparison
from tasks.winback.followed import Followed
from tasks.winback.lift import lift_of

_NONE = "none"


@dataclass(slots=True)
class OutcomeCounter:
    """Give it every record of an upload once, in any order."""

    comparison: HoldoutComparison
    sender: Sender
    corrected: Mapping[str, str] = field(default_factory=dict)  # by customer: the cause that a person gave
    written_to: Came = field(default_factory=Came)
    assigned: Came = field(default_factory=Came)
    held_out: Came = field(default_factory=Came)
    not_compared: int = 0
    reached: int = 0
    early: int = 0
    by: dict[str, dict[str, Came]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(Came)))

    @property
    def followed(self) -> Followed:
        """What happened to each customer."""
        return self.comparison.followed

    def add(self, record: CustomerRecord) -> None:
        """Count one."""
        arm, group, since = self.comparison.arm(record), self.followed.group(record), self.followed.since(record)
        self._compare(record, arm)
        if group != "treated" or since is None:
            return
        self.not_compared += arm is None
        self.early += sum(fact.day < since for fact in self.followed.facts(record))
        self._count(self.written_to, record, since)
        for kind, value in self._kinds(record):
            self._count(self.by[kind][value], record, since)
        self._emails(record)

    def _compare(self, record: CustomerRecord, arm: Arm | None) -> None:
        """Count one on its side of the comparison, with the same time for everybody."""
        first = self.followed.first_day
        if arm is None or first is None:
            return
        self.reached += arm == "holdout" and self.comparison.reached(record)
        side = self.held_out if arm == "holdout" else self.assigned
        _tally(side, record, first, self.comparison.facts(record), self.followed.now.date())

    def figures(self, upload_id: str) -> OutcomeFigures:
        """All of it, as of now."""
        return OutcomeFigures(
            upload_id=upload_id,
            on=self.followed.now.date(),
            first_sent=self.followed.first_day,
            confirmed=self.followed.confirmed,
            written_to=self.written_to,
            assigned=self.assigned,
            held_out=self.held_out,
            not_compared=self.not_compared if self.held_out.people else 0,
            reached=self.reached,
            early=self.early,
            by={kind: dict(values) for kind, values in self.by.items()},
            lift=lift_of(self.assigned if self.held_out.people else self.written_to, self.held_out),
        )

    def _kinds(self, record: CustomerRecord) -> Iterator[tuple[str, str]]:
        if record.analysis is not None:
            yield "cause", self.corrected.get(record.customer_id, record.analysis.output.category)
        yield "tier", record.customer.subscription_tier or _NONE
        yield "offer", self._offer(record)
        if record.campaign is not None:
            yield "version", f"campaign {record.campaign.version}"

    def _offer(self, record: CustomerRecord) -> str:
        """The approved offer that the emails make; where they make one that is not in the profile now, that is said."""
        if record.campaign is None or record.analysis is None:
            return _NONE
        tier, category = record.customer.subscription_tier, record.analysis.output.category
        offers = self.sender.offers_for(
            tier, category, language_of(record.customer, self.sender)
        ) or self.sender.plain_offers(tier)
        if not offers:
            return _NONE
        emails = record.campaign.output.emails
        made = (offer for offer in offers if any(says(f"{email.body}\n{email.cta}", offer) for email in emails))
        return next(made, "none, or in other words")

    def _emails(self, record: CustomerRecord) -> None:
        """Each email that went out, with what came after it and before the next one."""
        contact, counted = self.followed.contact(record), self.followed.counted(record)
        out = contact.emails if contact is not None else {}
        days = sorted((date.fromisoformat(at[:10]), number) for number, at in out.items())
        days = [(day, number) for day, number in days if day <= self.followed.now.date()]
        for place, (day, number) in enumerate(days):
            until = days[place + 1][0] if place + 1 < len(days) else date.max
            facts = tuple(fact for fact in counted if day <= fact.day < until)
            _tally(self.by["email"][str(number)], record, day, facts, self.followed.now.date())

    def _count(self, came: Came, record: CustomerRecord, since: date) -> None:
        _tally(came, record, since, self.followed.counted(record), self.followed.now.date())


def _tally(came: Came, record: CustomerRecord, since: date, facts: tuple[Fact, ...], today: date) -> None:
    came.people += 1
    for kind in sorted({fact.kind for fact in facts}):
        came.did[kind] = came.did.get(kind, 0) + 1
    back = min((fact for fact in facts if fact.kind == "reactivated"), key=lambda fact: fact.day, default=None)
    for horizon in HORIZONS:
        in_time = back is not None and back.day <= since + timedelta(days=horizon)
        over = today > since + timedelta(days=horizon)
        came.back[horizon] = came.back.get(horizon, 0) + in_time
        came.over[horizon] = came.over.get(horizon, 0) + over
        came.back_of_over[horizon] = came.back_of_over.get(horizon, 0) + (over and in_time)
    if back is not None:
        _recover(came, record, since, back, facts)


def _recover(came: Came, record: CustomerRecord, since: date, back: Fact, facts: tuple[Fact, ...]) -> None:
    """Add what came back. Without a new amount the former one counts, and is counted as such."""
    customer = record.customer
    told = next((fact for fact in facts if fact.kind == "reactivated" and fact.amount is not None), None)
    if told is not None and told.amount is not None:
        amount, currency = told.amount, told.currency or customer.currency
    elif customer.mrr is not None:
        came.former_mrr += 1
        amount, currency = Decimal(str(round(customer.mrr, 2))), customer.currency
    else:
        came.unknown_mrr += 1
        return
    for horizon in HORIZONS:
        if back.day <= since + timedelta(days=horizon):
            sums = came.recovered.setdefault(horizon, {})
            sums[currency] = sums.get(currency, Decimal(0)) + amount
