"""Walks a record's chain of steps: pays for what is missing, and makes each answer durable as soon as it is paid."""

from contextlib import suppress
from copy import copy
from functools import partial
from typing import Any

from agents.core.failures import AgentFailedError, VersionWithdrawnError
from agents.core.step import Chosen, Resolved, Step
from agents.running.run import MAX_REPAIRS, AgentResult
from agents.running.stepping import Turn, keep_turn, run_step
from agents.running.tool_turns import ToolsRan
from schemas.agent import Draft
from tasks.bulk.capabilities import customer_of
from tasks.bulk.run import Run
from tasks.bulk.system import BulkRecord


async def complete(run: Run, record: BulkRecord) -> None:
    """Complete the record, or put its error in it; answers that are still current are not paid for again.

    Raises `StoppedError` or a `ReviveError` if the run has to stop; everything paid until then is recorded.
    """
    changed = run.system.settle(record, run.context)
    while (step := run.system.next_step(record, run.context, await resolved(run, record))) is not None:
        if await rechosen(run, record, step.agent.name):
            continue
        try:
            await pay(run, record, step)
        except AgentFailedError as failure:
            step.failed(record, failure)
            await run.ledger.write(record)
            return
        changed = run.system.settle(record, run.context)
    if changed or record.error is not None:
        record.error = None
        await run.ledger.write(record)


async def is_current(run: Run, record: BulkRecord) -> bool:
    """Whether all it needs is there and would be asked for in the same words now, and its holds are unchanged."""
    looked_at = copy(record)
    if not record.complete or run.system.settle(looked_at, run.context):
        return False
    return run.system.next_step(looked_at, run.context, await resolved(run, record)) is None


def new_record(run: Run, subject: Any) -> BulkRecord:
    """A new record, with the versions that serve its subject."""
    record: BulkRecord = run.system.begin(subject, run.context)
    for agent in run.system.agents:
        _choose(run, record, agent.name)
    return record


def _choose(run: Run, record: BulkRecord, agent: str) -> None:
    """Note which version serves this subject from now on."""
    serving = run.versions.serving(agent)
    version = serving.choose(record.subject_id)
    record.versions[agent] = version.version
    assignment = serving.assignment(version)
    if assignment is not None:
        record.assigned[agent] = assignment
    else:
        record.assigned.pop(agent, None)


async def rechosen(run: Run, record: BulkRecord, agent: str) -> bool:
    """Replace, durably, versions that no longer serve anybody before they are called; returns whether any was."""
    if not run.versions.withdrawn(agent, record.versions[agent]):
        return False
    _choose(run, record, agent)
    await run.ledger.write(record)
    return True


async def resolved(run: Run, record: BulkRecord) -> Resolved:
    """The versions that serve this subject, by agent."""
    return {agent.name: await _chosen(run, record, agent.name) for agent in run.system.agents}


async def _chosen(run: Run, record: BulkRecord, agent: str) -> Chosen:
    if agent not in record.versions:  # a record that was edited by hand
        _choose(run, record, agent)
    version = await run.pointers.version(agent, record.versions[agent])
    return Chosen(version, (await run.runtime.models.get(version.model)).name)


async def pay(run: Run, record: BulkRecord, step: Step[Any]) -> None:
    """Ask this until an answer holds. Each answer is recorded; after a kill, rejected ones are taken into account.

    Raises `AgentFailedError`, or what stops the run. If the version was withdrawn meanwhile, nothing is kept.
    """
    if record.drafts_of != step.fingerprint or len(record.drafts) > MAX_REPAIRS:
        record.drafts_of, record.drafts = step.fingerprint, ()
    record.error = None
    version = await run.pointers.version(step.agent.name, record.versions[step.agent.name])

    async def save(turn: Turn) -> None:
        if isinstance(turn, Draft):
            record.drafts = (*record.drafts, turn)
        else:
            keep_turn(step, record, turn, version, record.drafts)
        if isinstance(turn, AgentResult):
            record.drafts_of, record.drafts = None, ()
        if isinstance(turn, ToolsRan):  # for nothing
            await run.ledger.write(record)
            return
        record.spent = record.spent.plus(turn.usage, turn.cost_usd)
        await run.ledger.write(record)
        run.tally.spend(turn.usage, turn.cost_usd)

    runtime = run.runtime.about(customer_of(run.system, record))
    withdrawn = partial(run.versions.withdrawn, step.agent.name, version.version)
    with suppress(VersionWithdrawnError):  # the caller chooses again
        await run_step(step, record, version, runtime, save, record.drafts, withdrawn)
