"""A release decided by what came of the emails: an upload with two versions, files of outcomes, the decision."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from conftest import HEADER
from fakes.bedrock import FakeBedrock
from fakes.killed_runs import win_back

from agents.release.policy import load_policy
from agents.versions.serving import assigned
from agents.versions.versions import Versions
from blocks.registry.base import RegistryStore
from blocks.registry.open_registry import open_registry
from blocks.source import SourceFile
from schemas.agent import AgentVersion
from schemas.registry import Append, Event, Figures, PutRelease, PutVersion, ReleaseState, instant
from schemas.release import Decision, OutcomeRule
from schemas.winback.run import WinbackParams
from tasks.bulk.place import open_place
from tasks.registry.publish import publish
from tasks.registry.register import draft_of
from tasks.release import rollout
from tasks.release.observed import observed_now
from tasks.release.release_desk import ReleaseDesk
from tasks.winback.outcome_import import Asked, import_outcomes
from tasks.winback.sent import mark_sent

pytestmark = pytest.mark.usefixtures("in_process")
NOW = datetime.now(UTC)
SENT = NOW.date() - timedelta(days=45)
AT = instant(NOW - timedelta(days=46))
IDS = [f"c{number:03d}" for number in range(100)]
TREATED = [name for name in IDS if assigned("campaign", "r1", name) < 50]
OTHERS = [name for name in IDS if name not in TREATED]
RULE = OutcomeRule(counts="replied", days=30, margin=0.2, silenced=0.05)


@pytest.fixture
async def released(fake: FakeBedrock, tmp_path: Path) -> ReleaseState:  # noqa: ARG001 -- it answers
    """Half of an upload was written to by campaign 7.0.0, 45 days ago."""
    place = await open_place("local")
    production = Versions().get("campaign", "1.1.0").model_dump()
    candidate = AgentVersion.model_validate(production | {"version": "7.0.0", "why": "another way to ask, of a test"})
    await publish(place.store, candidate)
    state = ReleaseState(
        agent="campaign", production="1.1.0", release_id="r1", candidate="7.0.0", share=50, stage="ramping",
        since=AT, started_at=AT, by="ann",
    )  # fmt: skip
    async with open_registry(place.environment) as registry:
        started = Append(Event(agent="campaign", at=AT, by="ann", what="started"))
        await registry.commit(PutVersion(draft_of(candidate, "ann", NOW), None), PutRelease(state, None), started)
    rows = [f"{name},{name}@a.example,Company {name},growth,90,2026-03-01,Too expensive" for name in IDS]
    source = tmp_path / "customers.csv"
    source.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    await win_back(WinbackParams(source=str(source), upload_id="u", concurrency=16), gate=False)
    await mark_sent("u", "local", none=False, on=SENT)
    return state


@pytest.fixture(autouse=True)
def _fast(monkeypatch: pytest.MonkeyPatch) -> None:
    """One fake answers both versions: how fast it does says nothing of them."""

    async def without_latency(registry: RegistryStore, state: ReleaseState) -> tuple[Figures, Figures]:
        candidate, production = await observed_now(registry, state)
        return candidate.model_copy(update={"latency": {}}), production.model_copy(update={"latency": {}})

    monkeypatch.setattr(rollout, "observed_now", without_latency)


async def decided(*rows: str) -> Decision:
    """Import outcomes, then let the release go on as far as they allow."""
    place = await open_place("local")
    content = "\n".join(("customer_id,replied_at,unsubscribed", *rows, "")).encode()
    await import_outcomes(place, SourceFile("o.csv", content), Asked("dana"))
    async with open_registry(place.environment) as registry:
        rules = load_policy("prod")
        margins = rules.margins.model_copy(update={"held": 0.5})
        changes = {"minimum_customers": 30, "outcomes": {"campaign": RULE}, "margins": margins}
        policy = rules.model_copy(update=changes)
        state = await registry.release_state("campaign")
        assert state is not None
        return await rollout.advance(ReleaseDesk(registry, policy, "ann"), state)


def replies(names: list[str], day: int) -> list[str]:
    return [f"{name},{SENT + timedelta(days=day)}," for name in names]


@pytest.mark.usefixtures("released")
async def test_it_waits_until_outcomes_are_known_and_goes_on_when_they_are_good() -> None:
    early = await decided(*replies([*TREATED[:30], *OTHERS[:5]], 5))
    assert early.action == "hold"
    assert "waits for outcomes too few to say, 0 and 0 customers have had 30 days" in early.why
    late = await decided(f"{OTHERS[6]},{SENT + timedelta(days=40)},")
    assert (late.action, "outcomes" in late.why) == ("advance", True), late.why
    async with open_registry((await open_place("local")).environment) as registry:
        state = await registry.release_state("campaign")
    assert state is not None
    assert state.share == 90


@pytest.mark.usefixtures("released")
async def test_it_is_rolled_back_when_fewer_reply() -> None:
    decision = await decided(*replies([*TREATED[:2], *OTHERS[:35]], 5), f"{OTHERS[36]},{SENT + timedelta(days=40)},")
    assert (decision.action, "worse than production: outcomes" in decision.why) == ("roll_back", True), decision.why


@pytest.mark.usefixtures("released")
async def test_it_is_stopped_at_once_when_people_unsubscribe() -> None:
    decision = await decided(*(f"{name},,{SENT + timedelta(days=1)}" for name in TREATED[:15]))
    assert (decision.action, "stopped: unsubscribes" in decision.why) == ("roll_back", True), decision.why
    assert not (Path(os.environ["REVIVE_HOME"]) / "evaluations").exists()
