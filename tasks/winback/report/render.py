"""Renders the page. Jinja escapes every value; no value becomes markup, style or script."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from schemas.bulk import Status
from schemas.outcomes import HORIZONS
from schemas.printable import counted
from schemas.reading import Reject
from schemas.sender import Sender
from schemas.winback.outcomes import OutcomeFigures, Recoverable
from schemas.winback.summary import AgainstBefore
from tasks.bulk.page import on_page, stylesheet, templates
from tasks.winback.decisions import EditedEmails
from tasks.winback.report.chances import Chance, chance_rows
from tasks.winback.report.charts import CATEGORIES, CHECKS, FLAGS, HOLDS, bars, by_mrr, money, sums
from tasks.winback.report.collect import Collector
from tasks.winback.report.findings import TENURES
from tasks.winback.report.outcome_words import DIMENSIONS, decimals, ranges

_FOLDER = Path(__file__).resolve().parent
# Static: no value is ever put into it, and the page's policy allows this text and no other.
_SCRIPT = (_FOLDER / "report.js").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Facts:
    """What the report says besides the records."""

    status: Status  # of the upload
    sender: Sender  # who writes
    quality: dict[str, Any] | None  # what the quality gate found; None if there is no verdict of it
    rejects: list[Reject]  # the first rows that were not accepted
    rejected: int  # how many there are
    accepted: int  # customers taken in
    generated_at: datetime  # in UTC
    corrected: Mapping[str, str] = field(default_factory=dict)  # by customer id: the category that a person gave
    outcomes: OutcomeFigures | None = None  # what came of the emails; None if nothing is known
    # by chance: what may come back of these customers
    recoverable: Mapping[Chance, Recoverable] = field(default_factory=dict)
    before: AgainstBefore | None = None  # the upload before; None if there is none of this kind
    edited: Mapping[str, EditedEmails] = field(default_factory=dict)  # by customer id: emails that a person edited


def render_report(collected: Collector, facts: Facts) -> bytes:
    """The page in UTF-8."""
    return _rendered("report.html.jinja", collected, facts)


def render_anonymous(collected: Collector, facts: Facts) -> bytes:
    """The page without names: counts and amounts, and no text that a customer or a model wrote."""
    return _rendered("anonymous.html.jinja", collected, facts)


def _rendered(template: str, collected: Collector, facts: Facts) -> bytes:
    page = (
        _templates()
        .get_template(template)
        .render(
            anonymous=template.startswith("anonymous"),
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
            recoverable=ranges(facts.recoverable.get("ready", Recoverable())),
            recoverable_by=list(dict.fromkeys(said for one in facts.recoverable.values() for said in one.sources)),
            chances=chance_rows(collected.worth, {chance: ranges(one) for chance, one in facts.recoverable.items()}),
            before=facts.before,
            rivals=collected.findings.rivals((facts.sender.company, facts.sender.product)),
            offline="offline" in facts.status.model,
        )
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
    _templates().get_template("report.html.jinja")


@cache
def _templates() -> Environment:
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
        "TENURES": TENURES,
        "script": Markup(_SCRIPT),  # noqa: S704 -- a file of ours
        "script_hash": b64encode(sha256(_SCRIPT.encode()).digest()).decode(),
    }
    return jinja


def _words(name: str) -> str:
    return name.replace("_", " ")
