"""The watch over all agents: counts and judges what every run reported, and tells people what is wrong."""

import asyncio
from datetime import UTC, datetime
from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.logging import get_run_logger
from prefect.states import Completed, Failed

from blocks.emf import write_line
from blocks.environment import EVERYWHERE, environments
from blocks.settings import read_settings
from schemas.errors import ReviveError, one_line
from schemas.printable import counted
from tasks.monitoring.look import Look
from tasks.monitoring.metrics import metric_lines
from tasks.monitoring.opening import look_once


@flow(
    name="watch-agents",
    flow_run_name="watch-agents {environment}",
    description="Look at every agent: what runs came to, what is wrong, who is told.",
)
async def watch_agents(environment: str = EVERYWHERE) -> State[Any]:
    """Look once at an environment; `*` is every environment of this server, side by side."""
    names = await environments(environment)
    looks = await asyncio.gather(*(_look(name) for name in names))
    failed = [f"{name}: {why}" for name, why in zip(names, looks, strict=True) if isinstance(why, str)]
    if failed:
        return Failed(message="; ".join(failed))
    said = {name: _said(one) for name, one in zip(names, looks, strict=True) if isinstance(one, Look)}
    return Completed(message="; ".join(f"{name}: {line}" for name, line in said.items()), data=said)


async def _look(environment: str) -> Look | str:
    """The outcome of a look, or why there was none; whatever breaks in one environment, the others are looked at."""
    logger = get_run_logger()
    try:
        done = await look_once(environment)
    except ReviveError as error:
        logger.warning("%s: %s", environment, error)
        return str(error)
    except Exception as error:
        logger.exception("%s", environment)
        return f"{type(error).__name__}: {one_line(error)}"
    for alert in done.alerts:
        logger.warning("%s: %s %s: %s", environment, alert.rule, alert.about, alert.says)
    if read_settings().metrics == "emf":
        for line in metric_lines(environment, done.counted, datetime.now(UTC)):
            write_line(line)
    return done


def _said(look: Look) -> str:
    open_ones = counted(len(look.alerts), "alert is", "alerts are")
    return f"{open_ones} open, {look.looked.counted} readings counted, {len(look.told)} messages"
