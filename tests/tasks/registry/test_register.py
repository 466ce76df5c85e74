"""Registering, listing, showing and comparing agent versions, on real files."""

import asyncio
import re
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import yaml
from fakes.in_production import with_two_campaigns

from agents.core.kit import PROMPTS
from agents.versions.versions import Versions, load_version
from blocks.layout import prompt
from blocks.registry.open_registry import registry_in
from blocks.settings import read_settings
from schemas.environment import EnvironmentSpec
from schemas.errors import BadInputError
from schemas.registry import Observation, PutRelease, instant
from schemas.winback.campaign import Campaign
from tasks import catalogue
from tasks.registry.register import OpenRegistry, ensure_state, known_agent, known_version, person, reference, register

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
Open = Callable[[], OpenRegistry]


@pytest.fixture
def prompts(tmp_path: Path) -> Path:
    """A project of its own, with campaign 1.0.0 and 1.1.0, the latter in production."""
    return with_two_campaigns(Path(shutil.copytree(PROMPTS, tmp_path / "prompts")))


@pytest.fixture
def opened(tmp_path: Path, prompts: Path) -> Open:
    """The registry as another process would open it."""
    home = tmp_path / "home"
    spec = EnvironmentSpec(name="local", artifacts_url=home.as_uri())

    def records() -> OpenRegistry:
        load_version.cache_clear()
        return OpenRegistry(spec, registry_in(home / "registry.db"), read_settings({}), Versions(prompts))

    return records


def add(prompts: Path, version: str, **changes: object) -> None:
    """A new version of campaign, as 1.1.0 but for the changes."""
    content = (
        yaml.safe_load((prompts / "winback" / "campaign" / "1.1.0.yaml").read_text()) | {"version": version} | changes
    )
    (prompts / "winback" / "campaign" / f"{version}.yaml").write_text(yaml.safe_dump(content))


async def test_looking_makes_nothing(opened: Open, tmp_path: Path) -> None:
    records = opened()
    listed = await catalogue.list_versions(records)
    assert {(one.agent, one.version, one.status, one.percent) for one in listed} >= {
        ("campaign", "1.0.0", "unregistered", 0), ("campaign", "1.1.0", "production", 100),
    }  # fmt: skip
    shown = await catalogue.agent_view(records, "campaign")
    assert (shown.release, shown.live["1.1.0"].customers, shown.warnings) == (None, 0, [])
    assert (await catalogue.version_view(records, "campaign", "1.0.0")).content.version == "1.0.0"
    await catalogue.version_diff(records, ("campaign", "1.0.0"), ("campaign", "1.1.0"))
    assert not (tmp_path / "home").exists()


async def test_the_first_registration_begins_with_what_is_in_production(opened: Open) -> None:
    records = opened()
    record, new = await register(records, "campaign", "1.0.0", "ann", NOON)
    assert (record.status, record.created_by, record.revision, new) == ("draft", "ann", 1, True)
    state = await records.registry.release_state("campaign")
    assert state is not None
    assert (state.production, state.stage, state.share, state.candidate) == ("1.1.0", "idle", 0, None)
    assert [(one.version, one.status) for one in await records.registry.versions("campaign")] == [
        ("1.0.0", "draft"), ("1.1.0", "production"),
    ]  # fmt: skip
    events = await records.registry.history("campaign")
    assert [(event.what, event.version, event.by) for event in events] == [
        ("registered", "1.0.0", "ann"), ("registered", "1.1.0", "ann"),
    ]  # fmt: skip
    assert await records.store.exists(prompt("campaign", "1.0.0"))
    again, new = await register(opened(), "campaign", "1.0.0", "bob", NOON + timedelta(days=1))
    assert (again, new) == (record, False)
    assert len(await records.registry.history("campaign")) == 2


