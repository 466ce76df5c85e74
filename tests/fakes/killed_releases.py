"""Releases whose process is killed (SIGKILL) at every write of every commit, and gone on with: prints what came of it.

`python killed_releases.py FOLDER`: each attempt is a forked child that knows nothing but the registry's file.
"""

import asyncio
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from fakes.nights import AGENT, MONDAY, NEW, OLD, pass_gate, register

from agents.release.policy import load_policy
from blocks.records.sqlite import SqliteRecords
from blocks.registry.base import RegistryStore
from blocks.registry.open_registry import registry_in
from schemas.registry import Observation, ReleaseState
from tasks.release.moves import approve, settle_gate, start
from tasks.release.release_desk import ReleaseDesk
from tasks.release.rollout import advance

CUSTOMERS = 30_000


async def go_on(path: Path, *, bad: bool) -> None:
    """Read the state and do what comes next, until the release is over; time passes by the state alone."""
    registry = registry_in(path)
    clock = [MONDAY]
    desk = ReleaseDesk(registry, load_policy("prod"), "ann", lambda: clock[0])
    if "started" not in [event.what for event in await registry.history(AGENT)]:
        await start(desk, AGENT, NEW, "k")
    while (state := await _state(registry)).candidate is not None:
        clock[0] = datetime.fromisoformat(state.since) + timedelta(days=1)
        if state.stage == "evaluating":
            await settle_gate(desk, AGENT, pass_gate)
        elif state.stage == "approval":
            await approve(replace(desk, by="grace"), state.release_id or "")
        else:
            await registry.observe(*_night(state, bad=bad))
            await advance(desk, state)


def _night(state: ReleaseState, *, bad: bool) -> list[Observation]:
    if not state.share:
        return []
    key: dict[str, Any] = {
        "agent": AGENT,
        "upload_id": state.since[:10],
        "at": state.since,
        "release_id": state.release_id,
    }
    key["share"] = state.share
    nights = []
    for version, n in ((NEW, CUSTOMERS * state.share // 100), (OLD, CUSTOMERS * (100 - state.share) // 100)):
        good = round(n * (0.6 if bad and version == NEW and state.share > 10 else 0.7))
        figures = {"customers": n, "quality_n": n, "quality_sum": good, "quality_squares": good}
        if n:
            nights.append(Observation.model_validate(key | figures | {"version": version}))
    return nights


async def _state(registry: RegistryStore) -> ReleaseState:
    state = await registry.release_state(AGENT)
    assert state is not None
    return state


def forked(work: Callable[[], None]) -> int:
    """How a child that does this ends."""
    child = os.fork()
    if child == 0:
        work()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def killed(path: Path, at: int, *, bad: bool) -> int:
    """Go on with the release of a registry and be killed before the nth write; returns how the process ended."""
    left, real = [at], SqliteRecords._write

    def dying(records: SqliteRecords, *write: Any) -> None:
        left[0] -= 1
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)
        real(records, *write)

    def work() -> None:
        SqliteRecords._write = dying  # type: ignore[method-assign, assignment]
        asyncio.run(go_on(path, bad=bad))

    return forked(work)


def resumed(path: Path, *, bad: bool) -> dict[str, Any]:
    """What the registry says after the kill, and after another process went on."""
    answer = path.with_suffix(".json")

    def work() -> None:
        between = asyncio.run(told(path))
        asyncio.run(go_on(path, bad=bad))
        answer.write_text(json.dumps({"between": between, "end": asyncio.run(told(path))}))

    assert forked(work) == 0
    document: dict[str, Any] = json.loads(answer.read_text())
    return document


async def told(path: Path) -> dict[str, Any]:
    """What the registry says."""
    registry = registry_in(path)
    return {
        "state": (await _state(registry)).model_dump(mode="json"),
        "history": [event.model_dump(mode="json") for event in reversed(await registry.history(AGENT))],
        "statuses": {record.version: record.status for record in await registry.versions(AGENT)},
    }


def main(folder: Path) -> None:
    """Kill at the first write, at the second …, until a release comes to its end before the killer."""
    fresh = folder / "fresh.db"
    forked(lambda: asyncio.run(register(registry_in(fresh))))
    documents: dict[str, list[Any]] = {"good": [], "bad": []}
    for kind, runs in documents.items():
        for at in range(1, 100):
            path = folder / f"{kind}{at}.db"
            shutil.copy(fresh, path)
            code = killed(path, at, bad=kind == "bad")
            runs.append({"code": code} | resumed(path, bad=kind == "bad"))
            if code == 0:
                break
    sys.stdout.write(json.dumps(documents))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
