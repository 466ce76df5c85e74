"""The contract of a registry store, the same for SQLite and for DynamoDB over HTTP."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from fakes.aws_emulator import serve_aws

from blocks.registry import base
from blocks.registry.base import RegistryStore
from blocks.registry.open_registry import open_registry
from schemas.environment import EnvironmentSpec
from schemas.errors import BadInputError, ConflictError
from schemas.registry import (
    Append,
    Event,
    Observation,
    PutRelease,
    PutVersion,
    ReleaseState,
    VersionRecord,
    VersionStatus,
    Write,
    instant,
)

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
AT = instant(NOON)
ODD = "unusual/../name of an upload \N{SNOWMAN}\n" * 50


@pytest.fixture(scope="module")
def aws_url() -> Iterator[str]:
    with serve_aws() as url:
        yield url


def opened(url: str) -> AbstractAsyncContextManager[RegistryStore]:
    return open_registry(EnvironmentSpec(name="x", artifacts_url="file:///x", records_url=url))


@pytest.fixture(params=["sqlite", "dynamodb"])
def url(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Where an empty registry is."""
    if request.param == "sqlite":
        return f"sqlite://{tmp_path}/a%20b/registry.db"
    monkeypatch.setenv("AWS_ENDPOINT_URL_DYNAMODB", request.getfixturevalue("aws_url"))
    return f"dynamodb://{uuid4().hex}"


@pytest.fixture
async def store(url: str) -> AsyncIterator[RegistryStore]:
    async with opened(url) as registry:
        await registry.prepare()
        yield registry


def version(name: str = "1.0.0", agent: str = "campaign", status: VersionStatus = "draft") -> VersionRecord:
    return VersionRecord(
        agent=agent, version=name, content_hash="0123456789abcdef", model="offline", why="It was there first.",
        status=status, created_at=AT, created_by="ann", changed_at=AT, changed_by="ann",
    )  # fmt: skip


def state(production: str = "1.0.0", agent: str = "campaign", by: str = "ann", **known: object) -> ReleaseState:
    return ReleaseState.model_validate({"agent": agent, "production": production, "since": AT, "by": by} | known)


def event(what: str = "promoted", agent: str = "campaign", **known: object) -> Event:
    return Event.model_validate({"agent": agent, "at": AT, "by": "ann", "what": what} | known)


def observed(upload_id: str, at: datetime = NOON, **known: object) -> Observation:
    said = {"agent": "campaign", "version": "1.0.0", "upload_id": upload_id, "at": instant(at)}
    return Observation.model_validate(said | known)


async def test_an_empty_registry(store: RegistryStore) -> None:
    assert await store.version("campaign", "1.0.0") is None
    assert await store.release_state("campaign") is None
    assert await store.versions("campaign") == await store.by_status("draft") == []
    assert await store.release_states() == []
    assert await store.history("campaign") == []
    assert await store.observations("campaign", "1.0.0") == []


async def test_what_was_written_is_read_by_another_process(store: RegistryStore, url: str) -> None:
    odd: dict[str, Any] = {"note": 'it\'s "so" 100%\n\N{SNOWMAN}', "figures": {"p": 0.049, "why": ["a", None]}}
    await store.commit(PutVersion(version(), None), PutRelease(state(), None), Append(event(**odd)))
    async with opened(url) as other:
        assert await other.version("campaign", "1.0.0") == version().model_copy(update={"revision": 1})
        assert await other.release_state("campaign") == state(revision=1)
        assert await other.history("campaign") == [event(seq=1, **odd)]


async def test_prepared_twice(store: RegistryStore) -> None:
    await store.commit(PutRelease(state(), None), Append(event()))
    assert await store.prepare() == []
    assert await store.release_state("campaign") is not None


async def test_versions_are_ordered_as_numbers(store: RegistryStore) -> None:
    for name in ("1.10.0", "1.9.0", "0.1.0", "1.9.12"):
        await store.commit(PutVersion(version(name), None))
    await store.commit(PutVersion(version("2.0.0", agent="judge"), None))
    assert [one.version for one in await store.versions("campaign")] == ["0.1.0", "1.9.0", "1.9.12", "1.10.0"]


async def test_by_status_spans_agents_and_follows_changes(store: RegistryStore) -> None:
    await store.commit(PutVersion(version(), None), PutVersion(version(agent="judge"), None))
    await store.commit(PutVersion(version(status="production"), 1))
    assert [one.agent for one in await store.by_status("draft")] == ["judge"]
    assert [(one.agent, one.revision) for one in await store.by_status("production")] == [("campaign", 2)]


async def test_releases_by_agent(store: RegistryStore) -> None:
    for agent in ("judge", "campaign", "churn-analysis"):
        await store.commit(PutRelease(state(agent=agent), None), Append(event(agent=agent)))
    assert [one.agent for one in await store.release_states()] == ["campaign", "churn-analysis", "judge"]


async def test_history_is_newest_first_and_whole(store: RegistryStore) -> None:
    await store.commit(PutRelease(state(), None), Append(event("registered")), Append(event("registered")))
    for revision in range(1, 12):
        await store.commit(PutRelease(state(), revision), Append(event("advanced")), Append(event("held")))
    events = await store.history("campaign")
    places = [(one.seq, one.part) for one in events]
    assert places == [(seq, part) for seq in range(12, 0, -1) for part in (1, 0)]
    assert [one.what for one in events[:2]] == ["held", "advanced"]
    assert [(one.seq, one.part) for one in await store.history("campaign", 3)] == [(12, 1), (12, 0), (11, 1)]
    assert await store.history("campaig") == []


