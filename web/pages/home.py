"""The first page: what runs, what waits for a person, what was spent this month, what is wrong."""

from datetime import UTC, datetime
from pathlib import Path

from schemas.errors import shown
from schemas.home import HomeShown, UploadLinked, Waiting
from schemas.uploads import UploadShown
from tasks.bulk.upload_list import list_uploads
from web.pages.asked import Asked
from web.pages.page import Page
from web.pages.section import Section

_RECENT = 8
_BAD = {
    "failed": "too many failed",
    "stopped_budget": "it was stopped by its budget",
    "interrupted": "it was interrupted",
    "rejected": "its file was refused",
}
HOME = Section("Home", "", Path(__file__).with_name("templates"), order=0)


@HOME.page("/")
async def home(asked: Asked) -> Page:
    """Everything in one look."""
    return Page("Home", "home.html.jinja", await _home(asked))


@HOME.part("/home/now")
async def now(asked: Asked) -> Page:
    """The same, for the piece that is polled."""
    return Page("Home", "home_now.html.jinja", await _home(asked))


async def _home(asked: Asked) -> HomeShown:
    uploads = await list_uploads(asked.environment)
    month = datetime.now(UTC).strftime("%Y-%m")
    this_month = [one for one in uploads if one.updated_at[:7] == month]
    return HomeShown(
        environment=asked.environment,
        running=[_linked(asked, one) for one in uploads if one.status == "processing"],
        waiting=[one for section in asked.state.sections if section.waits for one in await section.waits(asked.place)],
        wrong=[
            Waiting(what=f"{shown(one.upload_id)}: {_why(one)}", path=_path(asked, one))
            for one in uploads
            if one.status in _BAD or one.status is None
        ],
        spent_usd=round(sum(one.cost_usd or 0.0 for one in this_month), 6),
        spent_unknown=sum(one.cost_usd is None for one in this_month),
        recent=[_linked(asked, one) for one in uploads[:_RECENT]],
    )


def _why(one: UploadShown) -> str:
    return one.message or _BAD.get(one.status or "", "its status cannot be read")


def _linked(asked: Asked, one: UploadShown) -> UploadLinked:
    return UploadLinked(upload=one, path=_path(asked, one))


def _path(asked: Asked, one: UploadShown) -> str:
    owners = [section for section in asked.state.sections if one.system in section.systems]
    return owners[0].of_upload(one.upload_id) if owners and one.status is not None else ""
