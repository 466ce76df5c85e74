"""Copies of reports that `revive open` fetched from S3 into the home of this machine.

They are fetched again when somebody looks, so a copy is deleted as a whole.
"""

from collections.abc import Callable

from blocks.artifacts import ArtifactStore
from blocks.layout import OPENED
from blocks.stores import open_folder
from tasks.bulk.place import Place
from tasks.bulk.uploads import damage, passed_by


async def forget_copies(
    place: Place, goes: Callable[[str, float], bool], removed: Callable[[ArtifactStore, str], None], *, dry_run: bool
) -> list[str]:
    """Delete the copies for which `goes` says so; it gets the key and when it was fetched (epoch seconds).

    `removed` is called with each one. Returns a line for each copy or folder that could not be reached.
    """
    folder = place.settings.home / OPENED
    if not folder.is_dir():
        return []
    copies, unread = open_folder(folder), list[str]()
    for key, fetched in [one async for one in copies.keys("", past_unreadable=True)]:
        if not goes(key, fetched):
            continue
        try:
            if not dry_run:
                await copies.delete(key)
            removed(copies, key)
        except damage(copies) as error:
            unread.append(str(error))
    return [*unread, *passed_by(copies)]
