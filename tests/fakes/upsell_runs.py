"""Upsell runs without Prefect around them. `python tests/fakes/upsell_runs.py SOURCE`: one to be killed; `` drains."""

import asyncio
import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from fakes.whole_run import to_the_end

from agents.core.yaml_file import model_in
from blocks.layout import Upload
from schemas.bulk import Status
from schemas.errors import ReviveError
from schemas.upsell.brand import Brand
from schemas.upsell.catalogue import Catalogue
from schemas.upsell.run import UpsellParams
from tasks.bulk.place import open_place
from tasks.bulk.run import open_run
from tasks.upsell.context import UpsellContext
from tasks.upsell.eligibility import Known
from tasks.upsell.system import UPSELL

PASSED = json.dumps({"success": True, "checks": [], "rows": 1}).encode()
DEMO = Path(__file__).resolve().parents[2] / "demo"
AS_OF = "2026-11-20T18:00:00Z"
# What a model says of every event of `event`.
_MESSAGE = {
    "item": "rodent-exclusion",
    "benefits": [
        "Entry points found and sealed from foundation to roof line",
        "Steel mesh on vents and pipe openings",
    ],
    "subject": "A thought for your home",
    "ask": "Would a short call to talk it over be welcome?",
}
_BODY = """\
Hi Ann,

Thank you for your trust in us.

We have treated your home for rodents, and closing the gaps is what keeps new ones outside. That is what our Rodent \
Exclusion is there for: gaps at foundation, vents, pipes and roof line are closed so that mice and rats cannot get in. \
What you would have from it: entry points found and sealed from foundation to roof line; and steel mesh on vents and \
pipe openings.

It costs $420, one time. Please take all the time you like to think it over.

Would a short call to talk it over be welcome?

All the best,
Your Hearthline team"""
_MARK = {"score": 9, "reason": "It is as it should be."}
_VERDICT = {"appropriateness": _MARK, "service_validity": _MARK, "brand": _MARK, "score": 9, "approved": True}
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
# What the demo offers, where nothing else is known.
CONTEXT = UpsellContext(
    Known(model_in((DEMO / "upsell_catalogue.yaml").read_bytes(), "demo", Catalogue), NOW),
    model_in((DEMO / "upsell_brand.yaml").read_bytes(), "demo", Brand),
)
ANSWERS = {"UpsellMessage": json.dumps(_MESSAGE | {"body": _BODY}), "Verdict": json.dumps(_VERDICT)}


async def upsell(params: UpsellParams, *, gate: bool = False) -> Status:
    """The steps of the flow; raises why it was stopped, if it was. Without `gate` the data counts as good."""
    place = await open_place("local")
    stored = await UPSELL.subjects(place, params)
    if stored.status == "nothing_new":
        return stored
    if not gate:
        await place.store.put(Upload.of(stored).data_quality, PASSED)
    async with open_run(UPSELL, params, stored.upload_id, "local") as run:
        return await to_the_end(run)


def event(number: int, **said: Any) -> dict[str, Any]:
    """One for whom something fits, of a customer of its own."""
    customer = {"id": f"c{number}", "first_name": "Ann", "email": f"ann{number}@mail.example"}
    visit = {"type": "Rodent Control", "date": "2026-11-18", "satisfaction_score": 5, "notes": "Droppings."}
    return {
        "event_id": f"e{number}", "event_type": "service_completed", "occurred_at": "2026-11-18T10:00:00Z",
        "customer": customer, "service": visit, "current_plan": "one-time", "payment_status": "current", **said,
    }  # fmt: skip


def write_events(path: Path, *events: Any) -> str:
    """A file of them that says as of when it is judged."""
    path.write_text("\n".join(json.dumps(one) for one in ({"as_of": AS_OF}, *events)) + "\n")
    return str(path)


async def entries(status: Status) -> dict[str, dict[str, Any]]:
    """What messages.json says, by event."""
    content = await (await open_place("local")).store.get(Upload.of(status).messages)
    return {one["event_id"]: one for one in json.loads(content or b"[]")}


if __name__ == "__main__":
    (source,) = sys.argv[1:]
    try:
        asyncio.run(upsell(UpsellParams(source=source) if source else UpsellParams(drain=True)))
    except ReviveError as error:
        raise SystemExit(error.exit_code) from None
