"""The last check before a customer's emails leave: suppressed since, or claimed by another upload meanwhile?"""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from blocks.address_hash import open_address_hash
from blocks.layout import Upload
from schemas.bulk import Status
from schemas.customer import Customer
from schemas.hold import Hold, Ruling
from schemas.winback.run import CustomerRecord
from tasks.bulk.place import Place
from tasks.outreach.contacts import Claims, claiming
from tasks.outreach.permission import cap_days, restrictions_of
from tasks.outreach.restrictions import Restrictions
from tasks.outreach.rulings import read_rulings
from tasks.winback.do_not_send import needs_person, unusable_address
from tasks.winback.review import Reviewing


@dataclass(frozen=True, slots=True)
class LastLook:
    """Give it every record of an export: it holds whom it must, and claims the others. A trial claims nobody."""

    restrictions: Restrictions
    rulings: Mapping[str, Ruling]
    claims: Claims
    reviewing: Reviewing
    settled: bool  # whether a run has just read the customers' texts; reading them takes a tenth of a millisecond each

    async def add(self, record: CustomerRecord) -> None:
        """Put a hold in the record, or claim its address. The ledger's copy stays as it is."""
        email = record.customer.email
        if record.hold is not None or not record.complete or record.campaign is None or email is None:
            return
        record.hold = self._hold(record.customer, email)
        record.review = self.reviewing.of(record)
        if record.ready and not record.campaign.is_trial:
            await self.claims.add(email, record.campaign.at)

    def _hold(self, customer: Customer, email: str) -> Hold | None:
        if not self.settled and (unusable := unusable_address(customer)) is not None:
            return unusable
        if self.restrictions.suppresses(email):
            return Hold(code="suppressed", reason="the address is on the suppression list")
        ruling = self.rulings.get(customer.customer_id)
        if ruling is not None and ruling.action == "release":
            return None
        if not self.settled and (held := needs_person(customer)) is not None:
            return held
        when = self.restrictions.contacted_on(email)
        if when is None or self.claims.of_own(email):
            return None
        return Hold(code="contacted", reason=f"another upload claimed the address on {when}")


@asynccontextmanager
async def last_looks(
    place: Place, status: Status, now: datetime, reviewing: Reviewing, *, settled: bool
) -> AsyncIterator[LastLook]:
    """The last look at an upload, under the environment's lock. The upload's claims are replaced at the end."""
    store, restrictions = place.store, await restrictions_of(place, status, now)
    rulings = await read_rulings(store, status)
    address_hash, key = await open_address_hash(store), Upload(status.upload_id).contacts
    async with claiming(store, key, address_hash, now, cap_days(status)) as claims:
        yield LastLook(restrictions, rulings, claims, reviewing, settled)
