"""The versions that serve customers follow the registry: from files, from the store, and through its failures."""

import asyncio
import json
import logging
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from fakes.in_production import ANALYSIS, with_two_campaigns

from agents.core.kit import PROMPTS
from agents.versions.versions import Versions, load_version
from blocks.artifacts import ArtifactStore
from blocks.layout import prompt
from blocks.registry.open_registry import registry_in
from blocks.registry.store import Registry
from blocks.stores import open_folder
from schemas.agent import AgentVersion
from schemas.errors import BadInputError, StoreError
from schemas.registry import Append, Event, PutRelease, PutVersion, ReleaseState, instant
from tasks.bulk.system import names_of
from tasks.registry import serving
from tasks.registry.publish import publish
from tasks.registry.register import draft_of
from tasks.registry.serving import Pointers
from tasks.winback.system import WINBACK

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
AT = instant(NOON)


@pytest.fixture
def store(tmp_path: Path) -> ArtifactStore:
    return open_folder(tmp_path / "artifacts")


@pytest.fixture
def registry(tmp_path: Path) -> Registry:
    return registry_in(tmp_path / "registry.db")


@pytest.fixture
def prompts(tmp_path: Path) -> Path:
    """A project of its own, with campaign 1.1.0 in production."""
    return with_two_campaigns(Path(shutil.copytree(PROMPTS, tmp_path / "prompts")))


Pointed = Callable[..., Pointers]


@pytest.fixture
def pointed(store: ArtifactStore, registry: Registry, prompts: Path) -> Pointed:
    def pointers(**options: Any) -> Pointers:
        return Pointers(registry, store, Versions(prompts), names_of(WINBACK), **options)

    return pointers


def elsewhere(version: str = "7.0.0", **changes: object) -> AgentVersion:
    """A version of another checkout of the project."""
    known = Versions().get("campaign", "1.1.0").model_dump()
    return AgentVersion.model_validate(known | {"version": version} | changes)  # a copy would keep the hash


async def point(registry: Registry, production: str, **known: object) -> None:
    state = await registry.release_state("campaign")
    said = {"agent": "campaign", "production": production, "since": AT, "by": "ann"} | known
    event = Append(Event(agent="campaign", at=AT, by="ann", what="advanced"))
    await registry.commit(PutRelease(ReleaseState.model_validate(said), state.revision if state else None), event)


RELEASE: dict[str, object] = {"candidate": "7.0.0", "release_id": "r1", "share": 50, "stage": "ramping"}


async def test_without_a_registry_production_is_what_the_file_says(pointed: Pointed, tmp_path: Path) -> None:
    pointers = pointed()
    await pointers.refresh()
    assert pointers.versions.choose("campaign", "c").version == "1.1.0"
    assert not pointers.versions.withdrawn("campaign", "1.0.0")  # nobody said so
    assert [path.name for path in tmp_path.iterdir()].count("registry.db") == 0


async def test_a_version_of_another_checkout_is_loaded_from_the_store(
    pointed: Pointed, registry: Registry, store: ArtifactStore
) -> None:
    candidate = elsewhere()
    await publish(store, candidate)
    await registry.commit(PutVersion(draft_of(candidate, "ann", NOON), None))
    await point(registry, "1.0.0", **RELEASE)
    pointers = pointed(publishes=True)
    await pointers.refresh()
    chosen = {pointers.versions.choose("campaign", str(number)).version for number in range(50)}
    assert chosen == {"1.0.0", "7.0.0"}
    assert pointers.versions.withdrawn("campaign", "1.1.0")
    assert not pointers.versions.withdrawn("campaign", "7.0.0")
    assert await store.exists(prompt("campaign", "1.0.0"))  # who serves is published
    assert pointers.versions.choose("churn-analysis", "c").version == ANALYSIS  # of which the registry says nothing


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "campaign 7.0.0 is neither among the project's prompts nor published in file://"),
        (elsewhere(system="Write whatever comes to mind."), "campaign 7.0.0 was registered by ann with other content"),
        (elsewhere("7.0.1"), "7.0.0.json says it is campaign 7.0.1"),
    ],
    ids=["gone", "exchanged", "another"],
)
async def test_a_version_that_is_not_what_was_registered_serves_nobody(
    content: AgentVersion | None, said: str, pointed: Pointed, registry: Registry, store: ArtifactStore
) -> None:
    if content is not None:
        await store.put(prompt("campaign", "7.0.0"), content.model_dump_json().encode())
    await registry.commit(PutVersion(draft_of(elsewhere(), "ann", NOON), None))
    await point(registry, "1.1.0", **RELEASE)
    pointers = pointed()
    with pytest.raises(BadInputError) as told:
        await pointers.refresh()
    assert said in str(told.value)
    assert {pointers.versions.choose("campaign", str(number)).version for number in range(20)} == {"1.1.0"}


