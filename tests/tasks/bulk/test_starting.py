"""Runs that a server has started: asked to stop, one or all."""

from pathlib import Path
from typing import Any

from fakes.door import door

from schemas.bulk import Status
from tasks.bulk.place import open_place
from tasks.bulk.starting import Children
from tasks.bulk.status import write_status

OWN = {"sec-fetch-site": "same-origin", "accept": "text/html"}


class Child:
    def __init__(self, returncode: int | None = None) -> None:
        self.returncode = returncode
        self.asked = 0

    def terminate(self) -> None:
        self.asked += 1


def test_only_a_child_that_runs_is_asked_to_stop(tmp_path: Path) -> None:
    running: dict[str, Any] = {"a": Child(), "b": Child(0), "c": Child()}
    children = Children(tmp_path, running)
    assert [children.ask_to_stop(name) for name in ("a", "b", "none")] == [True, False, False]
    assert [child.asked for child in running.values()] == [1, 0, 0]


async def test_a_run_that_another_process_started_is_not_stopped_and_said_where() -> None:
    place = await open_place("local")
    await write_status(place.store, Status(upload_id="elsewhere", status="processing", total=1, flow_run_id="f-1"))
    async with door() as http:
        refused = await http.post("/winback/elsewhere/stop", headers=OWN)
        assert refused.status_code == 409
        assert "cancel its flow run f-1 in Prefect" in refused.text
        assert (await http.post("/winback/none/stop", headers=OWN)).status_code == 404
