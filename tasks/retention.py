"""Delete uploads and results that nobody has worked on for so many days."""

from datetime import UTC, datetime, timedelta

from blocks.artifacts import ArtifactStore
from blocks.hold import hold
from blocks.layout import Upload
from schemas.errors import AlreadyRunningError
from schemas.retention import Deleted, RetentionParams
from tasks.erase import upload_ids
from tasks.evaluation.forgetting import kept_of
from tasks.outreach.contact_changes import forget_old
from tasks.run import open_place
from tasks.status import read_status


async def delete_old(params: RetentionParams, environment: str) -> Deleted:
    """An upload that a run holds is left; published agent versions and the sender profile are no uploads."""
    store = (await open_place(environment)).store
    before = datetime.now(UTC) - timedelta(days=params.days)
    deleted = Deleted(dry_run=params.dry_run)
    for upload_id in await upload_ids(store):
        status = await read_status(store, upload_id)
        if status is None or datetime.fromisoformat(status.updated_at) >= before:
            continue
        try:
            async with hold(store, upload_id, wait=False):
                deleted.objects += await _delete(store, upload_id, dry_run=params.dry_run)
        except AlreadyRunningError:
            deleted.busy.append(upload_id)
            continue
        deleted.uploads.append(upload_id)
    deleted.objects += len(await forget_old(store, before, dry_run=params.dry_run))
    return deleted


async def _delete(store: ArtifactStore, upload_id: str, *, dry_run: bool) -> int:
    """The status goes last: an upload that is deleted in part is found again by the next run."""
    keys = Upload(upload_id)
    found = [key async for key, _ in store.keys(keys.results) if key not in (keys.status, keys.lease)]
    found = [key for key in found if not key.endswith(".lock")]
    found += await kept_of(store, upload_id)
    found += [key for key in (keys.source, keys.customers_in) if await store.exists(key)]
    found.append(keys.status)
    for key in found if not dry_run else ():
        await store.delete(key)
    return len(found)