def wrong(kind: str) -> tuple[Write, ...]:
    """Writes of which the first would do, and one is too late."""
    kinds: dict[str, tuple[Write, ...]] = {
        "version is there": (PutRelease(state("2.0.0"), 1), Append(event()), PutVersion(version(), None)),
        "version is another": (PutRelease(state("2.0.0"), 1), Append(event()), PutVersion(version(), 7)),
        "version is not there": (PutRelease(state("2.0.0"), 1), Append(event()), PutVersion(version("3.0.0"), 1)),
        "release is there": (PutVersion(version("2.0.0"), None), PutRelease(state(), None), Append(event())),
        "release is another": (PutVersion(version("2.0.0"), None), PutRelease(state(), 2), Append(event())),
    }
    return kinds[kind]


@pytest.mark.parametrize(
    "kind",
    ["version is there", "version is another", "version is not there", "release is there", "release is another"],
)
async def test_who_comes_too_late_writes_nothing_and_is_told(store: RegistryStore, kind: str) -> None:
    await store.commit(
        PutVersion(version(), None),
        PutRelease(state(by="bob", candidate="1.1.0", release_id="r", share=10), None),
        Append(event()),
    )
    with pytest.raises(ConflictError) as told:
        await store.commit(*wrong(kind))
    message = str(told.value)
    assert "\n" not in message
    assert "revive agents show campaign" in message
    if kind.startswith("release"):
        assert "bob was faster (production 1.0.0, candidate 1.1.0 at 10%, 2026-11-21T12:00:00+00:00)" in message
    assert (await store.release_state("campaign")) == state(
        by="bob", candidate="1.1.0", release_id="r", share=10, revision=1
    )
    assert [one.version for one in await store.versions("campaign")] == ["1.0.0"]
    assert len(await store.history("campaign")) == 1


async def test_of_many_who_promote_at_once_one_wins(url: str) -> None:
    async with opened(url) as first:
        await first.prepare()
        await first.commit(PutRelease(state(), None), Append(event()))

    async def promote(name: str) -> str | None:
        async with opened(url) as registry:
            try:
                await registry.commit(PutRelease(state("2.0.0", by=name), 1), Append(event(by=name)))
            except ConflictError:
                return None
            return name

    names = [f"p{number}" for number in range(6)]
    won = [name for name in await asyncio.gather(*map(promote, names)) if name]
    assert len(won) == 1
    async with opened(url) as registry:
        settled = await registry.release_state("campaign")
        assert settled is not None
        assert (settled.by, settled.revision) == (won[0], 2)
        assert [one.by for one in await registry.history("campaign")] == [won[0], "ann"]


async def test_history_of_more_than_a_page(store: RegistryStore) -> None:
    await store.commit(PutRelease(state(), None), Append(event()))
    for revision in range(1, 6):
        await store.commit(PutRelease(state(), revision), Append(event(figures={"x": "y" * 300_000})))
    assert [one.seq for one in await store.history("campaign")] == [6, 5, 4, 3, 2, 1]


def test_an_event_needs_the_change_it_tells_of() -> None:
    with pytest.raises(AssertionError, match="release state"):
        base.numbered([PutRelease(state(agent="judge"), None), Append(event())])


async def test_an_observation_replaces_itself_and_no_other(store: RegistryStore) -> None:
    await store.observe(observed("u", customers=3, latency={7: 2}), observed("v", customers=5))
    await store.observe(observed("u", NOON + timedelta(hours=1), customers=4))
    await store.observe(observed("u", release_id="r", share=10), observed("u", release_id="r", share=50))
    await store.observe(observed("u", agent="judge"), observed("u", version="1.1.0"), observed(ODD))
    found = await store.observations("campaign", "1.0.0")
    assert sorted((one.upload_id, one.release_id or "", one.share or 0, one.customers) for one in found) == [
        ("u", "", 0, 4), ("u", "r", 10, 0), ("u", "r", 50, 0), (ODD, "", 0, 0), ("v", "", 0, 5),
    ]  # fmt: skip


async def test_observations_since(store: RegistryStore) -> None:
    days = [NOON + timedelta(days=number) for number in range(4)]
    await store.observe(*(observed(f"u{number}", day, latency={3: 1}) for number, day in enumerate(days)))
    found = await store.observations("campaign", "1.0.0", instant(days[2]))
    assert [one.upload_id for one in found] == ["u2", "u3"]
    assert found[0].latency == {3: 1}
    assert await store.observations("campaign", "1.0.0", instant(days[3] + timedelta(seconds=1))) == []


@pytest.mark.parametrize(
    "records_url",
    [
        "",
        "registry.db",
        "sqlite://host/x",
        "sqlite:///x?mode=ro",
        "dynamodb://",
        "dynamodb://a/b",
        "http://x",
        "sqlite:",
    ],
)
async def test_a_url_that_is_none(records_url: str) -> None:
    with pytest.raises(BadInputError, match=r"give sqlite:///… or dynamodb://table-prefix"):
        async with opened(records_url):
            pass


async def test_a_prefix_that_is_no_table_name() -> None:
    with pytest.raises(BadInputError, match="letters, digits"):
        async with opened("dynamodb://a b"):
            pass


async def test_an_environment_without_a_registry() -> None:
    async with open_registry(EnvironmentSpec(name="blue", artifacts_url="file:///x")) as registry:
        assert await registry.release_states() == []
        await registry.observe(observed("u"))
        with pytest.raises(BadInputError, match="environment 'blue' has no registry: set records_url"):
            await registry.commit(PutRelease(state(), None))


@pytest.mark.parametrize("missing", ["AWS_ACCESS_KEY_ID", "AWS_REGION"])
async def test_who_or_where_is_not_known(missing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(missing)
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY" if "KEY" in missing else "AWS_DEFAULT_REGION")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    with pytest.raises(BadInputError, match=r"no AWS credentials|region"):
        async with opened("dynamodb://nobody"):
            pass
