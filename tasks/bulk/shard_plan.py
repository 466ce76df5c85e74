"""How an upload is divided into shards, and what a shard's status means for the upload, wherever shards work."""

from math import floor

from schemas.bulk import ShardParams, Status
from schemas.errors import BadInputError, BudgetStoppedError, CapReachedError, ReviveError, TooManyFailuresError
from tasks.bulk.run import Run


def plan(run: Run) -> list[ShardParams]:
    """Ranges of batches, with what is left of budget and failures divided by the customers still to do.

    Raises `BadInputError` if the calls in flight cannot be divided.
    """
    count = min(run.params.shards, run.status.batches)
    if run.params.concurrency < count:
        raise BadInputError(
            f"{run.params.concurrency} calls in flight cannot be divided among {count} shards; raise --concurrency"
        )
    ranges = [_range(shard, count, run.status.batches) for shard in range(count)]
    sizes = [sum(run.sizes[batch] for batch in batches) for batches in ranges]
    budget = run.runtime.limiter.budget
    left = None if budget.limit is None else max(budget.limit - budget.spent, 0.000001)
    return [
        ShardParams(
            upload_id=run.status.upload_id,
            shard=shard,
            shards=count,
            first_batch=batches.start,
            batches=len(batches),
            total=sizes[shard],
            concurrency=len(_range(shard, count, run.params.concurrency)),
            max_cost_usd=None if left is None else left * sizes[shard] / sum(sizes),
            spent_before_usd=sum(run.spent_before.get(batch, 0.0) for batch in batches),
            max_failure_rate=run.params.max_failure_rate,
            only_failed=run.params.only_failed,
        )
        for shard, batches in enumerate(ranges)
    ]


def _range(shard: int, shards: int, items: int) -> range:
    return range(floor(shard * items / shards), floor((shard + 1) * items / shards))


def why_it_ended(shard: int, status: Status) -> ReviveError | None:
    """Why a shard ended before it was complete; None if it is."""
    message = f"shard {shard}: {status.message}"
    if status.status == "complete":
        return None
    if status.capped:
        return CapReachedError(message)
    if status.status == "stopped_budget":
        return BudgetStoppedError(message)
    return TooManyFailuresError(message) if status.status == "failed" else ReviveError(message)


async def see_what_shards_left(run: Run) -> None:
    """Bring the ledger up to date: where all shards are complete, their parts hold every record."""
    await (run.ledger.look() if run.stopped else run.ledger.look_at_parts())
