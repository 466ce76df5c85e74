"""The release flows on a real Prefect server: a transaction that withdraws, a form that suspends, events, rollout."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import TESTS, ask_prefect, wait_for
from fakes.in_production import CAMPAIGN

from blocks.registry.open_registry import registry_in
from blocks.registry.store import Registry
from schemas.registry import Event, Figures, Observation, ReleaseState
from tasks.release import moves
from tasks.release.release_desk import open_desk

AGENT, OLD, NEW = "campaign", CAMPAIGN, "1.0.0"  # of the project's versions one that is not in production
PARAMS = {"agent": AGENT, "version": NEW, "by": "ann"}
YES = {"decision": "approve", "your_name": "Grace", "comment": "read twenty of them"}
Worker = Callable[..., dict[str, Any]]
pytestmark = pytest.mark.wire  # a Prefect server, and a worker of it


@pytest.fixture(scope="module")
def process(prefect_server_url: str, prefect_home: Path) -> Iterator[subprocess.Popen[str]]:
    """One worker's process for all tests of this module; what it logs is beside the server's log."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("REVIVE_", "AWS_"))}
    environment |= {"PREFECT_API_URL": prefect_server_url, "PYTHONPATH": f"{TESTS.parent}:{TESTS}"}
    with (
        (prefect_home / "worker.log").open("wb") as log,
        subprocess.Popen(
            [sys.executable, str(TESTS / "fakes" / "release_worker.py")],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True, env=environment,
        ) as child,
    ):  # fmt: skip
        yield child
        assert child.stdin is not None
        child.stdin.close()


@pytest.fixture
def worker(process: subprocess.Popen[str], tmp_path: Path) -> Worker:
    """Tell the process what to do, in this test's home; returns its answer."""

    def tell(do: str, **told: Any) -> dict[str, Any]:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps({"do": do, "home": str(tmp_path / "revive"), **told}) + "\n")
        process.stdin.flush()
        answer: dict[str, Any] = json.loads(process.stdout.readline())
        return answer

    return tell


@pytest.fixture
def registry(tmp_path: Path) -> Registry:
    return registry_in(tmp_path / "revive" / "registry.db")


async def state_of(registry: Registry) -> ReleaseState:
    state = await registry.release_state(AGENT)
    assert state is not None
    return state


async def history(registry: Registry) -> list[Event]:
    return [event for event in reversed(await registry.history(AGENT)) if event.what != "registered"]


async def whats(registry: Registry) -> list[str]:
    return [event.what for event in await history(registry)]


async def test_from_the_form_to_the_ramp_and_back(worker: Worker, registry: Registry, prefect_server_url: str) -> None:
    run = worker("deployed", params=PARAMS)["id"]
    assert worker("work", id=run) == {"type": "PAUSED", "name": "Suspended"}
    state = await state_of(registry)
    assert (state.stage, state.share, state.candidate) == ("approval", 0, NEW)

    # What the form in the UI sends.
    answer = ask_prefect("POST", f"{prefect_server_url}/flow_runs/{run}/resume", {"run_input": YES})
    assert answer["status"] == "ACCEPT"
    assert worker("work", id=run)["name"] == "Advanced"
    state = await state_of(registry)
    assert (state.stage, state.share) == ("ramping", 10)
    events = await history(registry)
    assert [event.what for event in events[-2:]] == ["approved", "advanced"]
    assert (events[-2].by, events[-2].note) == ("Grace", "read twenty of them")

    await registry.observe(*_bad_night(state))
    worker("advance")
    state = await state_of(registry)
    assert (state.production, state.candidate) == (OLD, None)
    events = await history(registry)
    assert (events[-1].what, events[-1].by) == ("rolled_back", "advance-releases")
    _check_ui(prefect_server_url, events)


def _bad_night(state: ReleaseState) -> list[Observation]:
    """A night in which the candidate fails."""
    key = {"agent": AGENT, "upload_id": "u", "at": state.since, "release_id": state.release_id, "share": state.share}
    sides = ((NEW, Figures(customers=60, errors=9)), (OLD, Figures(customers=540, errors=1)))
    return [Observation.model_validate(key | {"version": version} | sums.model_dump()) for version, sums in sides]


