"""Whether Prefect started this flow run from a deployment, and what such a run may read."""

from prefect.context import FlowRunContext

from blocks.local_file import confine_to
from blocks.settings import read_source_rules


def confine_deployed() -> None:
    """Restrict a deployment's run to files below the folders that the worker's settings allow.

    The command runs the same flows in its own process; there, a person may read whatever their shell may.
    """
    context = FlowRunContext.get()
    if context is not None and context.flow_run is not None and context.flow_run.deployment_id is not None:
        confine_to(read_source_rules().roots)
