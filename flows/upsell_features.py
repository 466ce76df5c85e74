"""Every night: computes the features of all upsell customers, and collects comparable cases for the agents."""

from typing import Any

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from schemas.errors import ReviveError
from schemas.upsell.features import FeaturesParams
from tasks.bulk.deployed import confine_deployed
from tasks.upsell.nightly import build_night

build = task(name="build-features", cache_policy=NO_CACHE)(build_night)


@flow(
    name="upsell-features",
    flow_run_name="upsell-features {environment}",
    description="Compute what is known of every customer of upsell, and gather what became of past messages.",
)
async def upsell_features(params: FeaturesParams, environment: str = "local") -> State[Any]:
    """Safe to repeat; readers go on with the version before until the new one is whole."""
    confine_deployed()
    try:
        features, cases = await build(params, environment)
    except ReviveError as error:
        return Failed(name=error.state, message=str(error), data=error)
    said = f"version {features.id}: {features.customers} customers from {features.events} events"
    said += f"; {sum(cases.cases.values())} cases, {cases.cases['accepted']} of them accepted"
    return Completed(message=said, data={"features": features.id, "cases": cases.id})
