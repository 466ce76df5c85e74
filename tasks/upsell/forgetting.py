"""Erases people from what upsell keeps outside of its uploads: decisions, outcomes, and the queue."""

from datetime import UTC, datetime

from pydantic_core import from_json

from blocks.address_hash import open_address_hash
from blocks.queue.open_queue import open_queue
from schemas.address import normalised
from tasks.bulk.place import Place
from tasks.upsell.accepting import QUEUE
from tasks.upsell.decisions import open_decisions
from tasks.upsell.forget_figures import forget_in_figures
from tasks.upsell.objection_table import forget_complaints
from tasks.upsell.transform import email_of


async def forget_person(place: Place, address: str) -> list[str]:
    """Erase a person by their normalised address; returns where something of them was."""
    gone = await _from_decisions(place, address)
    address_hash = await open_address_hash(place.store, keep=False)
    if await forget_complaints(place, address_hash.of(address)):
        gone.append(f"complaints in {place.environment.records_url}")
    # While the uploads still say which customers had the address, and after the decisions are gone.
    gone += await forget_in_figures(place, address, datetime.now(UTC))
    if place.environment.queue_url is not None:
        async with open_queue(place.environment, QUEUE) as queue:
            gone += [queue.url] if await queue.erase(lambda one: _is_about(one.body, address)) else []
    return gone


async def _from_decisions(place: Place, address: str) -> list[str]:
    """That there was such an event stays, without anything of it: else it would be decided once more."""
    address_hash = await open_address_hash(place.store, keep=False)
    async with open_decisions(place.environment) as decisions:
        rows = await decisions.of_person(address_hash.of(address))
        await decisions.forget_outcomes(rows)
        await decisions.blank(rows)
    return [f"decisions in {place.environment.records_url}"] if rows else []


def _is_about(body: bytes, address: str) -> bool:
    """Whether an event is about the person; of what is not an event, whether it holds the address at all."""
    try:
        email = email_of(from_json(body))
    except ValueError:
        return address in body.decode("utf-8", "replace").casefold()
    return email is not None and normalised(email) == address
