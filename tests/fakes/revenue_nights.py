"""`python -m fakes.revenue_nights WAREHOUSE URL`: four nights of A4 as a deployment runs it, each with another policy.

In a process of its own, because Prefect's client leaves sockets open. Prints how each run ended, and the log's runs.
"""

import asyncio
import json
import os
import sys
from typing import Any

from prefect import State

from flows.revenue import revenue
from flows.revenue_actions import send_actions
from schemas.revenue.log import Execution
from schemas.revenue.run import RevenueParams
from tasks.bulk.place import open_place
from tasks.revenue.actions import act
from tasks.revenue.actions.policy import ActionPolicy, action_policy
from tasks.revenue.log.tables import EXECUTIONS, all_rows, many, open_log

_SENDS = action_policy("prod").model_copy(update={"quiet": None})


def _sends(_environment: str) -> ActionPolicy:
    return _SENDS


def _end(state: State[Any]) -> str:
    return f"{state.name}: {state.message}"


async def nights(warehouse: str, url: str) -> None:
    """Local's own policy; one that sends, with nowhere to send to; with a webhook; the same again; what waits."""
    params = RevenueParams(analysis="A4", warehouse=warehouse, trigger="scheduled", act=True)
    ends = [_end(await revenue(params, "local", return_state=True))]
    setattr(act, "action_policy", _sends)  # noqa: B010 -- what it imports is not its to give
    ends.append(_end(await revenue(params, "local", return_state=True)))
    os.environ["REVIVE_ACTION_URL"] = url
    ends += [_end(await revenue(params, "local", return_state=True)) for _ in range(2)]
    ends.append(_end(await send_actions("local", return_state=True)))
    async with open_log((await open_place("local")).environment) as log:
        runs = many(await all_rows(log, EXECUTIONS), Execution)
    noted = sorted(one.actions.partition(",")[0] for one in runs)
    said = {"ends": ends, "noted": noted, "triggers": sorted({one.trigger for one in runs})}
    sys.stdout.write(f"{json.dumps(said)}\n")
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    asyncio.run(nights(*sys.argv[1:3]))
