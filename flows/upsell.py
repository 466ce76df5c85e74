"""Upsell: events in, messages that a judge approved out (seed: upsell messages)."""

from prefect import flow

from flows.bulk import Summary, run_name, run_shard, run_upload
from schemas.bulk import ShardParams
from schemas.upsell.run import UpsellParams


@flow(name="upsell", flow_run_name=run_name, description="Decide about events, and write and judge their messages.")
async def upsell(params: UpsellParams, environment: str = "local") -> Summary:
    """Prepare, process, finalize. Run it again, from anywhere, to do only what is missing."""
    return await run_upload(upsell, params, environment)


@flow(name="upsell-shard", description="One shard of an upload; the flow upsell starts it, with shards above 1.")
async def upsell_shard(params: ShardParams, environment: str = "local") -> Summary:
    """Process a range of batches. Run it again to do only what is missing."""
    return await run_shard("upsell", params, environment)
