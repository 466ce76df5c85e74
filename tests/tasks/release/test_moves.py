"""The moves of a release against a real registry: resumable from it alone, one winner, a pointer that is never lost."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from fakes.nights import AGENT, MONDAY, NEW, OLD, pass_gate, register

from agents.release.policy import load_policy
from blocks.registry.open_registry import registry_in
from blocks.registry.store import Registry
from schemas.errors import BadInputError, ConflictError, GateFailedError, ProviderError
from schemas.registry import Append, EvaluationSummary, Event, Observation, PutRelease, ReleaseState, instant
from schemas.release import ReleaseGate, Replay
from tasks.release.moves import approve, promote, reject, roll_back, settle_gate, start, withdraw
from tasks.release.moves import replace as replace_candidate
from tasks.release.release_desk import ReleaseDesk
from tasks.release.rollout import advance, decide_now
from tasks.release.vouching import vouch

LATER = "1.3.0"


class Clock:
    """Moved by hand."""

    def __init__(self) -> None:
        self.at = MONDAY

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def desk(tmp_path: Path, clock: Clock) -> ReleaseDesk:
    """Three registered versions, the policy of every environment that has none of its own."""
    registry = registry_in(tmp_path / "registry.db")
    await register(registry, versions=(OLD, NEW, LATER))
    return ReleaseDesk(registry, load_policy("prod"), "ann", clock)


async def state_of(desk: ReleaseDesk) -> ReleaseState:
    state = await desk.registry.release_state(AGENT)
    assert state is not None
    return state


async def history(desk: ReleaseDesk) -> list[str]:
    return [str(event.what) for event in reversed(await desk.registry.history(AGENT))][3:]  # after the registrations


async def statuses(desk: ReleaseDesk) -> dict[str, str]:
    return {record.version: record.status for record in await desk.registry.versions(AGENT)}


async def ramping(desk: ReleaseDesk, token: str = "a1") -> ReleaseState:
    """As far as the first share."""
    state = await start(desk, AGENT, NEW, token)
    await settle_gate(desk, AGENT, pass_gate)
    assert state.release_id
    state = await approve(replace(desk, by="grace"), state.release_id, "read twenty of them")
    await advance(desk, state)
    return await state_of(desk)


async def observe(desk: ReleaseDesk, state: ReleaseState, version: str, n: int, at: datetime, **figures: float) -> None:
    counted = {"customers": n, "quality_n": n, "quality_sum": 0.7 * n, "quality_squares": 0.7 * n} | figures
    key = {"agent": AGENT, "version": version, "upload_id": f"u{at:%d%H}", "at": instant(at)}
    where = {"release_id": state.release_id, "share": state.share}
    await desk.registry.observe(Observation.model_validate(key | where | counted))


async def good_night(desk: ReleaseDesk, state: ReleaseState, at: datetime) -> None:
    n = 30_000
    await observe(desk, state, NEW, n * state.share // 100, at)
    if state.share < 100:
        await observe(desk, state, OLD, n * (100 - state.share) // 100, at)


async def test_from_registration_to_everybody(desk: ReleaseDesk, clock: Clock) -> None:
    told: list[Event] = []
    desk = replace(desk, announce=told.append)
    state = await ramping(desk)
    assert (state.share, state.step, state.production) == (10, 0, OLD)
    for share in (50, 90):
        await good_night(desk, state, clock.at)
        clock.at += timedelta(days=1)
        assert (await advance(desk, state)).action == "advance"
        state = await state_of(desk)
        assert state.share == share
    await good_night(desk, state, clock.at)
    clock.at += timedelta(days=1)
    assert (await advance(desk, state)).action == "promote"
    state = await state_of(desk)
    assert (state.production, state.candidate, state.share, state.stage) == (NEW, None, 0, "idle")
    assert await statuses(desk) == {OLD: "retired", NEW: "production", LATER: "draft"}
    expected = ["started", "evaluated", "gate_passed", "approval_asked", "approved"]
    expected += ["advanced", "advanced", "advanced", "retired", "promoted"]
    assert await history(desk) == expected == [event.what for event in told]
    promoted = next(event for event in told if event.what == "promoted")
    assert promoted.figures["customers"] == {"candidate": 27_000, "production": 3_000}
    # And back, in one move; said twice it does not go further back.
    state = await roll_back(desk, AGENT, comment="complaints")
    assert state.production == OLD
    assert await statuses(desk) == {OLD: "production", NEW: "retired", LATER: "draft"}
    with pytest.raises(BadInputError, match=r"rolled back to 1\.1\.0 already, by ann at 2026-11-05"):
        await roll_back(desk, AGENT)
    # Nor does a run of that release that was suspended and comes back begin it again.
    assert (await start(desk, AGENT, NEW, "a1")).candidate is None
    assert (await roll_back(desk, AGENT, to=NEW)).production == NEW
    # What nobody evaluated or approved is no way back.
    with pytest.raises(BadInputError, match=rf"{LATER} was never in production, .*\({OLD}, {NEW}\); .* release"):
        await roll_back(desk, AGENT, to=LATER)
    assert (await state_of(desk)).production == NEW


async def test_a_worse_candidate_goes_back_and_is_remembered(desk: ReleaseDesk, clock: Clock) -> None:
    state = await ramping(desk)
    await observe(desk, state, NEW, 3000, clock.at, quality_sum=1800, quality_squares=1800)
    await observe(desk, state, OLD, 27_000, clock.at)
    clock.at += timedelta(hours=1)  # long before the night that a step takes
    decision = await advance(desk, state)
    assert decision.action == "roll_back"
    state = await state_of(desk)
    assert (state.production, state.candidate, state.stage) == (OLD, None, "idle")
    assert await statuses(desk) == {OLD: "production", NEW: "retired", LATER: "draft"}
    last = (await desk.registry.history(AGENT, 1))[0]
    assert "quality 0.600 against 0.700" in last.note
    assert [check["name"] for check in last.figures["checks"] if check["result"] == "failure"] == ["quality"]


async def test_an_upload_of_another_step_or_release_does_not_count(desk: ReleaseDesk, clock: Clock) -> None:
    state = await ramping(desk)
    elsewhere = state.model_copy(update={"share": 50}), state.model_copy(update={"release_id": "older"})
    for number, other in enumerate(elsewhere):
        await observe(desk, other, NEW, 1000, clock.at + timedelta(hours=number), errors=900)
        await observe(desk, other, OLD, 9000, clock.at + timedelta(hours=number))
    assert (await decide_now(desk, state)).customers == (0, 0)


async def test_held_is_written_once_for_what_is_known(desk: ReleaseDesk, clock: Clock) -> None:
    state = await ramping(desk)
    for _ in range(3):
        clock.at += timedelta(hours=1)
        assert (await advance(desk, await state_of(desk))).action == "hold"
    await observe(desk, state, NEW, 60, clock.at)
    await observe(desk, state, OLD, 540, clock.at)
    await advance(desk, await state_of(desk))
    assert (await history(desk))[-3:] == ["advanced", "held", "held"]
    assert (await state_of(desk)).held_because == "waits for 200 customers of each version, 140 are missing"


async def test_the_gate_and_a_person_may_say_no(desk: ReleaseDesk) -> None:
    async def fail(state: ReleaseState) -> ReleaseGate:
        summary = EvaluationSummary(evaluation_id="e", at=instant(MONDAY), cases=40, verdict="worse")
        return ReleaseGate(passed=False, why=f"{state.candidate} is worse: passed 60% against 75%", summary=summary)

    await start(desk, AGENT, NEW, "a")
    state = await settle_gate(desk, AGENT, fail)
    assert (state.stage, state.candidate, state.production) == ("idle", None, OLD)
    record = await desk.registry.version(AGENT, NEW)
    assert record is not None
    assert record.evaluation is not None
    assert (record.status, record.evaluation.verdict) == ("evaluated", "worse")

    state = await start(desk, AGENT, NEW, "b")
    assert state.release_id is not None
    await settle_gate(desk, AGENT, pass_gate)
    with pytest.raises(BadInputError, match=r"waits for approval: revive agents approve campaign-1\.2\.0-b"):
        await promote(desk, AGENT)
    state = await reject(desk, state.release_id, "too pushy")
    assert (state.stage, state.candidate, state.share) == ("idle", None, 0)
    with pytest.raises(
        BadInputError, match=r"no release campaign-1\.2\.0-b is under way in local; under way there: none"
    ):
        await approve(desk, "campaign-1.2.0-b")


async def test_an_evaluation_that_fails_withdraws_only_its_own_release(desk: ReleaseDesk) -> None:
    first = await start(desk, AGENT, NEW, "a")
    assert first.release_id is not None
    await withdraw(desk, AGENT, "campaign-1.2.0-other", "not mine")
    assert (await state_of(desk)).candidate == NEW
    await withdraw(desk, AGENT, first.release_id, "the model was away")
    assert (await state_of(desk)).candidate is None
    assert (await start(desk, AGENT, NEW, "a")).candidate == NEW  # tried again
    assert await history(desk) == ["started", "rolled_back", "started"]


async def test_a_second_release_asks_and_ends_the_first_once_it_has_passed_its_own_gate(desk: ReleaseDesk) -> None:
    first = await ramping(desk)
    with pytest.raises(BadInputError, match=r"1\.2\.0 is being released and serves 10% .*campaign@1\.3\.0 --replace"):
        await start(desk, AGENT, LATER, "a2")
    with pytest.raises(BadInputError, match=r"campaign@1\.3\.0 --replace --environment prod ends that"):
        await start(replace(desk, environment="prod"), AGENT, LATER, "a2")

    async def gate(asked: ReleaseState) -> ReleaseGate:
        assert (asked.candidate, asked.production, asked.gate) == (LATER, OLD, {"max_cost_usd": 2.0})
        assert await state_of(desk) == first  # goes on while the other one is evaluated
        return (await pass_gate(asked)).model_copy(update={"passed": passes})

    passes = False
    with pytest.raises(GateFailedError, match=r"campaign 1\.3\.0: .*; the release of 1\.2\.0 goes on"):
        await replace_candidate(desk, AGENT, LATER, "a2", gate, 2.0)
    assert (await state_of(desk)).model_copy(update={"revision": first.revision}) == first
    last = (await desk.registry.history(AGENT, 1))[0]
    assert (last.what, last.version, last.release_id) == ("gate_failed", LATER, None)

    passes = True
    first = await state_of(desk)
    state = await replace_candidate(desk, AGENT, LATER, "a2", gate, 2.0)
    assert (state.candidate, state.share, state.stage) == (LATER, 0, "approval")
    assert (state.release_id, state.started_by, state.gate["cases"]) == ("campaign-1.3.0-a2", "ann", 40)
    events = list(reversed(await desk.registry.history(AGENT, 4)))
    assert [event.what for event in events] == ["restarted", "evaluated", "gate_passed", "approval_asked"]
    assert events[0].note == "instead of 1.2.0, which had 10%"
    # Said again it is the same release; where nothing is under way it is an ordinary one.
    assert await replace_candidate(desk, AGENT, LATER, "a2", gate, 2.0) == state
    await reject(desk, AGENT)
    assert (await replace_candidate(desk, AGENT, NEW, "a3", gate)).stage == "evaluating"


async def test_whoever_begins_a_release_does_not_approve_it(desk: ReleaseDesk) -> None:
    state = await start(desk, AGENT, NEW, "a")
    await settle_gate(desk, AGENT, pass_gate)
    for name in ("ann", " ANN "):
        with pytest.raises(BadInputError, match="was begun by ann, and here somebody else has to approve it"):
            await approve(replace(desk, by=name), state.release_id or "")
    # A release of before did not note who began it: the history says so.
    asked = await state_of(desk)
    note = Event(agent=AGENT, at=instant(MONDAY), by="ann", what="held", version=NEW)
    unnoted = PutRelease(asked.model_copy(update={"started_by": None}), asked.revision)
    await desk.registry.commit(unnoted, Append(note))
    with pytest.raises(BadInputError, match="was begun by ann"):
        await approve(desk, AGENT)
    policy = desk.policy.model_copy(update={"self_approval": True})
    assert (await approve(replace(desk, policy=policy), AGENT)).stage == "ramping"


async def test_a_person_stands_in_for_the_quality_that_nobody_measured(desk: ReleaseDesk, clock: Clock) -> None:
    state = await ramping(desk)
    for version, n in ((NEW, 3000), (OLD, 27_000)):
        await observe(desk, state, version, n, clock.at, quality_n=0, quality_sum=0, quality_squares=0)
    clock.at += timedelta(days=1)

    async def none(_state: ReleaseState) -> Replay:
        raise BadInputError("no upload is finished")

    async def rules(_state: ReleaseState) -> Replay:
        return Replay(result="success", says="as good on 300")

    said = (await advance(desk, state, none)).why
    assert "no shadow replay: no upload is finished; quality of campaign cannot be judged from the outcomes" in said
    state = await state_of(desk)
    assert "waits for a person" in (await advance(desk, state, rules)).why
    grace = replace(desk, by="grace")
    with pytest.raises(BadInputError, match="was begun by ann"):
        await vouch(desk, AGENT, "fine")
    with pytest.raises(BadInputError, match="say with --comment what you have read"):
        await vouch(grace, AGENT, " ")
    await vouch(grace, AGENT, "read forty of them")
    last = (await desk.registry.history(AGENT, 1))[0]
    assert (last.what, last.by, last.note) == ("approved", "grace", "quality: read forty of them")
    assert (await advance(desk, await state_of(desk))).action == "advance"
    assert (await state_of(desk)).gate["quality"]["by"] == "grace"  # for the steps to come, too


async def test_an_outage_in_the_last_step_does_not_roll_an_equal_candidate_back(
    desk: ReleaseDesk, clock: Clock
) -> None:
    state = await ramping(desk)
    for _ in range(2):
        await good_night(desk, state, clock.at)
        clock.at += timedelta(days=1)
        await advance(desk, state)
        state = await state_of(desk)
    assert state.share == desk.policy.steps[-1] < 100
    await observe(desk, state, NEW, 27_000, clock.at, errors=9000)
    await observe(desk, state, OLD, 3000, clock.at, errors=1000)
    clock.at += timedelta(days=1)
    assert (await advance(desk, state)).action != "roll_back"


async def test_two_releases_at_once_one_wins_the_other_is_told(desk: ReleaseDesk, tmp_path: Path) -> None:
    other = replace(desk, registry=registry_in(tmp_path / "registry.db"), by="bob")
    outcomes = await asyncio.gather(start(desk, AGENT, NEW, "a"), start(other, AGENT, NEW, "b"), return_exceptions=True)
    (won,) = [outcome for outcome in outcomes if isinstance(outcome, ReleaseState)]
    (told,) = [outcome for outcome in outcomes if isinstance(outcome, ConflictError)]
    assert f"{won.by} was faster" in str(told)
    assert await history(desk) == ["started"]
    # Said again by the one who was told, it is the same release that goes on.
    assert await start(other, AGENT, NEW, "c") == await state_of(desk)


async def test_a_rollback_is_not_stopped_by_what_lands_in_between(desk: ReleaseDesk) -> None:
    state = await ramping(desk)

    class Busy(Registry):
        async def commit(self, *writes: object) -> None:
            if (await state_of(desk)).revision == state.revision:
                await advance(desk, state)  # the schedule holds the share at that very moment
            await super().commit(*writes)  # type: ignore[arg-type]

    assert isinstance(desk.registry, Registry)
    back = await roll_back(replace(desk, registry=Busy(desk.registry._records), by="on call"), AGENT)
    assert (back.candidate, back.by) == (None, "on call")
    assert (await history(desk))[-2:] == ["held", "rolled_back"]


async def test_promoted_by_hand_keeps_the_figures(desk: ReleaseDesk, clock: Clock) -> None:
    state = await ramping(desk)
    await observe(desk, state, NEW, 60, clock.at)
    await observe(desk, state, OLD, 540, clock.at)
    assert (await promote(desk, AGENT, "the fair is tomorrow")).production == NEW
    promoted = (await desk.registry.history(AGENT, 1))[0]
    assert promoted.note.startswith("by hand, at 10% (the fair is tomorrow): waits for 200 customers")
    assert promoted.figures["customers"] == {"candidate": 60, "production": 540}


async def test_a_shadow_replay_is_paid_for_once_a_release(desk: ReleaseDesk, clock: Clock) -> None:
    paid: list[str] = []

    async def away(_state: ReleaseState) -> Replay:
        raise ProviderError("the model is away")

    async def replay(state: ReleaseState) -> Replay:
        paid.append(str(state.candidate))
        return Replay(result="inconclusive", says="on 300 past customers inconclusive")

    await ramping(desk)
    clock.at += timedelta(hours=80)
    decision = await advance(desk, await state_of(desk), away)
    assert decision.why.endswith("200 are missing; no shadow replay: the model is away")
    for _ in range(2):
        decision = await advance(desk, await state_of(desk), replay)
    assert (decision.action, paid) == ("hold", [NEW])
    assert decision.why.endswith("200 are missing; on 300 past customers inconclusive")
    notes = [event.note for event in await desk.registry.history(AGENT, 2)]
    assert notes[1] == "shadow replay: on 300 past customers inconclusive"
