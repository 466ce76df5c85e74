"""Upgrading a home written by an older version; each step may be killed and run again.

Runs read the old formats, too, so the lists hold in the meantime. Add steps that later versions need to `STEPS`.
"""

from collections.abc import Awaitable, Callable

from blocks.address_hash import AddressHash, open_address_hash
from blocks.artifacts import ArtifactStore
from blocks.layout import CONTACTS, Upload
from blocks.lease import hold
from schemas.errors import AlreadyRunningError
from schemas.upgrade import Upgraded
from tasks.bulk.kept import replace_kept
from tasks.bulk.place import Place, open_place
from tasks.bulk.status import read_status_of
from tasks.bulk.uploads import uploads_begun
from tasks.outreach.contact_changes import rewrite
from tasks.outreach.lock import one_at_a_time
from tasks.outreach.run_request import read_suppressed
from tasks.outreach.seals import read_seals

_BETWEEN = b":"  # in every keyed entry of a list, and in no plain sha256


async def upgrade_home(environment: str, *, dry_run: bool) -> Upgraded:
    """Run every step; what is up to date is left alone. Raises `BadInputError` if something is damaged."""
    place, upgraded = await open_place(environment), Upgraded(dry_run=dry_run)
    for step in STEPS:
        await step(place, upgraded)
    return upgraded


async def _contacts(place: Place, upgraded: Upgraded) -> None:
    """Convert the addresses of contacts from plain sha256 to keyed hashes, and seal them so that a loss is noticed."""
    async with one_at_a_time(place.store) as store:
        sealed = await read_seals(store)
        for key in [key async for key, _ in store.keys(CONTACTS) if key not in sealed]:
            upgraded.objects.append(store.location(key))
            if not upgraded.dry_run:
                await rewrite(store, key, await open_address_hash(store))


async def _lists(place: Place, upgraded: Upgraded) -> None:
    """The same for the suppression lists that uploads were given."""
    store = place.store
    address_hash = await open_address_hash(store, keep=not upgraded.dry_run)
    for keys in await uploads_begun(store):
        status = await read_status_of(store, keys)
        if status is None:
            continue
        try:
            await _list_of(keys, status.upload_id, store, address_hash, upgraded)
        except AlreadyRunningError:
            upgraded.busy.append(status.upload_id)


async def _list_of(
    keys: Upload, upload_id: str, store: ArtifactStore, address_hash: AddressHash, upgraded: Upgraded
) -> None:
    key = keys.suppressed
    content = await store.get(key)
    if content is None or all(_BETWEEN in line for line in content.split()):
        return
    async with hold(store, upload_id, wait=False, system=keys.system):
        status = await read_status_of(store, keys)
        if status is None:
            return
        upgraded.objects.append(store.location(key))
        if upgraded.dry_run:
            return
        entries = await read_suppressed(store, status, address_hash)
        after = "\n".join(sorted(entries)).encode()
        await replace_kept(store, status, key, content, after)


STEPS: tuple[Callable[[Place, Upgraded], Awaitable[None]], ...] = (_contacts, _lists)
