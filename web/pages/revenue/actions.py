"""Actions: what waits for approval, what went out, and what nobody knows."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import BaseModel, Field

from schemas.outbox import OutboxEntry
from tasks.outbox.outbox import entries, open_outbox
from tasks.outbox.waiting import decide
from tasks.revenue.actions.policy import action_policy
from web.pages.asked import Asked
from web.pages.page import Done, Page
from web.pages.revenue.section import REVENUE

_MOST = 200


class Actions(BaseModel):
    """The last ones, those that wait for approval first."""

    actions: list[OutboxEntry]


class _Word(BaseModel):
    approve: bool
    note: Annotated[str, Field(max_length=1_000)] = ""


@REVENUE.page("/revenue/actions")
async def actions(asked: Asked) -> Page:
    """What was proposed, and what became of it."""
    async with open_outbox(asked.place.environment) as records:
        found = [one for one in await entries(records, datetime.now(UTC)) if one.system == "revenue"]
    found.sort(key=lambda one: one.state != "proposed")
    return Page("Revenue: actions", "revenue/actions.html.jinja", Actions(actions=found[:_MOST]))


@REVENUE.change("/revenue/actions/{action_id}/decide", "approve or reject an action", role="approver")
async def post_decide(asked: Asked) -> Done:
    """A person's word; nothing is sent by it. Raises `BadInputError` if who proposed it must not approve it."""
    said, policy = asked.said(_Word), action_policy(asked.environment)
    async with open_outbox(asked.place.environment) as records:
        entry = await decide(
            records, asked.part("action_id"), approve=said.approve, by=asked.who.name, note=said.note,
            proposer_may=policy.proposer_may_approve, now=datetime.now(UTC),
        )  # fmt: skip
    then = "it goes out with the next run that acts" if said.approve else "it goes nowhere"
    return Done(f"{entry.about}: {entry.state}; {then}.", "/revenue/actions")
