"""Shards as invocations of a function of Lambda, for an environment whose `worker` is `lambda:FUNCTION`.

They are invoked asynchronously and watched by their status in the store, as shards of the work pool are. At least once
is enough: of two invocations of a shard the lease lets one work, and one that a later run has taken the place of does
nothing (`Shard.asked`).
"""

import asyncio
import logging
from dataclasses import dataclass, field
from time import monotonic
from uuid import uuid4

from blocks.functions import Functions, open_functions
from blocks.layout import Shard
from schemas.bulk import ShardParams, Status
from schemas.errors import ReviveError
from tasks.bulk.run import Run
from tasks.bulk.shard_plan import plan, see_what_shards_left, why_it_ended
from tasks.bulk.status import read_status_of

POLL_S, RESTARTS = 1.0, 2
# Lambda holds an invocation back while as many run as are reserved, for five minutes at most (templates/chunks.yaml).
STARTS_WITHIN_S, SILENT_S = 330.0, 120.0
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Invoked:
    """A shard, and the invocations that work on it, one after the other."""

    params: ShardParams
    mark: str  # of the run; each invocation's name begins with it
    asked: int = 0  # how often it was invoked
    heard_at: float = field(default_factory=monotonic)  # when its status changed, or it was invoked
    status: Status | None = None  # the last one of any of these invocations
    before: int = -1  # how many subjects were done when it was last invoked
    deaths: int = 0
    ended: bool = False
    error: ReviveError | None = None  # why it is given up

    @property
    def over(self) -> bool:
        return self.ended or self.error is not None

    @property
    def invocation(self) -> str:
        return f"{self.mark}/{self.asked}"

    def hear(self, status: Status) -> None:
        """Take in a status, if an invocation of this run wrote it."""
        if not (status.flow_run_id or "").startswith(self.mark):
            return
        if self.status is None or status.updated_at != self.status.updated_at:
            self.heard_at = monotonic()
        self.status = status

    @property
    def is_silent(self) -> bool:
        has_begun = self.status is not None and self.status.flow_run_id == self.invocation
        return monotonic() - self.heard_at > (SILENT_S if has_begun else STARTS_WITHIN_S)


async def invoke_shards(run: Run, function: str) -> None:
    """Invoke the function for each shard, again for each that has more to do, until all are done or the run stops."""
    mark = str(uuid4())
    watched = [_Invoked(params, mark) for params in plan(run)]
    async with open_functions(function, run.place.environment.aws) as functions:
        for one in watched:
            await run.store.put(_keys(run, one).asked, mark.encode())
            await _invoke(run, functions, one)
        told = False
        while any(not one.over for one in watched):
            await asyncio.sleep(POLL_S)
            if run.stopped and not told:
                told = True
                for one in watched:
                    await run.store.put(_keys(run, one).asked, b"")
            for one in watched:
                if not one.over:
                    await _look(run, functions, one)
            heard = [one.status for one in watched if one.status]
            run.tally.of_shards_usd = sum(status.maybe_paid_usd for status in heard)
            run.tally.recall(*heard, total=run.status.total)
    for one in watched:
        if (error := one.error or _why(one)) is not None:
            run.runtime.limiter.stop(error)
    await see_what_shards_left(run)


async def _invoke(run: Run, functions: Functions, one: _Invoked) -> None:
    one.asked, one.heard_at = one.asked + 1, monotonic()
    event = {
        "system": run.system.name,
        "environment": run.place.environment.name,
        "invocation": one.invocation,
        "params": one.params.model_dump(mode="json"),
    }
    try:
        await functions.invoke(event)
    except ReviveError as error:
        one.error = ReviveError(f"shard {one.params.shard} could not be invoked: {error}")


async def _look(run: Run, functions: Functions, one: _Invoked) -> None:
    """Bring what is known of a shard up to date; invoke it again if it has more to do, or died."""
    if (status := await read_status_of(run.store, _keys(run, one))) is not None:
        one.hear(status)
    if one.status is not None and one.status.status != "processing":
        if one.status.status != "interrupted" or run.stopped:
            one.ended = True
        elif one.status.flow_run_id == one.invocation:
            await _go_on(run, functions, one, one.status)
    if one.over or not one.is_silent:
        return
    one.deaths += 1
    if run.stopped or one.deaths > RESTARTS:
        one.error = ReviveError(f"shard {one.params.shard} ended without a word; resume goes on with it")
        return
    _log.warning("shard %d says nothing and is invoked again", one.params.shard)
    await _invoke(run, functions, one)


async def _go_on(run: Run, functions: Functions, one: _Invoked, status: Status) -> None:
    """An invocation has ended with more to do; one that did nothing more is no reason to go on for ever."""
    done = status.completed + status.failed
    if done <= one.before:
        one.error = ReviveError(f"shard {one.params.shard}: an invocation did nothing more: {status.message}")
        return
    one.before = done
    await _invoke(run, functions, one)


def _keys(run: Run, one: _Invoked) -> Shard:
    return Shard(one.params.upload_id, one.params.shard, run.keys.system)


def _why(one: _Invoked) -> ReviveError | None:
    assert one.status is not None
    return why_it_ended(one.params.shard, one.status)
