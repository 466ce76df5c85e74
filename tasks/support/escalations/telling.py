"""Tells the team that a customer needs a person: once, through the outbox, after the customer's reply."""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime

from blocks.channels.delivery import Channel
from blocks.records.interface import Records
from schemas.environment import elsewhere
from schemas.errors import ReviveError
from schemas.outbox import ActionState, Content, OutboxEntry
from schemas.registry import instant
from schemas.support.escalation import EscalationRecord
from tasks.outbox.outbox import claim, settle
from tasks.support.escalations.rows import record_in
from tasks.support.tables import ESCALATIONS

_log = logging.getLogger(__name__)
_TOGETHER = 50  # of one message, as many as the outbox claims at once
_LONGEST = 500  # characters of the question
NO_CHANNEL = (
    "nobody is told of escalations: set REVIVE_SUPPORT_URL or REVIVE_SUPPORT_CHANNEL, or look at "
    "revive support escalations list"
)


class Team:
    """Who is told; `channel` is None if none is configured."""

    def __init__(
        self, records: Records, channel: Channel | None, environment: str, now: Callable[[], datetime]
    ) -> None:
        self._records = records
        self._channel = channel
        self._environment = environment
        self._now = now
        self._under_way: set[asyncio.Task[None]] = set()
        self._has_said = False

    def tell_soon(self, escalation_id: str) -> None:
        """Tell of one escalation, while the customer already has the reply."""
        if self._channel is None:
            if not self._has_said:
                _log.warning(NO_CHANNEL)
            self._has_said = True
            return
        task = asyncio.create_task(self._tell_logged(escalation_id))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def tell_all(self) -> dict[str, ActionState]:
        """Tell of every waiting escalation that was not told yet, or could not be; returns the outcome of each."""
        waiting = [record_in(row) for row in await self._records.query(ESCALATIONS, "open", index="by_state")]
        told = {one.escalation_id: await self._tell(one) for one in waiting}
        return {escalation_id: state for escalation_id, state in told.items() if state is not None}

    async def tell_together(self, escalation_ids: Sequence[str]) -> None:
        """Tell of those that a file opened, many in one message: five thousand messages would tell nobody anything."""
        if self._channel is None:
            _log.warning(NO_CHANNEL)
            return
        rows = [await self._records.get(ESCALATIONS, one) for one in escalation_ids]
        waiting = [record for record in (record_in(row) for row in rows if row is not None) if record.state == "open"]
        for start in range(0, len(waiting), _TOGETHER):
            together = waiting[start : start + _TOGETHER]
            entries = [_entry(one, self._channel, self._now()) for one in together]
            claimed = {one.action_id: one for one in await claim(self._records, entries)}
            told = [one for one in together if action_id(one) in claimed]
            if told:
                message = _content_of(told, self._environment)
                delivery = await self._channel.send(f"msg_{action_id(told[0])}", message)
                await settle(self._records, list(claimed.values()), delivery, self._now())

    async def close(self) -> None:
        """Wait for what is under way; a channel bounds each call."""
        await asyncio.gather(*self._under_way)

    async def _tell_logged(self, escalation_id: str) -> None:
        try:
            row = await self._records.get(ESCALATIONS, escalation_id)
            state = None if row is None else await self._tell(record_in(row))
        except ReviveError as error:
            _log.warning("the team was not told of escalation %s: %s", escalation_id, error)
            return
        if state not in (None, "sent"):
            _log.warning(
                "telling the team of escalation %s: %s; see revive support escalations list", escalation_id, state
            )

    async def _tell(self, record: EscalationRecord) -> ActionState | None:
        """None if there was nothing to do: it was told, is being told, or somebody has it already."""
        if record.state != "open" or self._channel is None:
            return None
        claimed = await claim(self._records, [_entry(record, self._channel, self._now())])
        if not claimed:
            return None
        delivery = await self._channel.send(f"msg_{claimed[0].action_id}", content(record, self._environment))
        await settle(self._records, claimed, delivery, self._now())
        return delivery.state


def action_id(record: EscalationRecord) -> str:
    """Under which the outbox has it; one that came back is told of once more."""
    again = f"-{record.returned}" if record.returned else ""
    return f"support-escalation-{record.escalation_id}{again}"


def content(record: EscalationRecord, environment: str) -> Content:
    """What the team reads; the customer's words are masked as they are kept."""
    question = record.question if len(record.question) <= _LONGEST else record.question[:_LONGEST] + "\u2026"
    sounds = f", sounds {record.sentiment}" if record.sentiment not in (None, "neutral") else ""
    about = f" about {record.intent}" if record.intent else ""
    waits = "still waits" if record.returned else "waits"
    return Content(
        title=f"Support: a customer{about} {waits} for a person ({record.reason.replace('_', ' ')}{sounds})",
        text=f"{question}\nTake it: revive support escalations take {record.escalation_id}{elsewhere(environment)}",
        data={
            "escalation_id": record.escalation_id,
            "session_id": record.session_id,
            "reason": record.reason,
            "intent": record.intent,
            "sentiment": record.sentiment,
            "opened_at": record.opened_at.isoformat(),
        },
    )


def _content_of(records: Sequence[EscalationRecord], environment: str) -> Content:
    """What the team reads of several at once: how many for which reason."""
    if len(records) == 1:
        return content(records[0], environment)
    reasons = Counter(one.reason.replace("_", " ") for one in records).most_common()
    return Content(
        title=f"Support: {len(records)} customers of a file wait for a person",
        text=f"{', '.join(f'{reason}: {count}' for reason, count in reasons)}\n"
        f"Who they are: revive support escalations list{elsewhere(environment)}",
        data={"escalation_ids": [one.escalation_id for one in records]},
    )


def _entry(record: EscalationRecord, channel: Channel, now: datetime) -> OutboxEntry:
    return OutboxEntry(
        action_id=action_id(record),
        system="support",
        about=f"{'still waits for a person' if record.returned else 'a person is asked for'}: {record.reason}",
        channel=channel.name,
        state="claimed",
        claimed_at=instant(now),
        changed_at=instant(now),
    )
