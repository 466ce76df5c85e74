"""An upload: how far it is, and its customers as a table that is searched, sorted and filtered."""

from collections import Counter

from blocks.layout import Upload
from schemas.bulk import Status
from schemas.winback.pages import BulkApproval, UploadPage
from schemas.winback.rows import RowsAsked
from tasks.winback.decisions import APPROVALS
from tasks.winback.rows import read_rows
from web.pages.asked import Asked
from web.pages.page import Page
from web.pages.winback.known import known_upload
from web.pages.winback.progress import progress_of, title_of
from web.pages.winback.section import WINBACK

_APPROVALS = 5  # shown, the newest


@WINBACK.page("/winback/{upload}")
async def upload(asked: Asked) -> Page:
    """One page of its customers, as the URL asks."""
    status, words = await known_upload(asked), asked.words(RowsAsked)
    progress = await progress_of(asked, status)
    rows = await read_rows(asked.store, status, words)
    shown = UploadPage(
        progress=progress,
        asked=words,
        rows=rows,
        source=status.source,
        model=status.model,
        rejected=status.rejected,
        skipped=status.skipped,
        warnings=status.warnings or status.doubts,
        approvals=await _approvals(asked, status),
        indexed=rows.is_whole or progress.is_running or not await asked.store.exists(Upload(status.upload_id).report),
    )
    return Page(title_of(progress), "winback/upload.html.jinja", shown, more={"polled": False})


async def _approvals(asked: Asked, status: Status) -> list[BulkApproval]:
    """Approvals of several customers at once, the newest first."""
    approvals = (await APPROVALS.read(asked.store, status)).values()
    at_once = Counter((one.at, one.by) for one in approvals)
    return [BulkApproval(by=by, at=at, customers=n) for (at, by), n in sorted(at_once.items(), reverse=True)][
        :_APPROVALS
    ]
