"""The form with which a person approves or rejects a release in the Prefect UI, and runs that wait for it."""

from typing import Literal

from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import (
    FlowFilter,
    FlowFilterName,
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import StateType
from prefect.context import FlowRunContext
from prefect.flow_runs import asuspend_flow_run
from prefect.input import RunInput
from prefect.logging import get_run_logger
from pydantic import Field

from schemas.environment import LOCAL, elsewhere
from tasks.bulk.ui import artifact_key, if_reachable
from tasks.release.question import AskedRelease, release_question

FLOW = "deploy-agent-version"


class Approval(RunInput):
    """A person's decision about a candidate before its first customer."""

    decision: Literal["approve", "reject"] = Field(description="Approve: the rollout begins. Reject: production stays.")
    your_name: str = Field(min_length=1, max_length=80, description="For the history.")
    comment: str = Field(default="", max_length=1000)


def can_suspend() -> bool:
    """Whether this flow run can be suspended and resumed: only a deployment's can."""
    context = FlowRunContext.get()
    return context is not None and context.flow_run is not None and context.flow_run.deployment_id is not None


async def ask(asked: AskedRelease, attempt: int) -> Approval:
    """Suspend this flow run until somebody has filled in the form; the process ends, and a worker continues later.

    Every `attempt` (1, 2 …) is a form of its own: a run that goes on finds the answers to the earlier ones.
    """
    state = asked.state
    command = f"revive agents approve|reject {state.release_id}{elsewhere(asked.environment)}"
    get_run_logger().info("waits for a person: this form, or %s", command)
    form = Approval.with_initial_data(description=release_question(asked))
    again = f"-{attempt}" if attempt > 1 else ""
    return await asuspend_flow_run(wait_for_input=form, key=artifact_key(f"approval-{state.release_id}{again}"))


async def resume_waiting(agent: str, version: str, environment: str, answer: Approval) -> None:
    """Resume the suspended runs of a release that was settled elsewhere; they will find it settled."""
    async with get_client() as client:
        waiting = await client.read_flow_runs(
            flow_filter=FlowFilter(name=FlowFilterName(any_=[FLOW])),
            flow_run_filter=FlowRunFilter(
                state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.PAUSED]))
            ),
        )
        for run in waiting:
            params, where = run.parameters.get("params", {}), run.parameters.get("environment", LOCAL)
            if (params.get("agent"), params.get("version"), where) == (agent, version, environment):
                await if_reachable(client.resume_flow_run(run.id, run_input=answer.model_dump(exclude={"metadata"})))
