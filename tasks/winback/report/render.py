"""Renders the page. Jinja escapes every value; no value becomes markup, style or script."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Template

from schemas.bulk import Status
from schemas.reading import Reject
from schemas.sender import Sender
from schemas.winback.outcomes import HORIZONS, OutcomeFigures, Recoverable
from tasks.bulk.page import counted, on_page, stylesheet, templates
from tasks.winback.decisions import EditedEmails
from tasks.winback.report.charts import CATEGORIES, CHECKS, FLAGS, HOLDS, bars, by_mrr, money, sums
from tasks.winback.report.collect import Collector
from tasks.winback.report.outcome_words import DIMENSIONS, decimals, ranges

_FOLDER = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Facts:
    """What the report says besides the records."""

    status: Status  # of the upload
    sender: Sender  # who writes
    quality: dict[str, Any] | None  # what the quality gate found; None where there is no verdict of it
    rejects: list[Reject]  # the first rows that were not accepted
    rejected: int  # how many there are
    accepted: int  # customers taken in
    generated_at: datetime  # in UTC
    corrected: Mapping[str, str] = field(default_factory=dict)  # by customer id: the category that a person gave
    outcomes: OutcomeFigures | None = None  # what came of the emails; None where nothing is known
    recoverable: Recoverable = field(default_factory=Recoverable)  # what may come back of those who may be written to
    edited: Mapping[str, EditedEmails] = field(default_factory=dict)  # by customer id: emails that a person edited


def render_report(collected: Collector, facts: Facts) -> bytes:
    """The page in UTF-8."""
    page = _template().render(
        c=collected,
        status=facts.status,
        corrected=facts.corrected,
        edited=facts.edited,
        sender=facts.sender,
        quality=facts.quality or {"checks": [], "rows": 0, "success": True},
        rejects=facts.rejects,
        rejected=facts.rejected,
        generated_at=f"{facts.generated_at:%-d %B %Y, %H:%M} UTC",
        charts=bars(collected),
        causes=by_mrr(collected),
        cost=_cost(facts),
        outcomes=facts.outcomes,
        horizons=HORIZONS,
        recoverable=ranges(facts.recoverable),
        recoverable_by=facts.recoverable.sources,
        offline="offline" in facts.status.model,
    )
    return page.encode("utf-8", "replace")


def _cost(facts: Facts) -> dict[str, str | None]:
    """What was paid, and extrapolated to a thousand customers and to the whole file."""
    status = facts.status
    done = status.completed + status.failed
    paid = status.cost_usd
    if paid is None or not done:
        return {"paid": None if paid is None else f"${paid:,.2f}", "thousand": None, "all": None}
    each = paid / done
    return {
        "paid": _dollars(paid),
        "thousand": _dollars(1_000 * each),
        "all": _dollars(each * facts.accepted) if facts.accepted > done else None,
    }


def _dollars(amount: float) -> str:
    return f"${amount:,.2f}" if amount >= 1 or amount == 0 else f"${amount:.4f}"


def load_template() -> None:
    """Compile the page's template ahead of time."""
    _template()


@cache
def _template() -> Template:
    jinja = templates(_FOLDER)
    jinja.filters |= {
        "shown": on_page,
        "money": money,
        "sums": sums,
        "decimals": decimals,
        "counted": counted,
        "words": _words,
    }
    jinja.globals |= {
        "css": stylesheet(),
        "CATEGORIES": CATEGORIES,
        "HOLDS": HOLDS,
        "FLAGS": FLAGS,
        "CHECKS": CHECKS,
        "DIMENSIONS": DIMENSIONS,
    }
    return jinja.get_template("report.html.jinja")


def _words(name: str) -> str:
    return name.replace("_", " ")
