"""The emails of one customer, rewritten as a person asks: one more question of the upload's own run.

The instruction is durable before it is paid for, so that a run that is killed is gone on with by a resume. It is taken
back if no answer holds: the emails stay as they were, and no resume asks again.
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from pydantic import ValidationError

from agents.core.agent import problems
from agents.core.failures import AgentFailedError, ModelAwayError
from agents.core.limiter import StoppedError
from agents.core.step import Step
from schemas.errors import (
    BadInputError,
    InterruptedRunError,
    ProviderError,
    ReviveError,
    StoreError,
    TooManyFailuresError,
    shown,
)
from schemas.plain_text import plain_line
from schemas.winback.review import Instruction
from schemas.winback.run import CustomerRecord, WinbackParams
from tasks.bulk.place import open_place
from tasks.bulk.prepare import count_budget
from tasks.bulk.run import Run, open_run
from tasks.bulk.status import write_status
from tasks.bulk.systems import upload_of
from tasks.bulk.walk import pay, rechosen, resolved
from tasks.winback.chain import CAMPAIGN, hold_now
from tasks.winback.decisions import INSTRUCTIONS, emails_of
from tasks.winback.rewriting import LeasedUpload, rewrite_exports
from tasks.winback.rule_on import find_record
from tasks.winback.system import WINBACK

TakeBack = Callable[[Run, CustomerRecord], Awaitable[None]]


async def regenerate(
    upload_id: str, customer_id: str, text: str, by: str, environment: str, max_cost_usd: float | None = None
) -> str:
    """Pay for the emails once more, written with this instruction; the exports change at once.

    Returns the message to print. Raises `BadInputError` if there is no such upload or customer, or its next step is
    not the emails; `BudgetStoppedError`, `ProviderError`, or `TooManyFailuresError` where every answer broke a rule;
    `AlreadyRunningError` while a run is under way.
    """
    said = _said(text, by)
    await upload_of(WINBACK, (await open_place(environment)).store, upload_id)
    given = {} if max_cost_usd is None else {"max_cost_usd": max_cost_usd}
    async with open_run(WINBACK, WinbackParams(upload_id=upload_id, **given), upload_id, environment) as run:
        await run.ledger.look()
        batch, record = await record_with_emails(run, customer_id)
        instructions = run.context.instructions
        run.context = replace(run.context, instructions={**instructions, customer_id: said})
        if await next_emails(run, record) is not None:
            await _require_reader(run, record)
            await run.ledger.open_batch(batch)
            await INSTRUCTIONS.write(run.store, run.status, run.context.instructions)
            await write_anew(run, record, _take_back)
        # Even if nothing was left to pay for: an earlier command may have been killed before it exported.
        upload = LeasedUpload(run.place, run.pointers.registry, run.ledger, run.status)
        await rewrite_exports(upload, datetime.now(UTC))
        return _told(run, record, said)


def _said(text: str, by: str) -> Instruction:
    try:
        return Instruction(by=by, at=datetime.now(UTC).isoformat(timespec="seconds"), text=plain_line(text))
    except ValidationError as error:
        raise BadInputError(f"--instruction: {problems(error)}") from None


async def record_with_emails(run: Run, customer_id: str) -> tuple[int, CustomerRecord]:
    """A customer's batch and record. Raises `BadInputError` if it has no emails, or may not be written to."""
    resume, who = run.status.command("resume"), shown(customer_id)
    batch, record = await find_record(run.ledger, run.status.batches, customer_id, run.status.upload_id)
    if run.status.status == "processing":
        raise BadInputError(f"the last run of upload {shown(run.status.upload_id)} was cut off: {resume} first")
    if record is None:
        raise BadInputError(f"{who} has no emails yet: {resume} writes them")
    emails_of(record)
    if (held := hold_now(record, run.context)) is not None:
        raise BadInputError(f"{who} is not written to any more ({held.reason}): {resume} says so")
    return batch, record


async def next_emails(run: Run, record: CustomerRecord) -> Step[Any] | None:
    """What is asked, None if these very emails are there. Raises `BadInputError` if it is not the emails."""
    step = WINBACK.next_step(record, run.context, await resolved(run, record))
    if step is not None and step.agent is not CAMPAIGN:
        again = run.status.command("resume")
        raise BadInputError(f"{shown(record.customer_id)} would be analysed anew before its emails: {again} first")
    return step


async def _require_reader(run: Run, record: CustomerRecord) -> None:
    """Raise `BadInputError` if rules would answer: they would write the same emails, and call them rewritten."""
    model = (await resolved(run, record))[CAMPAIGN.name].model
    if model.startswith("offline:"):
        raise BadInputError(
            "offline writes by rules and reads no instruction: set REVIVE_MODEL to a model that does, or write the "
            "email yourself with revive edit"
        )


async def write_anew(run: Run, record: CustomerRecord, take_back: TakeBack) -> None:
    """Pay, and note in the status what it cost. Raises why there are no new emails, with what was asked taken back."""
    await count_budget(run)
    why = await _pay(run, record)
    await run.book.close()
    _note_cost(run)
    # An interrupted command is gone on with by a resume; in a store that fails nothing can be taken back.
    if why is not None and not isinstance(why, InterruptedRunError | StoreError):
        await take_back(run, record)
    await write_status(run.store, run.status)
    if why is not None:
        raise why


async def _pay(run: Run, record: CustomerRecord) -> ReviveError | None:
    """Why there are no new emails, None if there are."""
    try:
        while (step := await next_emails(run, record)) is not None:
            if not await rechosen(run, record, step.agent.name):
                await pay(run, record, step)
    except AgentFailedError as failure:
        kind = ProviderError if isinstance(failure, ModelAwayError) else TooManyFailuresError
        return kind(f"the emails of {shown(record.customer_id)} stay as they were: {failure}")
    except StoppedError:
        return run.runtime.limiter.stopped
    except ReviveError as reason:
        return reason
    return None


async def _take_back(run: Run, record: CustomerRecord) -> None:
    """Keep the instruction that the emails were written with, if any: an earlier command may have left another."""
    assert record.campaign is not None, "emails that could not be written anew are there"
    instructions = dict(run.context.instructions)
    del instructions[record.customer_id]
    if record.campaign.instruction is not None:
        instructions[record.customer_id] = record.campaign.instruction
    await INSTRUCTIONS.write(run.store, run.status, instructions)


def _note_cost(run: Run) -> None:
    """Add to the upload's what this command has paid, answers that broke a rule included."""
    status, paid = run.status, run.tally.spent
    if status.cost_usd is not None:
        status.cost_usd = None if paid.cost_usd is None else round(status.cost_usd + paid.cost_usd, 6)
    status.input_tokens += paid.usage.input_tokens
    status.output_tokens += paid.usage.output_tokens
    status.maybe_paid_usd = round(run.book.maybe_paid_usd, 6)
    status.this_run = run.runtime.counters


def _told(run: Run, record: CustomerRecord, said: Instruction) -> str:
    assert record.campaign is not None, "they were written"
    who, paid = shown(record.customer_id), run.tally.spent
    if not paid.calls:
        return f"the emails of {who} were written with this instruction before; nothing was paid; {run.status.counts}"
    cost = "at a price that is not known" if paid.cost_usd is None else f"for ${paid.cost_usd:.6f}"
    wrote = f"written anew by campaign {record.campaign.version} {cost}, as {shown(said.by)} asked"
    return f"the emails of {who} are {wrote}; {run.status.counts}"
