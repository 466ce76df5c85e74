"""Revenue: gather → process → analyse → act → log, for one of the six analyses (seed: RevOps, the state machine).

Gathering and processing are the take-in: the findings are computed, stored and logged before anything is paid.
Analysing is the shared body of every system: each finding explained under ledger, budget and resume. Acting comes last,
and what became of it is logged with the run.
"""

from prefect import State, flow, task
from prefect.cache_policies import NO_CACHE
from prefect.states import Completed, Failed

from flows.bulk import Summary, run_name, run_shard, run_upload
from schemas.bulk import ShardParams
from schemas.errors import ReviveError
from schemas.revenue.run import RevenueParams
from tasks.revenue.actions.act import act_on_session

act_on_findings = task(name="act", cache_policy=NO_CACHE)(act_on_session)


@flow(name="revenue", flow_run_name=run_name, description="One analysis over the warehouse; its findings explained.")
async def revenue(params: RevenueParams, environment: str = "local") -> Summary:
    """Gather, process, analyse, act, log. Run it again with its upload_id to do only what is missing."""
    summary = await run_upload(revenue, params, environment)
    if not (params.act and isinstance(summary, State) and summary.is_completed() and summary.data):
        return summary
    status = await summary.aresult()
    try:
        acted = await act_on_findings(status["upload_id"], environment, scheduled=params.trigger == "scheduled")
    except ReviveError as error:
        return Failed(name=error.state, message=f"the findings are there, but nothing was sent: {error}", data=error)
    return Completed(message=f"{summary.message}; actions: {acted.line}", data=status)


@flow(name="revenue-shard", description="One shard of a large session; the flow revenue starts it.")
async def revenue_shard(params: ShardParams, environment: str = "local") -> Summary:
    """Explain a range of batches. Run it again to do only what is missing."""
    return await run_shard("revenue", params, environment)
