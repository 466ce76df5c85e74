"""A file that was dropped: shown as it would be read, until a person has confirmed what its columns are."""

from starlette.datastructures import UploadFile

from schemas.customer import COLUMNS
from schemas.errors import BadInputError, shown
from schemas.reading import FileRead, Mapping
from schemas.winback.draft import Draft, DraftPage, HowRead
from tasks.outreach.run_request import default_sender
from tasks.winback.drafts import Drafts
from tasks.winback.preview import NEEDED, columns_of, look_at, mapping_of, rejects_of
from web.pages.asked import Asked
from web.pages.page import Done, Page
from web.pages.winback.section import WINBACK
from web.problems import NotFoundError
from web.received import save_file

_DRAFTS = "/winback/drafts"


def drafts_of(asked: Asked) -> Drafts:
    """The drafts of this machine."""
    return Drafts(asked.place.settings.home)


def known_draft(asked: Asked) -> Draft:
    """The draft of the path. Raises `NotFoundError` if it is gone."""
    draft = drafts_of(asked).read(asked.part("token"))
    if draft is None:
        raise NotFoundError("this file was started, removed, or is older than a day: drop it again")
    return draft


def path_of(draft: Draft) -> str:
    """The page of a draft."""
    return f"{_DRAFTS}/{draft.token}"


@WINBACK.change("/winback/files", "drop a file")
async def post_file(asked: Asked) -> Done:
    """Keep a file for a day, to be looked at; nothing is taken in yet."""
    file = asked.form.get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        raise BadInputError("choose a CSV file or a workbook first")
    drafts = drafts_of(asked)
    token, folder = drafts.folder()
    path = await save_file(file, folder)
    draft = drafts.add(token, path.name, asked.who.name)
    return Done(f"{shown(path.name)} is here. Nothing is stored or paid until you start it.", path_of(draft))


@WINBACK.page("/winback/drafts/{token}", role="editor")
async def draft(asked: Asked) -> Page:
    """How it would be read."""
    return await _page(asked, known_draft(asked))


async def _page(asked: Asked, draft: Draft, problem: str = "") -> Page:
    content = drafts_of(asked).path(draft).read_bytes()
    try:
        glance, read = await look_at(content, draft.name, draft.mapping)
    except BadInputError as error:
        data = DraftPage(draft=draft, path=path_of(draft), columns=[], problem=str(error))
        return Page(f"{draft.name}: cannot be read", "winback/draft.html.jinja", data)
    sender = await default_sender(asked.store)
    data = DraftPage(
        draft=draft,
        path=path_of(draft),
        columns=columns_of(glance, read, draft.mapping),
        sender=sender.company if sender else "",
        choices=COLUMNS,
        needed=NEEDED,
        problem=problem or ("" if isinstance(read, FileRead) else str(read)),
    )
    if isinstance(read, FileRead):
        said = {"accepted": read.accepted, "rejected": len(read.rejects), "skipped": read.skipped}
        data = data.model_copy(update=said | {"rejects": rejects_of(read), "doubts": read.doubts})
    return Page(f"{draft.name}: is it read right?", "winback/draft.html.jinja", data)


@WINBACK.change("/winback/drafts/{token}/reading", "say how a file is read")
async def post_reading(asked: Asked) -> Done | Page:
    """Keep what was clicked, column by column."""
    draft = known_draft(asked)
    header, ours, voices = ([str(one) for one in asked.form.getlist(name)] for name in ("header", "ours", "voice"))
    how = asked.said(HowRead)
    try:
        if not len(header) == len(ours) == len(voices):
            raise BadInputError("the form was not sent whole: open the page again")
        mapping = mapping_of(header, ours, voices, _how(draft.mapping, how))
    except BadInputError as error:
        return await _page(asked, draft, str(error))
    drafts_of(asked).write(draft.model_copy(update={"mapping": mapping, "told": True}))
    return Done("This is how it is read now.", path_of(draft))


def _how(before: Mapping, how: HowRead) -> Mapping:
    said = how.model_dump()
    currency = how.currency.upper() if how.currency else None
    return before.model_copy(update=said | {"currency": currency})


@WINBACK.change("/winback/drafts/{token}/remove", "remove a dropped file")
async def post_remove(asked: Asked) -> Done:
    """The file is gone from this machine."""
    drafts_of(asked).remove(known_draft(asked))
    return Done("The file is removed.", "/winback")
