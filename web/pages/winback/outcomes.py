"""What came of the emails, against those held out and against earlier uploads; and the files that say it."""

import asyncio
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import BaseModel
from starlette.datastructures import UploadFile

from blocks.source import SourceFile
from schemas.errors import BadInputError
from schemas.winback.outcomes import OutcomeFigures
from schemas.winback.pages import OutcomePage
from tasks.bulk.place import open_place
from tasks.bulk.upload_list import list_uploads
from tasks.winback.outcome_import import Asked as Imported
from tasks.winback.outcome_import import import_outcomes
from tasks.winback.outcomes import outcomes_of, read_figures
from web.pages.asked import Asked
from web.pages.page import Done, Page
from web.pages.winback.known import known_upload
from web.pages.winback.progress import progress_of
from web.pages.winback.section import OURS, WINBACK
from web.received import save_file

_EARLIER = 10


class Earlier(BaseModel):
    """Another upload of which something is known, to compare with."""

    upload_id: str
    path: str
    figures: OutcomeFigures


class OutcomesShown(OutcomePage):
    """With earlier uploads."""

    others: list[Earlier]


@WINBACK.page("/winback/{upload}/outcomes")
async def outcomes(asked: Asked) -> Page:
    """The figures as they are now."""
    status = await known_upload(asked)
    figures = await outcomes_of(asked.place, status.upload_id) if status.batches else None
    data = OutcomesShown(
        progress=await progress_of(asked, status), figures=figures, others=await _others(asked, status.upload_id)
    )
    return Page(f"{status.upload_id}: what came of it", "winback/outcomes.html.jinja", data)


async def _others(asked: Asked, upload_id: str) -> list[Earlier]:
    """The last uploads with figures, as their last export wrote them."""
    found: list[Earlier] = []
    for one in await list_uploads(asked.environment):
        if len(found) == _EARLIER:
            break
        if one.system in OURS and one.status is not None and one.upload_id != upload_id:
            figures = await read_figures(asked.store, one.upload_id)
            if figures is not None:
                found.append(Earlier(upload_id=one.upload_id, path=WINBACK.of_upload(one.upload_id), figures=figures))
    return found


class _Said(BaseModel):
    active: bool = False
    on: date | None = None


@WINBACK.change("/winback/{upload}/outcomes", "import outcomes", role="approver")
async def post_outcomes(asked: Asked) -> Done:
    """Record what a file says happened after the emails, each thing once."""
    status, said, file = await known_upload(asked), asked.said(_Said), asked.form.get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        raise BadInputError("choose the file that your sending tool or your CRM exported")
    with TemporaryDirectory(prefix="revive-outcomes-") as folder:
        path = await save_file(file, Path(folder))
        source = SourceFile(path.name, path.read_bytes())
        wanted = Imported(asked.who.name, status.upload_id, said.active, said.on)
        message = await asyncio.to_thread(asyncio.run, _imported(asked.environment, source, wanted))
    return Done(message, f"{WINBACK.of_upload(status.upload_id)}/outcomes")


async def _imported(environment: str, file: SourceFile, wanted: Imported) -> str:
    return "; ".join((await import_outcomes(await open_place(environment), file, wanted)).lines())
