"""Version files: every one in the house loads, and every mistake in one is named with its path."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from fakes.known_agents import AGENTS

from agents.core.kit import PROMPTS, folder_of
from agents.core.prices import price_of
from agents.versions.versions import Versions
from schemas.agent import AgentVersion
from schemas.errors import BadInputError

FILES = sorted(path for path in PROMPTS.rglob("*.yaml") if re.fullmatch(r"\d+\.\d+\.\d+", path.stem))
Write = Callable[..., Versions]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """A prompts folder with one version of churn-analysis, changed as said; None takes a field away."""

    def written(**changes: object) -> Versions:
        content: dict[str, Any] = yaml.safe_load((PROMPTS / "winback" / "churn-analysis" / "1.0.0.yaml").read_text())
        content = {name: value for name, value in (content | changes).items() if value is not None}
        folder = tmp_path / "winback" / "churn-analysis"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "1.0.0.yaml").write_text(yaml.safe_dump(content))
        (tmp_path / "production.yaml").write_text("churn-analysis: 1.0.0\n")
        return Versions(tmp_path)

    return written


def refusal(versions: Versions, agent: str = "churn-analysis", version: str = "1.0.0") -> str:
    with pytest.raises(BadInputError) as refused:
        versions.get(agent, version)
    message = str(refused.value)
    assert "\n" not in message
    return message


# The versions of the house


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_version_loads(path: Path) -> None:
    version = Versions().get(path.parent.name, path.stem)
    assert (version.agent, version.version) == (path.parent.name, path.stem)
    assert price_of(version.model) is not None  # else max_cost_usd could not be kept


@pytest.mark.parametrize("agent", AGENTS)
def test_production_is_a_named_version_of_every_agent(agent: str) -> None:
    version = Versions().choose(agent, "C-1")
    assert PROMPTS / folder_of(agent) / f"{version.version}.yaml" in FILES


def test_no_two_versions_have_the_same_content() -> None:
    hashes = [Versions().get(path.parent.name, path.stem).content_hash for path in FILES]
    assert len(set(hashes)) == len(FILES) >= len(AGENTS)


# Mistakes


def test_a_good_copy_loads(write: Write) -> None:
    assert write().choose("churn-analysis", "C-1").version == "1.0.0"


MISTAKES: dict[str, tuple[dict[str, object], str]] = {
    "unknown field": ({"temprature": 1}, "temprature: Extra inputs are not permitted"),
    "unknown setting": ({"settings": {"temperature": 0, "max_tokens": 10, "top_p": 1}}, "settings.top_p: "),
    "setting out of range": ({"settings": {"temperature": 3, "max_tokens": 10}}, "settings.temperature: "),
    "field left out": ({"why": None}, "why: Field required"),
    "reason too short": ({"why": "new"}, "why: "),
    "no fields": ({"fields": []}, "fields: "),
    "version of another kind": ({"version": "1.0"}, "version: "),
    "other version inside": ({"version": "1.0.1"}, "says it is churn-analysis 1.0.1"),
    "other agent inside": ({"agent": "campaign"}, "says it is campaign 1.0.0"),
    "other output": ({"output": "Campaign"}, "churn-analysis answers ChurnAnalysis, not Campaign"),
    "unknown customer field": ({"fields": ["mrr", "revenue"]}, "fields: unknown revenue; there are "),
    "field of the upload that agents never see": ({"fields": ["email"]}, "fields: unknown email; there are "),
    "unknown variable in system": ({"system": "{{ tone }}"}, "system: unknown variable tone; known: customer"),
    "unknown variable in user": ({"user": "{{ analysis | data }}"}, "user: unknown variable analysis; known: customer"),
    "broken template": ({"user": "{{ customer"}, "user: "),
    "unknown filter": ({"user": "{{ customer | json }}"}, "user: "),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_named_with_its_path(mistake: str, write: Write, tmp_path: Path) -> None:
    changes, said = MISTAKES[mistake]
    message = refusal(write(**changes))
    assert message.startswith(str(tmp_path / "winback" / "churn-analysis" / "1.0.0.yaml"))
    assert said in message


def test_a_field_of_the_context_may_be_used(write: Write) -> None:
    version = write(fields=["mrr", "context.seats"]).get("churn-analysis", "1.0.0")
    assert version.fields == ("mrr", "context.seats")


def test_a_missing_file_is_named(write: Write, tmp_path: Path) -> None:
    path = tmp_path / "winback" / "churn-analysis" / "9.9.9.yaml"
    assert refusal(write(), version="9.9.9") == f"{path} does not exist"


def test_an_agent_that_does_not_exist_is_named(write: Write, tmp_path: Path) -> None:
    versions = write(agent="upsell")
    (tmp_path / "winback" / "churn-analysis").rename(tmp_path / "upsell")
    assert re.search("no agent is called upsell; there are .*churn-analysis, campaign", refusal(versions, "upsell"))


@pytest.mark.parametrize(
    "content", [b"agent: [", b"a: b: c", b"\t- x", b"", b"- a list", b"just words", b"why: \xe9\xff"]
)
def test_what_is_no_yaml_mapping_is_named(content: bytes, write: Write, tmp_path: Path) -> None:
    versions = write()
    path = tmp_path / "winback" / "churn-analysis" / "1.0.0.yaml"
    path.write_bytes(content)
    assert refusal(versions).startswith(str(path))


@pytest.mark.parametrize("content", [None, "a: b: c", "", "- x"])
def test_a_production_pointer_that_cannot_be_read_is_named(content: str | None, tmp_path: Path) -> None:
    path = tmp_path / "production.yaml"
    if content is not None:
        path.write_text(content)
    with pytest.raises(BadInputError, match=re.escape(str(path))):
        Versions(tmp_path)


def test_an_agent_without_a_version_in_production_is_named(write: Write, tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match=re.escape(f"{tmp_path / 'production.yaml'} names no version of campaign")):
        write().choose("campaign", "C-1")


@pytest.mark.parametrize("pointer", ["", "1.0", "[1.0.0]", "{a: 1}"])
def test_a_pointer_that_is_no_version_is_bad_input(pointer: str, write: Write, tmp_path: Path) -> None:
    write()
    (tmp_path / "production.yaml").write_text(f"churn-analysis: {pointer}\n")
    with pytest.raises(BadInputError):
        Versions(tmp_path).choose("churn-analysis", "C-1")


def test_the_schema_of_a_version_is_that_of_its_agent(write: Write) -> None:
    version = write().get("churn-analysis", "1.0.0")
    assert set(version.output_schema["properties"]) == set(AGENTS["churn-analysis"].output.model_fields)
    assert isinstance(version, AgentVersion)
