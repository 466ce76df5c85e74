"""Files of outcomes that are put into a folder or prefix: each is imported exactly once, the oldest first.

A file is known by its content and by how it is read. What is recorded of it counts once in any case, so a run that is
killed simply takes its file again, and so is one that names only people of no upload: theirs may come tomorrow. One
that can never be read is named and passed over, that night and later; changed, it is a new file.
"""

from datetime import UTC, datetime

from pydantic import ValidationError

from blocks.layout import OUTCOME_FILES
from blocks.source import SourceFile, is_folder, list_files, read_file
from blocks.urls import redacted
from schemas.errors import ReviveError, UnreadableFileError
from schemas.outcomes import Imported
from schemas.winback.outcome_folder import DoneWith, FolderImported, OutcomesParams
from tasks.bulk.kept import sha256
from tasks.bulk.place import Place, open_place
from tasks.outreach.outcome_table import open_outcomes
from tasks.winback.outcome_import import Asked, import_outcomes


async def new_files(params: OutcomesParams, environment: str) -> list[str]:
    """What is to be read, the oldest first; of a folder all that it holds, done with or not.

    Raises `BadInputError` if the folder cannot be listed, or the environment has nothing to keep outcomes in.
    """
    place = await open_place(environment)
    async with open_outcomes(place.environment) as table:
        await table.prepare()
    if not is_folder(params.source):
        return [params.source]
    listed = await list_files(params.source, place.environment.aws, place.settings.s3_endpoint)
    return [one.source for one in listed]


async def import_new(source: str, params: OutcomesParams, environment: str) -> str | None:
    """Import one file; returns what was recorded, None if it is done with already.

    Raises `UnreadableFileError` if it can never be used, and remembers that; `BadInputError`, `StoreError` and others,
    after which it is tried again.
    """
    place = await open_place(environment)
    file = await read_file(source, place.environment.aws, place.settings.s3_endpoint)
    key = _key(file, params)
    if await _done(place, key):
        return None
    try:
        imported = await import_outcomes(
            place, file, Asked(params.by, active=params.active, date_order=params.date_order)
        )
    except UnreadableFileError:
        await _remember(place, key, DoneWith(end="refused", at=_now()))
        raise
    if imported.matched or imported.suppressed or not imported.unknown:
        await _remember(place, key, DoneWith(end="imported", at=_now(), rows=imported.rows))
    return _said(imported)


def ended(found: FolderImported, source: str, end: str | ReviveError | None) -> FolderImported:
    """The same with the end of one more file; nothing is said of one that was done with before."""
    if end is None:
        return found
    failed = isinstance(end, ReviveError)
    return FolderImported(ends=found.ends | {redacted(source): str(end)}, failed=found.failed + failed)


async def _done(place: Place, key: str) -> bool:
    content = await place.store.get(key)
    try:
        return content is not None and bool(DoneWith.model_validate_json(content))
    except ValidationError:
        return False  # damaged: what the file says counts once in any case


async def _remember(place: Place, key: str, done: DoneWith) -> None:
    await place.store.put(key, done.model_dump_json().encode())


def _key(file: SourceFile, params: OutcomesParams) -> str:
    """Read in another way, it is another file: a refusal may be mended by saying what the file leaves open."""
    read_as = params.model_dump_json(include={"active", "date_order"}).encode()
    return f"{OUTCOME_FILES}/{sha256(read_as + file.content)}.json"


def _said(imported: Imported) -> str:
    new = sum(one.new for one in imported.uploads)
    unreadable = len(imported.unread) + len(imported.ambiguous)
    return (
        f"{imported.rows} rows, {imported.matched} matched, {new} outcomes new, {imported.suppressed} addresses "
        f"suppressed, {unreadable} rows unreadable"
        + (
            ""
            if imported.matched or imported.suppressed or not imported.unknown
            else "; of nobody in an upload, so it is tried again"
        )
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
