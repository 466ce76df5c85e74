"""Starts a run from a process that does not wait for it: as a run of a deployment, otherwise as a child process."""

import asyncio
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic_core import from_json

from schemas.errors import StoreError

if TYPE_CHECKING:
    from prefect.client.orchestration import PrefectClient

STOP_WITHIN_S = 30.0
_WORDS = 16_384  # bytes at the end of a log, in which a command's last document stands


@dataclass(slots=True)
class Children:
    """The runs that this process has started as children, by upload; their output goes to a file each."""

    logs: Path
    running: dict[str, asyncio.subprocess.Process] = field(default_factory=dict)

    async def start(self, upload_id: str, name: str, arguments: list[str]) -> bool:
        """Run `revive ARGUMENTS`; False if a run of this upload is already under way."""
        before = self.running.get(upload_id)
        if before is not None and before.returncode is None:
            return False
        try:
            self.logs.mkdir(parents=True, exist_ok=True, mode=0o700)
            output = (self.logs / f"{name}.log").open("ab")
        except OSError as error:
            raise StoreError(f"cannot write {self.logs}: {error.strerror}") from None
        with output:
            self.running[upload_id] = await asyncio.create_subprocess_exec(
                sys.executable, "-P", "-m", "commands.main", *arguments,
                stdin=asyncio.subprocess.DEVNULL, stdout=output, stderr=output,
                # A Ctrl-C in the terminal of the server is for the server, which then stops its children in order.
                start_new_session=True,
            )  # fmt: skip
        return True

    def last_words(self, upload_id: str, name: str) -> str:
        """Why the child of an upload ended, as it said itself; empty while it runs, and where it ended well."""
        child = self.running.get(upload_id)
        if child is None or not child.returncode:
            return ""
        log = self.logs / f"{name}.log"
        text = log.read_bytes()[-_WORDS:].decode("utf-8", "replace") if log.is_file() else ""
        try:
            return str(from_json(text[text.rindex("\n{\n") :])["message"])
        except (ValueError, KeyError, TypeError):
            return f"the run ended with exit code {child.returncode}; {log.name} of the server's logs says more"

    def ask_to_stop(self, upload_id: str) -> bool:
        """Ask the child of one upload to stop, as `stop` does; False if none of this process works on it."""
        child = self.running.get(upload_id)
        if child is None or child.returncode is not None:
            return False
        child.terminate()
        return True

    async def stop(self) -> None:
        """Ask every child to stop: it finishes and records the calls in flight, and can be resumed."""
        alive = [child for child in self.running.values() if child.returncode is None]
        for child in alive:
            child.terminate()
        if alive:
            waiting = [asyncio.create_task(child.wait()) for child in alive]
            await asyncio.wait(waiting, timeout=STOP_WITHIN_S)


async def start_deployment(system: str, parameters: Mapping[str, object], environment: str, key: str) -> bool:
    """Start a run of the system's deployment; False if no Prefect server is configured, or no worker would run it.

    `key` keeps a repeated request from starting anything twice.
    """
    from httpx import HTTPError  # noqa: PLC0415 -- Prefect's imports take 0.7 s; a server without one does not wait
    from prefect.client.orchestration import get_client  # noqa: PLC0415 -- same
    from prefect.deployments import arun_deployment  # noqa: PLC0415 -- same
    from prefect.exceptions import PrefectException  # noqa: PLC0415 -- same
    from prefect.settings import get_current_settings  # noqa: PLC0415 -- same

    if get_current_settings().api.url is None:
        return False
    deployment = f"{system}/on-demand"
    try:
        async with get_client() as client:
            if not await _is_carried(client, deployment):
                return False
        await arun_deployment(
            deployment,
            parameters={"params": dict(parameters), "environment": environment},
            timeout=0,
            idempotency_key=key,
        )
    except (HTTPError, PrefectException):
        return False
    return True


async def _is_carried(client: "PrefectClient", name: str) -> bool:
    """Whether a worker serves the deployment's work pool; without one, a run would wait for ever."""
    from prefect.exceptions import ObjectNotFound  # noqa: PLC0415 -- same

    try:
        deployment = await client.read_deployment_by_name(name)
    except ObjectNotFound:
        return False
    if deployment.work_pool_name is None:
        return False
    workers = await client.read_workers_for_work_pool(deployment.work_pool_name)
    return any(str(worker.status).endswith("ONLINE") for worker in workers)
