"""What feedback says: how content customers are, what they complain about, and what to do about it."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import BaseModel, Field

from schemas.support.analysis import FeedbackAnalysis, FeedbackParams
from tasks.support.learning.running import analyse
from tasks.support.learning.storing import stored_windows, window_named
from web.pages.asked import Asked
from web.pages.page import Done, Page
from web.pages.support.section import SUPPORT
from web.problems import NotFoundError

_MOST = 60  # windows to choose from


class _Wanted(BaseModel):
    window: Annotated[str, Field(max_length=40)] | None = None


class FeedbackPage(BaseModel):
    """An analysis, the newest unless another is asked for; None if there is none yet."""

    wanted: _Wanted
    windows: list[str]
    analysis: FeedbackAnalysis | None


class _Days(BaseModel):
    days: Annotated[int, Field(ge=1, le=80)] = 7


@SUPPORT.page("/support/feedback")
async def feedback(asked: Asked) -> Page:
    """The figures of a window."""
    wanted = asked.words(_Wanted)
    windows = await stored_windows(asked.store)
    if wanted.window is not None and wanted.window not in windows:
        raise NotFoundError("there is no analysis of this window, or not any more")
    name = wanted.window or (windows[0] if windows else None)
    analysis = None if name is None else await window_named(asked.store, name)
    data = FeedbackPage(wanted=wanted, windows=windows[:_MOST], analysis=analysis)
    return Page("Support: feedback", "support/feedback.html.jinja", data)


@SUPPORT.change("/support/feedback/analyse", "analyse feedback")
async def post_analyse(asked: Asked) -> Done:
    """The last days up to now."""
    params = FeedbackParams(until=datetime.now(UTC), days=asked.said(_Days).days)
    found = await analyse(params, asked.environment)
    return Done(f"{found.analysis.answers} questions were looked at.", "/support/feedback")