async def test_a_file_that_changed_without_a_new_version_names_the_field(pointed: Pointed, prompts: Path) -> None:
    await pointed(publishes=True).refresh()
    path = prompts / "winback" / "campaign" / "1.1.0.yaml"
    content = yaml.safe_load(path.read_text())
    content["settings"]["temperature"] = 0.1
    content["user"] += "\nBe brief."
    path.write_text(yaml.safe_dump(content))
    load_version.cache_clear()  # as in another process
    with pytest.raises(BadInputError, match=r"was published with another settings.temperature, user: a published"):
        await pointed(publishes=True).refresh()


async def test_a_file_that_is_not_what_was_registered(pointed: Pointed, registry: Registry) -> None:
    """The artifacts may be gone; the registry still knows."""
    record = draft_of(Versions().get("campaign", "1.1.0"), "bob", NOON)
    await registry.commit(PutVersion(record.model_copy(update={"content_hash": "another"}), None))
    with pytest.raises(BadInputError, match=r"campaign 1.1.0 was registered by bob with other content \(another, not"):
        await pointed().refresh()


async def test_a_version_that_this_run_cannot_call_is_not_taken_over(pointed: Pointed, registry: Registry) -> None:
    async def check(version: AgentVersion) -> None:
        await asyncio.sleep(0)
        if (version.agent, version.version) == ("campaign", "1.0.0"):
            raise BadInputError("no price is known")

    pointers = pointed(check=check)
    await pointers.refresh()
    await point(registry, "1.0.0")
    with pytest.raises(BadInputError, match="no price"):
        await pointers.refresh()
    assert pointers.versions.choose("campaign", "c").version == "1.1.0"


async def test_in_the_background_a_failure_is_said_once_and_passes(
    pointed: Pointed, registry: Registry, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(serving, "REFRESH_S", 0.01)
    caplog.set_level(logging.WARNING, "tasks.registry.serving")
    await point(registry, "1.0.0")
    pointers = pointed()
    await pointers.refresh()
    broken = {"broken": False}
    read = registry.release_states

    async def release_states() -> list[ReleaseState]:
        if broken["broken"]:
            raise StoreError("the registry is out of reach")
        return await read()

    monkeypatch.setattr(registry, "release_states", release_states)
    async with pointers.kept_fresh():
        broken["broken"] = True
        await asyncio.sleep(0.15)
        assert pointers.versions.choose("campaign", "c").version == "1.0.0"
        broken["broken"] = False
        await point(registry, "1.1.0")
        await asyncio.sleep(0.15)
        assert pointers.versions.choose("campaign", "c").version == "1.1.0"
    said = [record.getMessage() for record in caplog.records]
    assert said == ["the release state cannot be read, the last one stays in force: the registry is out of reach"]


@pytest.mark.parametrize("damage", [b"", b"{}", b"no json", json.dumps({"agent": "campaign"}).encode()])
async def test_a_damaged_publication_is_named(damage: bytes, store: ArtifactStore) -> None:
    await store.put(prompt("campaign", "1.1.0"), damage)
    with pytest.raises(BadInputError, match=r"1.1.0.json is damaged; remove it"):
        await publish(store, Versions().get("campaign", "1.1.0"))


async def test_another_sentence_of_why_is_no_other_version(store: ArtifactStore) -> None:
    version = Versions().get("campaign", "1.1.0")
    await publish(store, version)
    await publish(store, elsewhere("1.1.0", why="Said in better words."))
    assert (await store.get(prompt("campaign", "1.1.0")) or b"").count(b"in better words") == 0
