"""The release commands as somebody on call types them: one clear line, one document, the right exit code."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest
from click.testing import CliRunner, Result
from conftest import Revive
from fakes.in_production import CAMPAIGN
from fakes.nights import pass_gate

from commands import options, releasing
from commands.main import main
from schemas.registry import Figures, Observation, ReleaseState
from tasks.registry.register import open_agents, register
from tasks.release import moves, rollout
from tasks.release.release_desk import ReleaseDesk, open_desk

AGENT, OLD, NEW = "campaign", CAMPAIGN, "1.0.0"
RELEASE = "campaign-1.0.0-a1"
Type = Callable[..., Result]


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Type:
    """Run a command in this process."""

    def leave(code: int) -> NoReturn:
        raise SystemExit(code)

    monkeypatch.setattr(options, "_leave", leave)
    monkeypatch.setattr(releasing, "quiet_prefect", lambda: None)
    return lambda *words: CliRunner().invoke(main, ["agents", *words])


def at_desk(use: Callable[[ReleaseDesk], Awaitable[Any]]) -> Any:
    async def used() -> Any:
        async with open_desk("local", "ann") as opened:
            return await use(opened.desk)

    return asyncio.run(used())


@pytest.fixture
def asked() -> None:
    """A release that waits for approval."""

    async def begin() -> None:
        async with open_agents("local") as records, open_desk("local", "ann") as opened:
            await register(records, AGENT, NEW, "ann", opened.desk.now())
            policy = opened.desk.policy.model_copy(update={"approval": True})
            desk = ReleaseDesk(opened.desk.registry, policy, "ann")
            await moves.start(desk, AGENT, NEW, "a1")
            await moves.settle_gate(desk, AGENT, pass_gate)

    asyncio.run(begin())


async def begin_ramp(desk: ReleaseDesk) -> ReleaseState:
    state = await desk.registry.release_state(AGENT)
    assert state is not None
    await rollout.advance(desk, state)
    state = await desk.registry.release_state(AGENT)
    assert state is not None
    key = {"agent": AGENT, "upload_id": "u", "at": state.since, "release_id": RELEASE, "share": state.share}
    for version, n in ((NEW, 20), (OLD, 180)):
        figures = Figures(customers=n).model_dump()
        await desk.registry.observe(Observation.model_validate(key | {"version": version} | figures))
    return state


@pytest.mark.usefixtures("asked")
def test_from_approval_to_rollback(typed: Type) -> None:
    waiting = typed("status").stdout
    assert "candidate 1.0.0 at 0% (approval since" in waiting
    assert f"waits for a person: revive agents approve|reject {RELEASE}" in waiting
    early = typed("promote", AGENT)
    assert (early.exit_code, early.stderr) == (
        2,
        f"revive: {RELEASE} waits for approval: revive agents approve {RELEASE}\n",
    )
    approved = typed("approve", RELEASE, "--by", "grace", "--comment", "[bold]fine", "--json")
    assert json.loads(approved.stdout)["events"][0] | {"at": ""} == {
        "agent": AGENT, "seq": 5, "part": 0, "at": "", "by": "grace", "what": "approved", "version": NEW,
        "release_id": RELEASE, "share": 0, "note": "[bold]fine", "figures": {},
    }  # fmt: skip
    assert f"nothing to change; campaign: production {OLD}" in typed("approve", RELEASE).stdout

    at_desk(begin_ramp)
    said = typed("status", AGENT).stdout
    assert "now: hold: waits for 200 customers of each version, 180 are missing" in said
    assert "20 customers of the candidate, 180 of production" in said
    assert "[bold]fine" in said
    (shown,) = json.loads(typed("status", "--json").stdout)["releases"]
    assert (shown["release"]["share"], shown["decision"]["action"]) == (10, "hold")
    assert [event["what"] for event in shown["events"]][-2:] == ["approved", "advanced"]

    back = typed("rollback", AGENT, "--by", "on call", "--comment", "complaints")
    assert back.stdout == (
        f"1.0.0 rolled back; campaign: production {OLD}, nothing under way\n  1.0.0 rolled back: complaints\n"
    )
    assert "on call" in typed("status").stdout


@pytest.mark.usefixtures("asked")
def test_promoted_by_hand_and_back_twice(typed: Type) -> None:
    typed("approve", AGENT)  # as good as the name of its release
    promoted = typed("promote", AGENT).stdout
    assert promoted.startswith(f"{OLD} retired, 1.0.0 promoted; campaign: production 1.0.0")
    assert "1.0.0 promoted: by hand, at 0%" in promoted
    assert f"production {OLD}" in typed("rollback", AGENT).stdout
    # Whoever looks after that is not told that the candidate was promoted and stands.
    (shown,) = json.loads(typed("status", "--json").stdout)["releases"]
    assert shown["events"][-1]["note"] == f"production is {OLD} again: by hand"
    assert typed("status").stdout.index("promoted") < typed("status").stdout.index("rolled back")
    again = typed("rollback", AGENT)
    assert again.exit_code == 2
    assert f"was rolled back to {OLD} already" in again.stderr
    assert "production 1.0.0" in typed("rollback", AGENT, "--to", "1.0.0").stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("status", "upsell"), "no agent is called upsell"),
        (("rollback", AGENT), "nothing is registered of campaign"),
        (("rollback", AGENT, "--to", "last"), "last is not a version"),
        (("reject", "x"), "no release x is under way in local; under way there: none"),
        (("release", AGENT), "give AGENT@VERSION"),
        (("promote", AGENT, "--by", " "), "--by: give a name"),
    ],
)
def test_what_cannot_be_done_is_one_line(typed: Type, words: tuple[str, ...], said: str, tmp_path: Path) -> None:
    done = typed(*words)
    assert done.exit_code == 2
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "revive" / "registry.db").exists()


def test_two_versions_that_offline_cannot_tell_apart_are_refused_at_once(revive: Revive, tmp_path: Path) -> None:
    done = revive("agents", "release", "churn-analysis@1.1.0", "--json")
    assert done.code == 2
    assert "which offline does not read: set REVIVE_MODEL" in done.err
    assert done.err.count("\n") == 1
    assert json.loads(done.out)["exit_code"] == 2
    # Nothing was claimed, and no server was started for it.
    assert not (tmp_path / "revive" / "registry.db").exists()
    assert not (tmp_path / "revive" / "logs").exists()
