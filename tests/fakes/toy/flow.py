"""The toy's flows, as everybody's: a name, the parameters, and the shared body."""

from fakes.toy.record import ToyParams
from prefect import flow

from flows.bulk import Summary, run_name, run_shard, run_upload
from schemas.bulk import ShardParams


@flow(name="toy", flow_run_name=run_name)
async def toy(params: ToyParams, environment: str = "local") -> Summary:
    return await run_upload(toy, params, environment)


@flow(name="toy-shard")
async def toy_shard(params: ShardParams, environment: str = "local") -> Summary:
    return await run_shard("toy", params, environment)
