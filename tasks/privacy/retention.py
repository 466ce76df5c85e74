"""Deletes uploads, results and conversations that nobody has worked on for a number of days."""

from datetime import UTC, datetime, timedelta

from blocks.artifacts import ArtifactStore
from blocks.layout import Upload
from blocks.lease import hold_folder, sweep_torn
from schemas.bulk import Status
from schemas.errors import AlreadyRunningError, ReviveError
from schemas.retention import Deleted, RetentionParams
from tasks.bulk.capabilities import KeepsByClass, KeepsElsewhere, KeepsForDays
from tasks.bulk.place import Place, open_place
from tasks.bulk.status import read_status_of
from tasks.bulk.systems import keepers, systems
from tasks.bulk.uploads import damage, passed_by, uploads_left
from tasks.evaluation.forgetting import kept_of
from tasks.outreach.contact_changes import forget_old
from tasks.outreach.outcome_table import open_outcomes
from tasks.privacy.opened import forget_copies

_NO_BOUND = 36_500  # days


async def delete_old(params: RetentionParams, environment: str) -> Deleted:
    """An upload that a run holds, or that cannot be read, is left and named.

    Published agent versions and the sender profile are no uploads. Files that were refused, and those of a run that
    was killed before it had a status or in the middle of a write, go by the time of their last change; copies of
    reports go with their upload, or by the time when they were fetched.
    """
    place = await open_place(environment)
    store = place.store
    now = datetime.now(UTC)
    deleted = Deleted(dry_run=params.dry_run)
    for keys, changed in await uploads_left(store):
        try:
            before = now - timedelta(days=min(params.days, _longest_days(keys)))
            await _delete_if_old(place, keys, changed, before, deleted)
        except damage(store) as error:
            deleted.unread.append(str(error))
    before = now - timedelta(days=params.days)
    await _by_class(place, now, deleted)
    await _kept_for_days(place, before, deleted)
    try:
        deleted.objects += len(await forget_old(store, before, dry_run=params.dry_run))
    except damage(store) as error:
        deleted.unread.append(str(error))
    await _opened(place, before, deleted)
    if store.folder is not None:
        age_s = timedelta(days=params.days).total_seconds()
        deleted.objects += len(sweep_torn(store.folder, age_s, dry_run=params.dry_run))
    deleted.unread = list(dict.fromkeys([*deleted.unread, *passed_by(store)]))
    return deleted


def _longest_days(keys: Upload) -> int:
    """For how long the uploads of a system may be kept, whatever is asked."""
    own = [one for one in systems() if isinstance(one, KeepsByClass) and one.name == keys.system]
    return min((one.longest_days for one in own), default=_NO_BOUND)


async def _by_class(place: Place, now: datetime, deleted: Deleted) -> None:
    for system in systems():
        if isinstance(system, KeepsByClass):
            try:
                deleted.classes += await system.forget_by_class(place, now, dry_run=deleted.dry_run)
            except ReviveError as error:
                deleted.unread.append(str(error))


async def _kept_for_days(place: Place, before: datetime, deleted: Deleted) -> None:
    """What is kept of people outside of uploads and nobody has touched since, such as conversations."""
    for keeper in keepers():
        if isinstance(keeper, KeepsForDays):
            try:
                deleted.objects += await keeper.forget_old(place, before, dry_run=deleted.dry_run)
            except ReviveError as error:
                deleted.unread.append(str(error))


async def _opened(place: Place, before: datetime, deleted: Deleted) -> None:
    gone = {Upload(name).report for name in deleted.uploads}

    def goes(key: str, fetched: float) -> bool:
        return fetched < before.timestamp() or any(key == report or key.endswith(f"/{report}") for report in gone)

    def removed(_copies: ArtifactStore, _key: str) -> None:
        deleted.objects += 1

    deleted.unread += await forget_copies(place, goes, removed, dry_run=deleted.dry_run)


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
    """Delete the status last: the next run then finds an upload that was deleted only in part."""
    store = place.store
    async with open_outcomes(place.environment) as outcomes:
        people = await outcomes.forget_upload(keys.name, dry_run=dry_run)
    for system in systems():
        if isinstance(system, KeepsElsewhere) and system.name == keys.system:
            people += await system.forget_upload(place, keys.name, dry_run=dry_run)
    found = [key async for key, _ in store.keys(keys.results) if key not in (keys.status, keys.lease)]
    found = [key for key in found if not key.endswith(".lock")]
    found += [] if status is None else await kept_of(store, status.upload_id)
    found += [key async for key, _ in store.keys(keys.jobs)]
    found += [key for key in (keys.source, keys.customers_in, keys.status) if await store.exists(key)]
    for key in found if not dry_run else ():
        await store.delete(key)
    return len(found) + people
