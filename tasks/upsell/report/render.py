"""Renders the page. Jinja escapes every value; no value becomes markup, style or script."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, get_args

from jinja2 import Environment

from schemas.bulk import Status
from schemas.printable import counted
from schemas.upsell.brand import Brand
from schemas.upsell.run import UpsellHoldCode
from tasks.bulk.page import on_page, stylesheet, templates
from tasks.upsell.entries import reason_of, verdict_in_words
from tasks.upsell.report.collect import Collector

HOLDS: dict[UpsellHoldCode, str] = {
    "stale": "Too long ago",
    "not_for_upsell": "No occasion for a message",
    "no_address": "No usable address",
    "suppressed": "On the suppression list",
    "opted_out": "Opted out",
    "contacted": "Written to recently",
    "upsold_recently": "Offered something in the last 30 days",
    "unsatisfied": "Not satisfied with the latest visit",
    "open_complaint": "Open complaint or recent issue",
    "payment_not_current": "Payment is not current",
    "same_customer": "A newer event of the same customer",
    "decided_before": "Decided in another upload",
    "nothing_fits": "Nothing in the catalogue fits",
    "manual": "Held by hand",
}
assert HOLDS.keys() == set(get_args(UpsellHoldCode))


@dataclass(frozen=True, slots=True)
class Facts:
    """What the report says besides the records."""

    status: Status  # of the upload
    brand: Brand  # who writes
    quality: dict[str, Any] | None  # what the quality gate found; None if there is no verdict of it
    generated_at: datetime  # in UTC


def render_report(collected: Collector, facts: Facts) -> bytes:
    """The page in UTF-8."""
    page = (
        _templates()
        .get_template("report.html.jinja")
        .render(
            c=collected,
            status=facts.status,
            brand=facts.brand,
            quality=facts.quality or {"checks": [], "rows": 0},
            generated_at=f"{facts.generated_at:%-d %B %Y, %H:%M} UTC",
            cost=_cost(facts.status, collected.total),
            offline="offline" in facts.status.model,
        )
    )
    return page.encode("utf-8", "replace")


def _cost(status: Status, events: int) -> dict[str, str]:
    """What was paid, and for a thousand events."""
    if status.cost_usd is None:
        return {"paid": "not known", "thousand": ""}
    thousand = f"${1_000 * status.cost_usd / events:,.2f} per 1,000 events" if events else ""
    return {
        "paid": f"${status.cost_usd:,.4f}" if status.cost_usd < 1 else f"${status.cost_usd:,.2f}",
        "thousand": thousand,
    }


def load_template() -> None:
    """Compile the page's template ahead of time."""
    _templates().get_template("report.html.jinja")


@cache
def _templates() -> Environment:
    jinja = templates(Path(__file__).resolve().parent)
    jinja.filters |= {"shown": on_page, "counted": counted, "words": lambda name: name.replace("_", " ")}
    jinja.globals |= {"css": stylesheet(), "HOLDS": HOLDS, "reason_of": reason_of, "verdict": verdict_in_words}
    return jinja
