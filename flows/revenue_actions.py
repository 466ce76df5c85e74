"""Sends what waits: actions from quiet hours, those that people approved, those that failed."""

from typing import Any

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from schemas.errors import ReviveError
from tasks.revenue.actions.act import send_in

send_waiting_actions = task(name="send-waiting", cache_policy=NO_CACHE)(send_in)


@flow(
    name="revenue-actions",
    flow_run_name="revenue-actions {environment}",
    description="Send what waits to be sent, where the environment's policy sends.",
)
async def send_actions(environment: str = "local") -> dict[str, Any] | State[Any]:
    """Safe to repeat, and to run twice at once: each action is claimed before it is sent."""
    try:
        sent = await send_waiting_actions(environment)
    except ReviveError as error:
        return Failed(name=error.state, message=str(error), data=error)
    if not (sent.sent or sent.failed or sent.unknown):
        return Completed(name="NothingNew", message=f"nothing to send; {len(sent.waiting)} waiting")
    said = sent.model_dump(mode="json")
    if sent.failed or sent.unknown:
        return Failed(name="NotSent", message="; ".join(sent.reasons) or "not everything was sent", data=said)
    return Completed(message=f"{len(sent.sent)} sent in {sent.messages}", data=said)
