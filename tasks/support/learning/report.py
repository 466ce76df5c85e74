"""`report.html` of an analysis: what to do first, then the figures it follows from. One file that loads nothing."""

from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Template

from schemas.printable import counted
from schemas.support.analysis import Estimate, FeedbackAnalysis
from tasks.bulk.page import on_page, stylesheet, templates

_FOLDER = Path(__file__).resolve().parent


def render(analysis: FeedbackAnalysis) -> bytes:
    """The page, UTF-8. Every value is escaped; none becomes markup, style or script."""
    return _template().render(found=analysis).encode("utf-8", "replace")


def share(estimate: Estimate | None) -> str:
    """A share with its interval."""
    return "\u2013" if estimate is None else f"{estimate.value:.0%} ({estimate.low:.0%}\u2013{estimate.high:.0%})"


def stars(estimate: Estimate | None) -> str:
    """A mean rating with its interval."""
    return "\u2013" if estimate is None else f"{estimate.value:.1f} ({estimate.low:.1f}\u2013{estimate.high:.1f})"


def moment(at: datetime) -> str:
    """As people read it."""
    return f"{at.astimezone(UTC):%-d %B %Y, %H:%M} UTC"


@cache
def _template() -> Template:
    jinja = templates(_FOLDER)
    jinja.filters |= {"shown": on_page, "counted": counted, "share": share, "stars": stars, "moment": moment}
    names: dict[str, Any] = {"css": stylesheet()}
    jinja.globals |= names
    return jinja.get_template("report.html.jinja")
