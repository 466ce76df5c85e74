"""What a worker does before it works: its pool, its environment and its deployments as this image has them.

Prefect's server is reachable from inside the network only, so this is not CI's to do. It says what it found with
`REVIVE_SETUP`, which the stack `worker` fills from the other stacks; doing it again changes nothing.
"""

import asyncio
import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field

from blocks.environment_file import EnvironmentSaid, apply
from deployments.aws.deployed_flows import deployed_flows
from deployments.aws.work_pool import EcsPool, job_template

ROOT = Path(__file__).resolve().parents[3]


class SetUp(BaseModel):
    """`REVIVE_SETUP`: one JSON object."""

    model_config = ConfigDict(extra="forbid")

    environment: dict[str, Any]  # as a line of the file that `revive environment apply` reads
    pool: EcsPool
    most_runs: int = Field(gt=0)  # at once in the pool
    inbox: str  # s3://…/inbox/


def read_setup(environ: Mapping[str, str]) -> SetUp | None:
    """What the worker is to set up; None on a machine that is not told."""
    said = environ.get("REVIVE_SETUP")
    return None if not said else SetUp.model_validate(json.loads(said))


async def set_up(said: SetUp, pool: str) -> None:
    """Bring pool, environment and deployments to what they should be."""
    await _pool(pool, job_template(said.pool), said.most_runs)
    environment = EnvironmentSaid.model_validate(said.environment)
    await apply(environment)
    declared = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "prefect.yaml"
        file.write_text(yaml.safe_dump(deployed_flows(declared, environment.name, pool, said.inbox), sort_keys=False))
        command = [sys.executable, "-m", "prefect", "--no-prompt", "deploy", "--all", "--prefect-file", str(file)]
        await asyncio.to_thread(subprocess.run, command, cwd=ROOT, check=True)


async def _pool(name: str, template: dict[str, Any], most_runs: int) -> None:
    from prefect.client.orchestration import get_client  # noqa: PLC0415 -- after the settings that it reads
    from prefect.client.schemas.actions import WorkPoolCreate, WorkPoolUpdate  # noqa: PLC0415 -- same
    from prefect.exceptions import ObjectNotFound  # noqa: PLC0415 -- same

    async with get_client() as client:
        try:
            await client.read_work_pool(name)
        except ObjectNotFound:
            made = WorkPoolCreate(name=name, type="ecs", base_job_template=template, concurrency_limit=most_runs)
            await client.create_work_pool(made)
        else:
            changed = WorkPoolUpdate(base_job_template=template, concurrency_limit=most_runs)
            await client.update_work_pool(name, changed)
