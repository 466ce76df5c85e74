"""Win-back: churned customers in, analyses and campaigns out (seed: Revive AI, PrepareJob → Map → FinalizeJob)."""

from prefect import flow

from flows.bulk import Summary, run_name, run_shard, run_upload
from schemas.bulk import ShardParams
from schemas.winback.run import WinbackParams


@flow(
    name="winback", flow_run_name=run_name, description="Analyse churned customers and write their win-back campaigns."
)
async def winback(params: WinbackParams, environment: str = "local") -> Summary:
    """Prepare, process, finalize. Run it again, from anywhere, to do only what is missing."""
    return await run_upload(winback, params, environment)


@flow(name="winback-shard", description="One shard of an upload; the flow winback starts it, with shards above 1.")
async def winback_shard(params: ShardParams, environment: str = "local") -> Summary:
    """Process a range of batches. Run it again to do only what is missing."""
    return await run_shard("winback", params, environment)