async def test_a_version_that_is_registered_keeps_its_schema_whatever_its_class_becomes(
    opened: Open, prompts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(prompts, "1.2.0")
    await register(opened(), "campaign", "1.2.0", "ann", NOON)
    before = opened().versions.get("campaign", "1.2.0")
    monkeypatch.setattr(Campaign, "__doc__", "In quite other words.")
    Campaign.model_rebuild(force=True)
    try:
        assert (await register(opened(), "campaign", "1.2.0", "ann", NOON))[1] is False
        assert opened().versions.get("campaign", "1.2.0").content_hash == before.content_hash
    finally:
        monkeypatch.undo()
        Campaign.model_rebuild(force=True)


async def test_two_who_register_at_once_both_do(opened: Open, prompts: Path) -> None:
    for number in range(4):
        add(prompts, f"2.0.{number}", why=f"Another attempt, number {number}.")
    done = await asyncio.gather(
        *(register(opened(), "campaign", f"2.0.{number}", f"p{number}", NOON) for number in range(4)),
        *(register(opened(), "campaign", "2.0.0", "twin", NOON) for _ in range(2)),
    )
    assert sorted(record.version for record, new in done if new) == [f"2.0.{number}" for number in range(4)]
    events = await opened().registry.history("campaign")
    assert sorted(event.version for event in events) == ["1.1.0", *(f"2.0.{number}" for number in range(4))]
    assert [event.seq for event in events] == [5, 4, 3, 2, 1]


async def test_a_registered_file_that_changes_is_refused_with_the_field_and_shown(opened: Open, prompts: Path) -> None:
    await register(opened(), "campaign", "1.0.0", "ann", NOON)
    path = prompts / "winback" / "campaign" / "1.0.0.yaml"
    path.write_text(path.read_text().replace("temperature: 0.7", "temperature: 0.2"))
    with pytest.raises(BadInputError, match=r"campaign 1.0.0 was published with another settings.temperature: a"):
        await register(opened(), "campaign", "1.0.0", "ann", NOON)
    records = opened()
    listed = {one.version: one for one in await catalogue.list_versions(records) if one.agent == "campaign"}
    assert (listed["1.0.0"].file_changed, listed["1.1.0"].file_changed) == (True, False)
    shown = await catalogue.version_view(records, "campaign", "1.0.0")
    assert shown.content.settings.temperature == 0.7  # what was registered, not what the file says
    path.unlink()
    shown = await catalogue.version_view(opened(), "campaign", "1.0.0")
    assert (shown.in_project, shown.content.settings.temperature) == (False, 0.7)


async def test_a_file_that_cannot_be_used_hides_no_other(opened: Open, prompts: Path) -> None:
    add(prompts, "1.2.0", why="short")
    (prompts / "winback" / "campaign" / "1.3.0.yaml").write_bytes(b"agent: \0")
    listed = {one.version: one for one in await catalogue.list_versions(opened()) if one.agent == "campaign"}
    assert "1.2.0.yaml: why: " in listed["1.2.0"].problem
    assert "1.3.0.yaml" in listed["1.3.0"].problem
    assert [version for version, one in listed.items() if not one.problem] == ["1.0.0", "1.1.0"]
    assert listed["1.2.0"].status == "unregistered"
    assert len((await catalogue.agent_view(opened(), "campaign")).versions) == 4


async def test_a_release_is_shown_with_both_sides(opened: Open) -> None:
    records = opened()
    await register(records, "campaign", "1.0.0", "ann", NOON)
    state = await ensure_state(records, "campaign", "ann", NOON)
    release = {"candidate": "1.0.0", "release_id": "r", "share": 20, "stage": "ramping"}
    await records.registry.commit(PutRelease(state.model_copy(update=release), state.revision))

    def seen(version: str, upload_id: str, customers: int, **known: object) -> Observation:
        said = {"agent": "campaign", "version": version, "upload_id": upload_id, "at": instant(NOON)}
        return Observation.model_validate(said | {"customers": customers} | known)

    await records.registry.observe(
        seen("1.1.0", "old", 5_000, cost_n=5_000, cost_usd_sum=10.0),
        seen("1.1.0", "u", 8_000, release_id="r", share=20, errors=80),
        seen("1.0.0", "u", 1_000, release_id="r", share=20, latency={80: 1_000}),
    )
    shown = await catalogue.agent_view(records, "campaign")
    assert {one.version: one.percent for one in shown.versions} == {"1.0.0": 20, "1.1.0": 80}
    assert shown.live["1.1.0"].customers == 13_000
    assert shown.live["1.1.0"].usd_per_customer == 0.002
    assert (shown.in_release["1.1.0"].customers, shown.in_release["1.1.0"].error_rate) == (8_000, 0.01)
    assert shown.in_release["1.0.0"].p95_s == pytest.approx(1.024, rel=0.1)
    assert "served 1000 of 9000 customers and was to serve 1800" in shown.warnings[0]


async def test_a_diff_says_settings_fields_and_prompts(opened: Open, prompts: Path) -> None:
    add(
        prompts, "1.2.0", model="bedrock:amazon.nova-lite-v1:0", settings={"temperature": 0.1, "max_tokens": 2048},
        fields=["company_name", "mrr"], why="It should be shorter.",
        user=yaml.safe_load((prompts / "winback" / "campaign" / "1.1.0.yaml").read_text())["user"] + "Be brief.\n",
    )  # fmt: skip
    shown = await catalogue.version_diff(opened(), ("campaign", "1.1.0"), ("campaign", "1.2.0"))
    assert shown.changes["settings.temperature"] == {"before": 0.7, "after": 0.1}
    assert set(shown.changes) == {"model", "settings.temperature", "fields"}
    assert set(shown.prompts) == {"user"}
    assert "+Be brief." in shown.prompts["user"]
    assert (shown.why, shown.before) == ("It should be shorter.", "campaign@1.1.0")


async def test_what_is_not_there(opened: Open) -> None:
    records = opened()
    with pytest.raises(
        BadInputError, match=r"prompts/winback/campaign/9.0.0.yaml does not exist; of campaign there are 1.0.0"
    ):
        await register(records, "campaign", "9.0.0", "ann", NOON)
    with pytest.raises(BadInputError, match=r"there is no campaign 9.0.0; there are 1.0.0, 1.1.0"):
        await catalogue.version_view(records, "campaign", "9.0.0")
    with pytest.raises(BadInputError, match=r"there is no campaign 9.0.0"):
        await catalogue.version_diff(records, ("campaign", "1.0.0"), ("campaign", "9.0.0"))
    with pytest.raises(BadInputError, match=r"two versions of one agent"):
        await catalogue.version_diff(records, ("campaign", "1.0.0"), ("churn-analysis", "1.0.0"))


@pytest.mark.parametrize(
    ("use", "said"),
    [
        (lambda: known_agent("../../etc"), r"no agent is called \.\./\.\./etc; there are .*churn-analysis, campaign"),
        (lambda: known_agent("a\nb"), r"no agent is called 'a\\nb'"),
        (lambda: known_version("../1.0.0"), "is not a version; give one like 1.2.0"),
        (lambda: known_version("1.0.0\n"), "is not a version"),
        (lambda: known_version("1.5.08"), "three numbers of up to 9 digits, no leading zeros"),
        (lambda: known_version("01.5.8"), "is not a version"),
        (lambda: known_version("1.5.8-rc1"), "is not a version"),
        (lambda: known_version("1.\u0661.0"), "is not a version"),
        (lambda: reference("campaign"), r"give AGENT@VERSION, for example [a-z-]+@1\.0\.0, not campaign"),
        (lambda: reference("campaign@latest"), "latest is not a version"),
        (lambda: person(""), "--by: give a name"),
        (lambda: person("x" * 81), "--by: give a name"),
        (lambda: person("a\nb"), "--by: give a name"),
    ],
)
def test_names_that_cannot_be(use: Callable[[], object], said: str) -> None:
    with pytest.raises(BadInputError, match=said if "\\" in said else re.escape(said)) as told:
        use()
    assert "\n" not in str(told.value)


def test_who_does_it_is_the_login_name_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "grace")
    assert person(None) == "grace"
    assert person(" Ann ") == "Ann"


async def test_a_file_whose_reason_was_edited_says_what_differs_and_what_to_do(prompts: Path, opened: Open) -> None:
    add(prompts, "1.9.0", why="Umlauts in subjects.")
    assert (await register(opened(), "campaign", "1.9.0", "ann", NOON))[1] is True
    assert (await register(opened(), "campaign", "1.9.0", "ben", NOON))[1] is False
    add(prompts, "1.9.0", why="Because somebody wanted it.")
    with pytest.raises(BadInputError) as refused:
        await register(opened(), "campaign", "1.9.0", "ben", NOON)
    said = str(refused.value)
    assert "was registered by ann with another reason (Umlauts in subjects., not Because" in said
    assert "put it back, or give a new number" in said
    assert "\n" not in said