def _check_ui(api: str, events: list[Event]) -> None:
    """The ramp is a table with the figures behind each decision, and every event was emitted."""
    ramp = _shown(api)
    assert [row["what"] for row in ramp] == [event.what.replace("_", " ") for event in events]
    assert ramp[-1]["customers"] == "60 / 540"
    assert ramp[-1]["errors"].startswith("stop: 15.0% against 0.2%")
    about = {"filter": {"event": {"prefix": ["revive.release"]}, "resource": {"id": ["revive.agent.campaign"]}}}

    def emitted() -> bool:
        found = ask_prefect("POST", f"{api}/events/filter", about)["events"]
        mine = [event for event in found if event["payload"]["release_id"] == events[0].release_id]
        return {event["event"] for event in mine} == {f"revive.release.{event.what}" for event in events}

    wait_for(emitted, seconds=15)


def _shown(api: str) -> list[dict[str, str]]:
    """The newest table of the release."""
    of_key = {"artifacts": {"key": {"any_": ["release-campaign"]}}, "sort": "CREATED_DESC"}
    rows: list[dict[str, str]] = json.loads(ask_prefect("POST", f"{api}/artifacts/filter", of_key)[0]["data"])
    return rows


async def test_a_form_of_whoever_began_it_is_put_again_and_says_why(
    worker: Worker, registry: Registry, prefect_server_url: str
) -> None:
    run = worker("deployed", params=PARAMS)["id"]
    worker("work", id=run)
    url = f"{prefect_server_url}/flow_runs/{run}"
    ask_prefect("POST", f"{url}/resume", {"run_input": YES | {"your_name": "Ann"}})
    assert worker("work", id=run) == {"type": "PAUSED", "name": "Suspended"}
    assert (await state_of(registry)).stage == "approval"
    inputs = ask_prefect("POST", f"{url}/input/filter", {"prefix": "", "limit": 50, "exclude_keys": []})
    asked = [one["value"] for one in inputs if one["key"].endswith("-2-description")]
    assert "**Asked again**: " in asked[0]
    assert "was begun by ann, and here somebody else has to approve it" in asked[0]
    ask_prefect("POST", f"{url}/resume", {"run_input": YES})
    assert worker("work", id=run)["name"] == "Advanced"
    assert [event.by for event in await history(registry) if event.what == "approved"] == ["Grace"]


@pytest.mark.parametrize(
    ("verb", "ends", "stage"), [("approve", "Advanced", "ramping"), ("reject", "Rejected", "idle")]
)
async def test_settled_by_command_the_suspended_run_finds_it_so(
    worker: Worker, registry: Registry, prefect_server_url: str, verb: str, ends: str, stage: str
) -> None:
    run = worker("deployed", params=PARAMS)["id"]
    worker("work", id=run)
    elsewhere = f"{prefect_server_url}/flow_runs/{worker('deployed', params=PARAMS, environment='prod')['id']}"
    ask_prefect("POST", f"{elsewhere}/set_state", {"state": {"type": "PAUSED"}, "force": True})
    worker("settle", verb=verb, release_id=(await state_of(registry)).release_id)
    assert _shown(prefect_server_url)[-1]["what"] == f"{verb.removesuffix('e')}ed"
    assert ask_prefect("GET", elsewhere)["state"]["type"] == "PAUSED"  # what is approved here is not approved there
    assert worker("work", id=run)["name"] == ends  # the server would refuse to run what is still suspended
    assert (await state_of(registry)).stage == stage
    found = await whats(registry)
    assert (found.count("started"), found.count("approved") + found.count("rejected")) == (1, 1)


