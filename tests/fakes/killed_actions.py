"""`python -m fakes.killed_actions URL COMMITS`: sends what waits to a webhook; the process is killed at a later point.

So many commits of the records succeed; at the next one the process gets SIGKILL. Ends with 0 if there was none.
"""

import asyncio
import os
import signal
import sys
from datetime import UTC, datetime
from typing import Any

from fakes.revenue import night

from blocks.channels.webhook import WebhookChannel
from blocks.records.sqlite import SqliteRecords
from blocks.settings import SourceRules
from schemas.outbox import OutboxEntry
from schemas.revenue.request import RevenueRequest
from tasks.bulk.place import open_place
from tasks.outbox.outbox import open_outbox
from tasks.outbox.waiting import propose
from tasks.revenue.actions.policy import action_policy
from tasks.revenue.actions.proposals import proposals
from tasks.revenue.actions.sending import send_due
from tasks.revenue.log.tables import open_log
from tasks.revenue.log.writing import log_result

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)
RESULT = night("2026-11-26", "a", "b", "c", severity="high")


async def one_night(url: str) -> None:
    """Log three findings, propose their actions, send them."""
    environment, policy = (await open_place("local")).environment, action_policy("prod")
    channel = WebhookChannel(url, None, SourceRules(frozenset({"127.0.0.1"}), ()))

    def opens(_entry: OutboxEntry) -> WebhookChannel | None:
        return channel if _entry.group.startswith("webhook/") else None

    async with open_outbox(environment) as outbox, open_log(environment) as log:
        await log_result(log, RevenueRequest(analysis="A1"), RESULT, NOON)
        await propose(outbox, proposals(RESULT, policy, {}, "ana", NOON))
        await send_due(outbox, log, policy, opens, lambda: NOON)


def main() -> None:
    """Be killed, or not."""
    left, commit = int(sys.argv[2]), SqliteRecords.commit

    async def counted(self: SqliteRecords, *writes: Any) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        await commit(self, *writes)

    SqliteRecords.commit = counted  # type: ignore[method-assign]
    asyncio.run(one_night(sys.argv[1]))


if __name__ == "__main__":
    main()
