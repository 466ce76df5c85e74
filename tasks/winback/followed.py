"""What happened to each customer after an upload's emails: when they went out, and their outcomes.

An outcome counts for the upload that wrote last before it: not from before the first email, and not from the day on
which another upload wrote to the same person.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from blocks.address_hash import AddressHash, open_address_hash
from blocks.layout import CONTACTS, Upload
from schemas.outcomes import Fact, Group
from schemas.winback.campaign import Email
from schemas.winback.run import CustomerRecord
from tasks.bulk.place import Place
from tasks.outreach.contacts import Contact, contact_of, own_contacts
from tasks.outreach.outcome_table import People, open_outcomes


@dataclass(frozen=True, slots=True)
class Followed:
    """The outcomes of one upload beside its contacts; `others` are the days on which other uploads wrote, by entry."""

    address_hash: AddressHash
    now: datetime
    people: People = field(default_factory=dict)
    contacts: Mapping[str, Contact] = field(default_factory=dict)
    others: Mapping[str, tuple[date, ...]] = field(default_factory=dict)

    confirmed: bool = field(init=False)  # whether somebody said what was sent
    first_day: date | None = field(init=False)  # the day of the upload's first email

    def __post_init__(self) -> None:
        """Look through the contacts once: every customer is asked about."""
        confirmed = any(contact.sent for contact in self.contacts.values())
        days = (_day(one.first_at) for one in self.contacts.values() if one.sent or not confirmed)
        object.__setattr__(self, "confirmed", confirmed)
        object.__setattr__(self, "first_day", min(days, default=None))

    @property
    def anything(self) -> bool:
        """Whether there is anything to tell of this upload."""
        return bool(self.people) or self.confirmed

    def group(self, record: CustomerRecord) -> Group | None:
        """Whether the customer was written to, or held out; None for everybody else."""
        known, contact = self._known(record), self.contact(record)
        if record.hold is not None and record.hold.code == "holdout":
            return "holdout"
        if record.campaign is None:
            return None if known is None else known
        if self.confirmed:
            return "treated" if contact is not None and contact.sent else None
        return "treated" if contact is not None or record.ready or known == "treated" else None

    def contact(self, record: CustomerRecord) -> Contact | None:
        """What was claimed or sent."""
        return contact_of(self.contacts, self.address_hash, record.customer.email) if record.customer.email else None

    def since(self, record: CustomerRecord) -> date | None:
        """The day of the customer's first email; of one who was held out, that of the upload's."""
        contact = self.contact(record)
        if contact is not None:
            return _day(contact.first_at)
        if record.campaign is not None and record.campaign.at:
            return _day(record.campaign.at)
        return self.first_day

    def facts(self, record: CustomerRecord) -> tuple[Fact, ...]:
        """All that is known, from whatever time."""
        entry = self._entry(record)
        return self.people[entry].facts if entry is not None else ()

    def counted(self, record: CustomerRecord) -> tuple[Fact, ...]:
        """The outcomes that count as this upload's."""
        since = self.since(record)
        if since is None:
            return ()
        until = min((day for day in self.later(record) if day > since), default=None)
        return tuple(fact for fact in self.facts(record) if fact.day >= since and (until is None or fact.day < until))

    def later(self, record: CustomerRecord) -> tuple[date, ...]:
        """The days on which other uploads wrote to the customer."""
        if not self.others or not record.customer.email:
            return ()
        return tuple(
            day for entry in self.address_hash.matches(record.customer.email) for day in self.others.get(entry, ())
        )

    def stopped(self, record: CustomerRecord) -> bool:
        """Whether the rest of the sequence is not to be sent: they answered, came back, or want silence."""
        since = self.since(record)
        for fact in self.facts(record):
            after = record.customer.churn_date if fact.kind == "reactivated" else since
            if fact.kind not in ("replied", "reactivated") or after is None or fact.day >= after:
                return True
        return False

    def remaining(self, record: CustomerRecord) -> tuple[Email, ...]:
        """The emails of a customer that are still to be sent."""
        if record.campaign is None or not record.ready or self.stopped(record):
            return ()
        contact = self.contact(record)
        return tuple(
            email
            for email in record.campaign.output.emails
            if contact is None or not contact.is_out(email.number, self.now)
        )

    def _entry(self, record: CustomerRecord) -> str | None:
        if not self.people or not record.customer.email:
            return None
        return next((one for one in self.address_hash.matches(record.customer.email) if one in self.people), None)

    def _known(self, record: CustomerRecord) -> Group | None:
        entry = self._entry(record)
        group = self.people[entry].group if entry is not None else None
        return None if group == "unsent" else group


async def read_followed(place: Place, upload_id: str, now: datetime) -> Followed:
    """What is known of an upload. Raises `BadInputError` if contacts are gone or damaged."""
    store, address_hash = place.store, await open_address_hash(place.store)
    own = Upload(upload_id).contacts
    async with open_outcomes(place.environment) as outcomes:
        people = await outcomes.of_upload(upload_id)
    others = defaultdict[str, list[date]](list)
    if people:  # otherwise nobody asks which upload an outcome belongs to
        for key in [key async for key, _ in store.keys(CONTACTS) if key != own]:
            found = await own_contacts(store, key, address_hash)
            confirmed = any(contact.sent for contact in found.values())
            for entry, contact in found.items():
                if contact.sent or not confirmed:
                    others[entry].append(_day(contact.first_at))
    contacts = await own_contacts(store, own, address_hash)
    return Followed(address_hash, now, people, contacts, {entry: tuple(days) for entry, days in others.items()})


def _day(at: str) -> date:
    return date.fromisoformat(at[:10])
