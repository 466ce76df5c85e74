"""Knowledge: what a question would be answered from, which pages there are, and what nothing was known about."""

from typing import Annotated

from pydantic import BaseModel, Field

from schemas.errors import BadInputError
from schemas.support.analysis import Theme
from tasks.support.gaps import days_ago, live_gaps
from tasks.support.knowledge import pages_in, search
from web.pages.asked import Asked
from web.pages.page import Page
from web.pages.support.chat import desk_of
from web.pages.support.section import SUPPORT


class _Wanted(BaseModel):
    q: Annotated[str, Field(max_length=1_000)] = ""
    days: Annotated[int, Field(ge=1, le=90)] = 30


class FoundPassage(BaseModel):
    """A passage, the best first."""

    title: str
    source: str
    text: str


class KnowledgePage(BaseModel):
    """All of it."""

    wanted: _Wanted
    intent: str | None  # what the question would be taken for
    found: list[FoundPassage]
    pages: dict[str, int] = Field(description="Passages by page.")
    gaps: list[Theme]


@SUPPORT.page("/support/knowledge")
async def knowledge(asked: Asked) -> Page:
    """Pages, a search, and the gaps of the last days."""
    wanted, desk = asked.words(_Wanted), await desk_of(asked)
    intent, found = None, list[FoundPassage]()
    if wanted.q.strip():
        intent = (await desk.reader.read(wanted.q))[0].intent
        found = [
            FoundPassage(
                title=str(one.passage.about["title"]), source=str(one.passage.about["source"]), text=one.passage.text
            )
            for one in await search(desk.retriever, wanted.q, intent)
        ]
    data = KnowledgePage(
        wanted=wanted, intent=intent, found=found, pages=pages_in(desk.retriever), gaps=await _gaps(asked, wanted.days)
    )
    return Page("Support: knowledge", "support/knowledge.html.jinja", data)


async def _gaps(asked: Asked, days: int) -> list[Theme]:
    try:
        return list(await live_gaps(asked.environment, days_ago(days)))
    except BadInputError:  # nothing is kept here
        return []
