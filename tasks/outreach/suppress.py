"""The standing suppression list from a command: add, import, list, remove."""

from collections import Counter
from datetime import UTC, datetime

from blocks.address_hash import open_address_hash
from blocks.settings import login_name
from blocks.source import read_file
from schemas.address import normalised
from schemas.errors import BadInputError, shown
from schemas.outreach import StandingSummary
from schemas.printable import counted
from tasks.bulk.place import Place, open_place
from tasks.outreach.list_process import odd_entries, read_list
from tasks.outreach.standing import add_to_standing, read_standing, remove_from_standing

SES = "ses://"  # and a region: the suppression list of the environment's account there


async def add_address(address: str, reason: str, by: str | None, environment: str) -> str:
    """Never write to an address, or to a whole domain as `@example.com`. Returns the message to print."""
    store = (await open_place(environment)).store
    new = await add_to_standing(
        store,
        await open_address_hash(store),
        [_one(address)],
        now=datetime.now(UTC),
        by=by or login_name(),
        source="revive suppress add",
        reason=reason,
    )
    return "1 address added" if new else "the address is on the list already"


async def import_list(source: str, reason: str, by: str | None, environment: str) -> str:
    """Add every address in a file, read as by `--suppress`, or on SES's own list. Returns the message to print."""
    place = await open_place(environment)
    if source.startswith(SES):
        return await _import_from_ses(place, source.removeprefix(SES).strip("/"), reason, by)
    file = await read_file(source, place.environment.aws, place.settings.s3_endpoint)
    name = shown(file.name)
    found = await read_list(file.content, name)
    new = await add_to_standing(
        place.store,
        await open_address_hash(place.store),
        found.addresses,
        now=datetime.now(UTC),
        by=by or login_name(),
        source=name,
        reason=reason,
    )
    odd = f"; {odd_entries(found)}" if found.odd else ""
    return f"{counted(len(found.addresses), 'address', 'addresses')} on the list, {new} of them new{odd}"


async def _import_from_ses(place: Place, region: str, reason: str, by: str | None) -> str:
    """SES accepts what it suppresses, and counts it: whoever stands there is not written to here, either."""
    from blocks.channels.ses_suppressed import suppressed_at_ses  # noqa: PLC0415 -- nobody else waits for botocore

    found = [one async for one in suppressed_at_ses(place.environment.aws, region or None)]
    addresses = {address for one in found if (address := normalised(one)) is not None}
    new = await add_to_standing(
        place.store,
        await open_address_hash(place.store),
        addresses,
        now=datetime.now(UTC),
        by=by or login_name(),
        source=f"{SES}{region}",
        reason=reason or "suppressed by SES",
    )
    odd = (
        f"; {counted(len(found) - len(addresses), 'entry is', 'entries are')} no address"
        if len(found) > len(addresses)
        else ""
    )
    return f"{counted(len(addresses), 'address', 'addresses')} on SES's list, {new} of them new here{odd}"


async def remove_address(address: str, environment: str) -> str:
    """Take an address or domain off the list; `BadInputError` if it is not on it. Returns the message to print."""
    store = (await open_place(environment)).store
    if not await remove_from_standing(store, await open_address_hash(store), _one(address)):
        raise BadInputError("the address is not on the standing list; a domain is removed as @example.com")
    return "removed; the list that an upload was given with --suppress still holds for that upload"


async def summary(environment: str) -> StandingSummary:
    """How many entries the list has, by day, source, reason and who added them; addresses are stored only as hashes."""
    store = (await open_place(environment)).store
    entries = (await read_standing(store, await open_address_hash(store))).values()
    counts = Counter((entry.at[:10], entry.source, entry.reason, entry.by) for entry in entries)
    return StandingSummary(addresses=len(entries), added=tuple((*key, count) for key, count in sorted(counts.items())))


def _one(address: str) -> str:
    found = normalised(address)
    if found is None:
        raise BadInputError("give one address, like ann@acme.example, or a domain as @acme.example")
    return found
