"""The list of win-back's uploads, and the demo."""

from http import HTTPStatus

from starlette.exceptions import HTTPException

from schemas.web import ProcessRequest
from schemas.winback.pages import UploadList, UploadPath
from schemas.winback.run import WinbackParams
from tasks.bulk.upload_list import list_uploads
from tasks.winback.system import WINBACK as SYSTEM
from web.pages.asked import Asked
from web.pages.page import Done, Page
from web.pages.winback.section import OURS, WINBACK
from web.winback.runs import DEMO, start_run


@WINBACK.page("/winback")
async def uploads(asked: Asked) -> Page:
    """Every upload, and the form that takes in a file."""
    found = [one for one in await list_uploads(asked.environment) if one.system in OURS]
    listed = [UploadPath(upload=one, path=WINBACK.of_upload(one.upload_id) if one.status else "") for one in found]
    return Page("Win-back", "winback/uploads.html.jinja", UploadList(uploads=listed, can_run=asked.who.may("editor")))


@WINBACK.change("/winback/demo", "start the demo")
async def demo(asked: Asked) -> Done:
    """The demo's fifty customers, taken in and started. Asking again shows what is there."""
    source = DEMO / "demo_50_customers.csv"
    if not source.is_file():
        raise HTTPException(HTTPStatus.NOT_FOUND, "the demo's file is not installed here; drop a file of your own")
    params = WinbackParams(source=str(source), sender=str(DEMO / "sender.yaml"), upload_id="demo")
    status = await SYSTEM.subjects(asked.place, params)
    await start_run(asked.place, asked.children, status, ProcessRequest(upload_id="demo"))
    return Done("The demo is here: fifty customers who left.", WINBACK.of_upload("demo"))
