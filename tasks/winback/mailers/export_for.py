"""An upload's contacts as a mailer imports them, and those who said no as it suppresses them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from blocks.artifacts import ArtifactStore
from blocks.layout import Upload
from schemas.errors import BadInputError, shown
from schemas.winback.mailer import MailerMap, Sheet
from tasks.bulk.place import Place
from tasks.files.csv_rows import csv_rows
from tasks.winback.mailers.cells import cells_for
from tasks.winback.mailers.maps import load_mailer
from tasks.winback.mailers.parts import parts
from tasks.winback.rewriting import leased, rewrite_exports


@dataclass(frozen=True, slots=True)
class ForMailer:
    """What was written for a mailer."""

    contacts: int  # people who may be written to
    suppressed: int  # people who must not be
    left_out: tuple[str, ...]  # ids of contacts with a text longer than the mailer takes
    keys: tuple[str, ...]  # of the files
    suppressed_goes_to: str  # where in the mailer the second file is imported


async def export_for(
    place: Place, upload_id: str, wanted: Sequence[str], *, anonymous: bool = False
) -> dict[str, ForMailer]:
    """Rewrite the exports, so that nobody who opted out since is in them, then the mailers' files; by mailer.

    `wanted`: names of mailers, or paths of maps. `anonymous`: whether a version without names is written, too. Raises
    `BadInputError` if there is no such mailer or upload, or nothing has come out of it yet; `AlreadyRunningError` while
    a run is under way.
    """
    mailers = dict(map(load_mailer, wanted))
    async with leased(place, upload_id) as upload:
        keys = Upload(upload_id)
        if not await upload.store.exists(keys.emails):
            raise BadInputError(f"upload {shown(upload_id)} has no emails.csv yet: revive resume {shown(upload_id)}")
        await rewrite_exports(upload, datetime.now(UTC), anonymous=anonymous)
        return {name: await _write(upload.store, keys, name, mailer) for name, mailer in mailers.items()}


async def _write(store: ArtifactStore, keys: Upload, name: str, mailer: MailerMap) -> ForMailer:
    folder = keys.mailer(name)
    # The suppressed first: who has only these files does no harm with them.
    said_no, no_keys, _ = await _sheet(store, keys.suppressed_rows, f"{folder}/suppressed", mailer.suppressed, mailer)
    people, yes_keys, left_out = await _sheet(store, keys.contact_rows, f"{folder}/contacts", mailer.contacts, mailer)
    return ForMailer(people, said_no, left_out, (*yes_keys, *no_keys), mailer.suppressed_goes_to)


async def _sheet(
    store: ArtifactStore, source: str, stem: str, sheet: Sheet, mailer: MailerMap
) -> tuple[int, tuple[str, ...], tuple[str, ...]]:
    """How many rows were written, the keys of the files, and the ids of those whose text does not fit."""
    left_out: list[str] = []
    async with parts(store, stem, sheet.header, mailer) as files:
        async for row in csv_rows(store, source):
            cells = cells_for(row, sheet, mailer.max_cell_bytes)
            if cells is None:
                left_out.append(row["customer_id"])
            else:
                await files.add(cells)
    return files.rows, tuple(files.keys), tuple(left_out)
