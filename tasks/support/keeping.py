"""Keeps a live question's trail: each paid turn before the next call, and at the end every stage."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from agents.core.step import Resolved
from agents.running.tool_turns import ToolsRan
from agents.support import answering
from blocks.records.table import RefusedWriteError
from schemas.errors import ConflictError, ReviveError
from schemas.support.interaction import Attempt, Interaction, Reply
from schemas.support.trail import StageDone, Trail
from tasks.support.stages import Stages
from tasks.support.tables import NOBODY
from tasks.support.trails import TAKEN_OVER

_STAGES = ("guardrails", "history", "intent", "retrieve")
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Keeping:
    """The trail of one question while models are asked. Where only rules answer, nothing is paid that could be lost."""

    stages: Stages
    until: timedelta  # from now: when nobody waits any more
    pays: bool

    async def begin(self, record: Interaction) -> None:
        """Before the first call: what is under way is known even if this process is killed."""
        await self._write(record)

    async def save(self, record: Interaction, turn: Any) -> None:
        """A turn, before the next call."""
        if not isinstance(turn, ToolsRan):
            record.spent = record.spent.plus(turn.usage, turn.cost_usd)
            await self._write(record)

    async def _write(self, record: Interaction) -> None:
        kept, claim = self.stages.desk.conversations, self.stages.claim
        if not self.pays or kept is None:
            return
        try:
            claim.revision = await kept.trails.write(trail_of(self.stages, record, self.until), claim.revision)
        except RefusedWriteError:
            raise ConflictError(TAKEN_OVER) from None
        except ReviveError as error:
            _log.warning("what is paid for is not kept until the reply is: %s", error)


def pays(versions: Resolved) -> bool:
    """Whether a model is asked, and not only rules."""
    return any(chosen.model.partition(":")[0] != "offline" for chosen in versions.values())


def trail_of(stages: Stages, record: Interaction | None, until: timedelta, reply: Reply | None = None) -> Trail:
    """The trail as things stand; with its outcome once there is a reply."""
    now = stages.desk.now()
    return Trail(
        interaction_id=stages.claim.interaction_id,
        session_id=stages.session_id,
        user_id=stages.asked.user_id or NOBODY,
        at=now,
        until=now + until,
        record=record,
        stages=tuple(_stages_done(stages, record)),
        outcome=None if reply is None else reply.outcome,
        reason="" if reply is None else reply.reason,
        lost_calls=stages.claim.lost_calls,
    )


def _stages_done(stages: Stages, record: Interaction | None) -> Iterator[StageDone]:
    for name in _STAGES:
        if name in stages.latency_ms:
            stopped = name == "guardrails" and stages.screened.blocked is not None
            yield StageDone(stage=name, ms=stages.latency_ms[name], ended="stopped" if stopped else "done")
    for number, attempt in enumerate(record.attempts if record is not None else (), start=1):
        yield from _asked(attempt, number)
    if record is not None and record.error is not None:
        stage = "answer" if record.error.step == answering.AGENT.name else "judge"
        yield StageDone(stage=stage, ms=0.0, ended="failed", version=record.versions.get(record.error.step))


def _asked(attempt: Attempt, number: int) -> Iterator[StageDone]:
    for name, paid in (("answer", attempt.paid), ("judge", attempt.judged)):
        if paid is not None:
            yield StageDone(
                stage=f"{name} {number}",
                ms=round(1_000 * paid.latency_s, 1),
                ended="stopped" if name == "answer" and attempt.blocks else "done",
                version=paid.version,
                model=paid.model,
                cost_usd=paid.total_usd,
            )