async def test_an_evaluation_that_fails_takes_the_claim_back(worker: Worker, registry: Registry) -> None:
    assert worker("deploy", params=PARAMS, gate="away") == {"name": "ProviderFailed", "message": "the model is away"}
    events = await history(registry)
    assert [event.what for event in events] == ["started", "rolled_back"]
    assert events[-1].note == "the evaluation failed: the model is away"
    assert (await state_of(registry)).stage == "idle"
    # What another process is at is its own: nothing is taken back.
    assert worker("deploy", params=PARAMS, gate="busy")["name"] == "AlreadyRunning"
    assert (await state_of(registry)).stage == "evaluating"
    # Once more. Without a deployment nothing can be suspended: a command approves.
    ended = worker("deploy", params=PARAMS, gate="fails")
    assert (ended["name"], ended["message"].partition(": ")[2]) == ("GateFailed", "worse on 53 cases")
    assert (await state_of(registry)).stage == "idle"
    ended = worker("deploy", params=PARAMS)
    release_id = (await state_of(registry)).release_id
    assert ended == {"name": "AwaitsApproval", "message": f"revive agents approve {release_id}"}


CLAIM = {"agent": AGENT, "version": NEW}


async def test_what_was_killed_in_its_evaluation_is_gone_on_with_by_the_schedule(
    worker: Worker, registry: Registry
) -> None:
    worker("claim", environment="local", token="first", **CLAIM)
    assert worker("advance")["result"] == {"local": {AGENT: "campaign-1.0.0-first waits for approval"}}
    assert (await state_of(registry)).stage == "approval"
    async with open_desk("local", "ann") as opened:
        await moves.reject(opened.desk, "campaign-1.0.0-first")
    worker("claim", environment="local", token="second", **CLAIM)
    failed = worker("advance", gate="away")
    assert (failed["name"], failed["result"]) == ("Failed", "local: campaign: the model is away")
    assert (await state_of(registry)).candidate is None
    assert (await history(registry))[-1].note == "the evaluation failed: the model is away"


async def test_every_environment_is_visited_and_one_that_fails_keeps_no_other(
    worker: Worker, tmp_path: Path, prefect_server_url: str
) -> None:
    elsewhere = {"artifacts_url": (tmp_path / "eu").as_uri(), "records_url": f"sqlite://{tmp_path}/eu/registry.db"}
    broken = {"artifacts_url": (tmp_path / "us").as_uri(), "records_url": "postgres://nowhere"}
    found = worker("blocks", blocks={"eu": elsewhere, "us": broken, "local": broken})["environments"]
    try:
        assert (found[0], found.count("local")) == ("local", 1)
        assert {"eu", "us"} <= set(found)
        for environment in ("local", "eu"):
            worker("claim", environment=environment, token=environment, **CLAIM)
        ended = worker("advance", environment="*")
        assert ended["name"] == "Failed"
        assert "us: cannot keep records at postgres://nowhere" in ended["result"]  # other tests left environments, too
        for home in ("revive", "eu"):
            state = await registry_in(tmp_path / home / "registry.db").release_state(AGENT)
            assert state is not None
            assert state.stage == "approval"
        assert worker("advance", environment="eu")["result"] == {"eu": {AGENT: "campaign-1.0.0-eu waits for approval"}}
    finally:
        worker("blocks", blocks={"eu": None, "us": None, "local": None})
    about = {"filter": {"event": {"name": ["revive.release.approval_asked"]}}}
    both = {("campaign-1.0.0-eu", "eu"), ("campaign-1.0.0-local", "local")}

    def asked() -> bool:
        events = ask_prefect("POST", f"{prefect_server_url}/events/filter", about)["events"]
        found = {(event["payload"]["release_id"], event["payload"]["environment"]) for event in events}
        return {one for one in found if one[0] in dict(both)} == both

    wait_for(asked, seconds=15)


async def test_the_next_step_and_the_form_name_the_environment(worker: Worker, tmp_path: Path) -> None:
    elsewhere = {"artifacts_url": (tmp_path / "eu").as_uri(), "records_url": f"sqlite://{tmp_path}/eu/registry.db"}
    worker("blocks", blocks={"eu": elsewhere})
    try:
        ended = worker("deploy", params=PARAMS, environment="eu")
        assert ended["message"].startswith("revive agents approve campaign-1.0.0-")
        assert ended["message"].endswith(" --environment eu")
    finally:
        worker("blocks", blocks={"eu": None})
