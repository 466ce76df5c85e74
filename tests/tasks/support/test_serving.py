"""Live questions are answered by the versions that the registry names, a candidate's share of the sessions included."""

from datetime import UTC, datetime

import pytest

from agents.versions.versions import Versions
from blocks.registry.open_registry import open_registry
from schemas.agent import AgentVersion
from schemas.errors import StoreError
from schemas.registry import Append, Event, PutRelease, PutVersion, ReleaseState, instant
from schemas.support.interaction import Asked
from tasks.bulk.place import open_place
from tasks.registry.publish import publish
from tasks.registry.register import draft_of
from tasks.support.answering import reply_to
from tasks.support.desk import open_desk

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
AT = instant(NOON)
QUESTION = "How do I enlarge an EBS volume?"


async def release(share: int) -> None:
    """A version that is not among the project's files, at a share in percent."""
    production = Versions().get("support-answer", "1.0.0").model_dump()
    changes = {"version": "7.0.0", "system": f"{production['system']}\nMention the weather."}
    candidate = AgentVersion.model_validate(production | changes)
    place = await open_place("local")
    await publish(place.store, candidate)
    state = ReleaseState(
        agent="support-answer", production="1.0.0", release_id="r1", candidate="7.0.0", share=share, stage="ramping",
        since=AT, started_at=AT, by="ann",
    )  # fmt: skip
    started = Append(Event(agent="support-answer", at=AT, by="ann", what="started"))
    async with open_registry(place.environment) as registry:
        await registry.commit(PutVersion(draft_of(candidate, "ann", NOON), None), PutRelease(state, None), started)


async def test_a_candidate_answers_its_share_of_the_sessions_and_stays_with_them() -> None:
    await release(50)
    async with open_desk("local") as desk:
        served: dict[str, set[str | None]] = {}
        for session in [f"s{at}" for at in range(8)] * 2:
            reply = await reply_to(Asked(question=QUESTION, session_id=session), desk)
            served.setdefault(session, set()).add(reply.agent_version)
        assert all(len(versions) == 1 for versions in served.values())
        assert set().union(*served.values()) == {"1.0.0", "7.0.0"}
        assert desk.conversations is not None
        (trail, *_) = await desk.conversations.trails.of_day(desk.now())
    assert trail.record is not None
    assert trail.record.assigned["support-answer"].release_id == "r1"


async def test_while_the_registry_is_away_production_yaml_serves(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def away(_self: object) -> None:
        raise StoreError("the registry is away")

    monkeypatch.setattr("tasks.registry.serving.Pointers.refresh", away)
    async with open_desk("local") as desk:
        assert (await reply_to(Asked(question=QUESTION), desk)).agent_version == "1.0.0"
    assert "production.yaml serves until it can: the registry is away" in caplog.text
