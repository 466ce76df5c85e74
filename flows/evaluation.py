"""Evaluation: an agent version over cases, or two of them side by side (seed: the agent platform, agent-evaluator)."""

from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.runtime import flow_run
from prefect.states import Failed

from schemas.errors import ReviveError
from schemas.evaluation_params import CompareParams, EvaluateParams
from tasks.bulk.deployed import confine_deployed
from tasks.evaluation.closing import require_gate
from tasks.evaluation.opening import open_evaluation
from tasks.evaluation.steps import conclude_evaluation, process


def _evaluation_name() -> str:
    params: EvaluateParams = flow_run.parameters["params"]
    return f"evaluate {params.agent}@{params.version}"


def _comparison_name() -> str:
    params: CompareParams = flow_run.parameters["params"]
    return f"compare {params.agent}@{params.candidate} with {params.baseline or 'production'}"


@flow(name="evaluate-agent", flow_run_name=_evaluation_name, description="One agent version over cases or customers.")
async def evaluate_agent(params: EvaluateParams, environment: str = "local") -> dict[str, Any] | State[Any]:
    """Ask, score, judge, conclude. Run it again to do only what is missing."""
    return await _run(params, environment)


@flow(name="compare-agents", flow_run_name=_comparison_name, description="Two versions of an agent, paired.")
async def compare_agents(params: CompareParams, environment: str = "local") -> dict[str, Any] | State[Any]:
    """Ask both the same, score, judge side by side, conclude. Run it again to do only what is missing."""
    return await _run(params, environment)


async def _run(params: EvaluateParams | CompareParams, environment: str) -> dict[str, Any] | State[Any]:
    confine_deployed()
    try:
        async with open_evaluation(params, environment) as run:
            await process(run.evaluation_id)
            found = await conclude_evaluation(run.evaluation_id)
            require_gate(found)
            return found.model_dump(mode="json")
    except ReviveError as error:
        return Failed(name=error.state, message=str(error), data=error)
