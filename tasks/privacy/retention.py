"""Delete uploads and results that nobody has worked on for so many days."""

from datetime import UTC, datetime, timedelta

from blocks.layout import Upload
from blocks.lease import hold_folder
from schemas.bulk import Status
from schemas.errors import AlreadyRunningError
from schemas.retention import Deleted, RetentionParams
from tasks.bulk.place import Place, open_place
from tasks.bulk.status import read_status_of
from tasks.bulk.uploads import damage, passed_by, uploads_left
from tasks.evaluation.forgetting import kept_of
from tasks.outreach.contact_changes import forget_old
from tasks.outreach.outcome_table import open_outcomes


async def delete_old(params: RetentionParams, environment: str) -> Deleted:
    """An upload that a run holds, or that cannot be read, is left and named.

    Published agent versions and the sender profile are no uploads. Files that were refused, and those of a run that
    was killed before it had a status, go by the time of their last change.
    """
    place = await open_place(environment)
    store = place.store
    before = datetime.now(UTC) - timedelta(days=params.days)
    deleted = Deleted(dry_run=params.dry_run)
    for keys, changed in await uploads_left(store):
        try:
            await _delete_if_old(place, keys, changed, before, deleted)
        except damage(store) as error:
            deleted.unread.append(str(error))
    try:
        deleted.objects += len(await forget_old(store, before, dry_run=params.dry_run))
    except damage(store) as error:
        deleted.unread.append(str(error))
    deleted.unread += passed_by(store)
    return deleted


async def _delete_if_old(place: Place, keys: Upload, changed: float, before: datetime, deleted: Deleted) -> None:
    store = place.store
    status = await read_status_of(store, keys)
    if _last_worked_on(status, changed) >= before:
        return
    shown = keys.name if status is None else status.upload_id
    try:
        async with hold_folder(store, keys.held, f"upload {keys.name[:80]}", wait=False):
            deleted.objects += await _delete(place, keys, status, dry_run=deleted.dry_run)
    except AlreadyRunningError:
        deleted.busy.append(shown)
        return
    deleted.uploads.append(shown)


def _last_worked_on(status: Status | None, changed: float) -> datetime:
    said = status.updated_at if status is not None else ""
    return datetime.fromisoformat(said) if said else datetime.fromtimestamp(changed, UTC)


async def _delete(place: Place, keys: Upload, status: Status | None, *, dry_run: bool) -> int:
    """The status goes last: an upload that is deleted in part is found again by the next run."""
    store = place.store
    async with open_outcomes(place.environment) as outcomes:
        people = await outcomes.forget_upload(keys.name, dry_run=dry_run)
    found = [key async for key, _ in store.keys(keys.results) if key not in (keys.status, keys.lease)]
    found = [key for key in found if not key.endswith(".lock")]
    found += [] if status is None else await kept_of(store, status.upload_id)
    found += [key for key in (keys.source, keys.customers_in, keys.status) if await store.exists(key)]
    for key in found if not dry_run else ():
        await store.delete(key)
    return len(found) + people
