"""The last check before a message leaves: suppressed, complaining or written to by another upload meanwhile?"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from blocks.address_hash import open_address_hash
from blocks.layout import Upload
from schemas.bulk import Status
from schemas.upsell.event import Event
from schemas.upsell.run import EventRecord, UpsellHold
from tasks.bulk.place import Place
from tasks.outreach.contacts import Claims, claiming
from tasks.outreach.permission import cap_days, restrictions_of
from tasks.outreach.restrictions import Restrictions
from tasks.upsell.eligibility import complains_elsewhere, opted_out_elsewhere
from tasks.upsell.objection_table import read_objections
from tasks.upsell.objections import Objections


@dataclass(frozen=True, slots=True)
class LastLook:
    """Give it every record of an export: it holds whom it must, and claims the others. A trial claims nobody."""

    restrictions: Restrictions
    claims: Claims
    objections: Objections

    async def add(self, record: EventRecord) -> None:
        """Put a hold in the record, or claim its address. The ledger's copy stays as it is."""
        email, best = record.event.customer.email, record.best
        if record.decision != "approved" or record.earlier is not None or email is None or best is None:
            return
        record.hold = self._hold(record.event, email)
        if record.hold is None and not best.message.is_trial:
            await self.claims.add(email, best.message.at)

    def _hold(self, event: Event, email: str) -> UpsellHold | None:
        if self.restrictions.suppresses(email):
            return UpsellHold(code="suppressed", reason="the address is on the suppression list")
        said = opted_out_elsewhere(event, self.objections) or complains_elsewhere(event, self.objections)
        if said is not None:
            return said
        when = self.restrictions.contacted_on(email)
        if when is None or self.claims.of_own(email):
            return None
        return UpsellHold(code="contacted", reason=f"another upload claimed the address on {when}")


@asynccontextmanager
async def last_looks(place: Place, status: Status, now: datetime) -> AsyncIterator[LastLook]:
    """The last look at an upload, under the environment's lock. The upload's claims are replaced at the end."""
    restrictions = await restrictions_of(place, status, now)
    objections = await read_objections(place, now)
    address_hash, key = await open_address_hash(place.store), Upload.of(status).contacts
    async with claiming(place.store, key, address_hash, now, cap_days(status)) as claims:
        yield LastLook(restrictions, claims, objections)
