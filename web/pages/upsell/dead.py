"""Dead letters: events that cannot be used, why, as they came; and how they are tried again."""

from datetime import UTC, datetime

from blocks.queue.message import Dead
from schemas.errors import BadInputError
from schemas.printable import counted
from schemas.upsell.pages import DeadAsked, DeadPage, DeadRow, OneDead, RedrivePage
from tasks.upsell.dead_letters import find_dead, list_dead, redrive_dead
from web.pages.asked import Asked
from web.pages.page import Done, Page
from web.pages.upsell.section import UPSELL
from web.problems import NotFoundError

_SHOWN = 100


@UPSELL.page("/upsell/dead")
async def dead(asked: Asked) -> Page:
    """Those of one reason, or all."""
    said = asked.words(DeadAsked)
    every = await list_dead(asked.environment, None, 0 if said.reason else _SHOWN)
    found = await list_dead(asked.environment, said.reason, _SHOWN) if said.reason else every
    data = DeadPage(
        asked=said,
        reasons=dict(every.reasons.most_common()),
        fitting=found.reasons.total(),
        first=[_row(one) for one in found.first],
    )
    return Page("Upsell: dead letters", "upsell/dead.html.jinja", data)


@UPSELL.page("/upsell/dead/redrive")
async def would_redrive(asked: Asked) -> Page:
    """How many would be tried again; looking changes nothing."""
    reason = asked.words(DeadAsked).reason
    would = await redrive_dead(asked.environment, reason, None, dry_run=True)
    return Page("Upsell: try again", "upsell/redrive.html.jinja", RedrivePage(reason=reason, would=would))


@UPSELL.change("/upsell/dead/redrive", "have dead letters tried again", role="editor")
async def post_redrive(asked: Asked) -> Done:
    """Make them due again; those that still cannot be used become dead letters again."""
    count = await redrive_dead(asked.environment, asked.said(DeadAsked).reason, None, dry_run=False)
    return Done(f"{counted(count, 'event')} will be tried again with the next drain.", "/upsell/dead")


@UPSELL.page("/upsell/dead/letters/{event_id:path}")
async def letter(asked: Asked) -> Page:
    """One with its body, which may have personal data."""
    event_id = asked.part("event_id")
    try:
        found = await find_dead(asked.environment, event_id)
    except BadInputError as error:
        raise NotFoundError(str(error)) from None
    data = OneDead(event_id=event_id, letters=[_row(one, body=True) for one in found])
    return Page(f"Dead letter {event_id}", "upsell/letter.html.jinja", data)


def _row(one: Dead, *, body: bool = False) -> DeadRow:
    return DeadRow(
        event_id=one.message.id,
        source=one.message.source,
        reason=one.reason,
        detail=one.detail,
        attempts=one.attempts,
        put_at=_moment(one.put_at),
        died_at=_moment(one.died_at),
        body=one.message.body.decode(errors="replace") if body else "",
    )


def _moment(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="seconds")
