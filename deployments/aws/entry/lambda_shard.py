"""The handler of the chunks' function: one shard of an upload, as far as the invocation's time goes."""

import asyncio
import os
from typing import Any, Protocol

from blocks.function_settings import fill_secrets


class Context(Protocol):
    """What Lambda says of an invocation, as far as it is used."""

    def get_remaining_time_in_millis(self) -> int:
        """Milliseconds until Lambda ends the process, whatever it is doing."""


def handler(event: dict[str, Any], context: Context) -> dict[str, Any]:
    """Work on the shard that the event names; its status, of which `interrupted` has more to do."""
    fill_secrets(os.environ)
    from schemas.bulk import ShardParams  # noqa: PLC0415 -- after the secrets, which Prefect reads when it is imported
    from tasks.bulk.chunk import work_on_shard  # noqa: PLC0415 -- same

    params = ShardParams.model_validate(event["params"])
    within_s = context.get_remaining_time_in_millis() / 1000
    work = work_on_shard(event["system"], params, event["environment"], event["invocation"], within_s)
    status = asyncio.run(work)
    return {"status": status.status, "completed": status.completed, "failed": status.failed, "message": status.message}
