"""The person's side: what waits, taking it, replying in the conversation, resolving it.

Each change is one transaction over the escalation, its session and the message, so of two people who act at once the
second is told who has it, and no message is lost or written over.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

from agents.checks.credentials import credentials
from agents.checks.personal_data import masked
from agents.support.duty import time_on_duty
from blocks.local import resolve_environment
from blocks.records.interface import Records
from blocks.records.open_records import open_records
from blocks.records.table import RefusedWriteError, Row
from blocks.registry.schema_upgrade import upgrade_registry
from blocks.settings import read_settings
from schemas.errors import BadInputError, MissingTableError, StoreError, shown
from schemas.support.duty import Duty
from schemas.support.escalation import EscalationRecord, EscalationState, Settled
from tasks.support.desk import new_id, read_replies
from tasks.support.escalations.changes import Change, replied, resolved, returned, taken
from tasks.support.escalations.rows import record_in, row_of
from tasks.support.tables import ESCALATIONS, SESSIONS, TABLES, TURNS, Session, Turn
from tasks.support.turn_rows import session_row, turn_rows

_TRIES = 20
WAITING: tuple[EscalationState, ...] = ("open", "taken", "replied")


class Escalations:
    """Of an environment. `by` is who acts, as the history has it; `name` is what customers and colleagues read."""

    def __init__(self, records: Records, now: Callable[[], datetime], new_id: Callable[[], str] = new_id) -> None:
        self._records = records
        self._now = now
        self._new_id = new_id

    async def in_states(self, *states: EscalationState) -> list[EscalationRecord]:
        """Those in these states, who has waited longest first."""
        try:
            rows = [row for state in states for row in await self._records.query(ESCALATIONS, state, index="by_state")]
        except MissingTableError:
            return []
        return sorted(map(record_in, rows), key=lambda one: (one.opened_at, one.escalation_id))

    async def has(self, escalation_id: str) -> bool:
        """Whether there is one of this id."""
        try:
            return await self._records.get(ESCALATIONS, escalation_id) is not None
        except MissingTableError:
            return False

    async def get(self, escalation_id: str) -> EscalationRecord:
        """Raises `BadInputError` if there is none of this id."""
        return record_in(await self._row(escalation_id))

    async def turns(self, record: EscalationRecord) -> list[Turn]:
        """Its conversation, oldest first."""
        rows = await self._records.query(TURNS, record.session_id)
        return [Turn.model_validate_json(row.document) for row in rows]

    async def take(self, escalation_id: str, name: str, by: str, instead_of: str | None = None) -> EscalationRecord:
        """Have it from now on. Raises `ConflictError` if a colleague has it, unless it is taken over from them."""
        return await self._change(
            escalation_id, lambda record: taken(record, name, by, self._now(), instead_of=instead_of)
        )

    async def reply(self, escalation_id: str, text: str, name: str, by: str) -> EscalationRecord:
        """Write to the customer, in their conversation; replying to an escalation that nobody has also takes it.

        Personal data in the text is masked. Raises `BadInputError` for a text with a credential.
        """
        if credentials(text):
            raise BadInputError("the reply holds a credential, which nobody should have in a chat; write it without")
        said, interaction_id = masked(text)[0], self._new_id()
        return await self._change(
            escalation_id, lambda record: replied(record, said, interaction_id, name, by, self._now())
        )

    async def bring_back(self, duty: Duty) -> list[EscalationRecord]:
        """What was taken and left lying is everybody's again, and the assistant answers meanwhile; returns those."""
        stale = [one for one in await self.in_states("taken", "replied") if _is_stale(one, duty, self._now())]
        found = [await self._change(one.escalation_id, lambda record: self._back(record, duty)) for one in stale]
        return [one for one in found if one.state == "open"]

    def _back(self, record: EscalationRecord, duty: Duty) -> Change:
        # Looked at again: somebody may have written meanwhile.
        return returned(record, self._now()) if _is_stale(record, duty, self._now()) else Change(record)

    async def resolve(self, escalation_id: str, name: str, by: str, note: str = "") -> EscalationRecord:
        """It is settled; the customer is told that the assistant answers again."""
        told, interaction_id, kept = read_replies().resolved, self._new_id(), masked(note)[0]
        return await self._change(
            escalation_id, lambda record: resolved(record, told, interaction_id, name, by, kept, self._now())
        )

    async def _change(self, escalation_id: str, change: Callable[[EscalationRecord], Change]) -> EscalationRecord:
        for _ in range(_TRIES):
            row = await self._row(escalation_id)
            changed = change(record_in(row))
            if changed.record == record_in(row):
                return changed.record
            try:
                await self._write(row, changed)
            except RefusedWriteError:  # a colleague or the customer was faster: look again
                continue
            return changed.record
        raise StoreError(f"escalation {shown(escalation_id)} is changed by too many at once")

    async def _write(self, row: Row, changed: Change) -> None:
        record = changed.record
        before = await self._records.get(SESSIONS, record.session_id)
        if before is None:
            raise BadInputError(f"the conversation of escalation {record.escalation_id} is not kept any more")
        session, owner = Session.model_validate_json(before.document), str(before.attributes["user_id"])
        if record.is_over:
            assert record.resolved_at is not None
            session.settle(Settled(reason=record.reason, intent=record.intent, at=record.resolved_at))
        elif session.under_way is not None:
            session.under_way = session.under_way.model_copy(update={"holder": record.holder})
        turn = changed.turn
        if turn is not None:
            rows = turn_rows(turn, session, owner, before)
        else:
            rows = (session_row(session, record.session_id, owner, record.events[-1].at, before),)
        await self._records.commit(*rows, row_of(record, row))

    async def _row(self, escalation_id: str) -> Row:
        if (row := await self._records.get(ESCALATIONS, escalation_id)) is None:
            raise BadInputError(f"there is no escalation {shown(escalation_id)}; revive support escalations list")
        return row


def _is_stale(record: EscalationRecord, duty: Duty, now: datetime) -> bool:
    since = record.customer_waits_since
    return since is not None and time_on_duty(duty, since, now) >= timedelta(hours=duty.stale_after_hours)


@asynccontextmanager
async def open_escalations(environment: str) -> AsyncIterator[Escalations]:
    """Those of an environment, until the block ends. Raises `BadInputError` if it has no records."""
    spec = await resolve_environment(environment, read_settings())
    if spec.records_url is None:
        raise BadInputError(f"environment {spec.name!r} has no records to keep escalations in: set its records_url")
    async with open_records(spec.records_url, spec.aws, TABLES, upgrade_registry) as records:
        yield Escalations(records, lambda: datetime.now(UTC))
