"""Support: questions of a file, each with a reply (seed: customer support). Live questions run through no flow."""

from prefect import flow

from flows.bulk import Summary, run_name, run_shard, run_upload
from schemas.bulk import ShardParams
from schemas.support.run import SupportParams


@flow(name="support", flow_run_name=run_name, description="Answer questions of a file, and judge the answers.")
async def answer_queries(params: SupportParams, environment: str = "local") -> Summary:
    """Prepare, process, finalize. Run it again, from anywhere, to do only what is missing."""
    return await run_upload(answer_queries, params, environment)


@flow(name="support-shard", description="One shard of an upload; the flow support starts it, with shards above 1.")
async def support_shard(params: ShardParams, environment: str = "local") -> Summary:
    """Process a range of batches. Run it again to do only what is missing."""
    return await run_shard("support", params, environment)
