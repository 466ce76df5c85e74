"""`python -m fakes.killed_tellers`: tells the team of `local`, and is killed after the claim, before the call."""

import asyncio
import os
import signal

from blocks.channels.delivery import Delivery
from blocks.channels.webhook import WebhookChannel
from schemas.outbox import Content
from tasks.support.escalations.acting import tell_team


async def _killed(_channel: WebhookChannel, _message_id: str, _content: Content) -> Delivery:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


if __name__ == "__main__":
    setattr(WebhookChannel, "send", _killed)  # noqa: B010 -- a method is replaced on purpose
    asyncio.run(tell_team("local"))
