"""The schema that is pinned beside a version, against a class that goes on changing."""

import json
from pathlib import Path
from typing import Any, Literal

import pytest
from pydantic import BaseModel, Field

from agents.core.json_schema import inline_schema
from agents.core.kit import PROMPTS
from agents.core.output_schema import output_schema, pin_schema, schema_file
from agents.versions.versions import Versions
from schemas.errors import BadInputError

SHIPPED = {
    "campaign@1.0.0": "e9f6ef7575fd0d56",
    "campaign@1.1.0": "547cc13acc613f72",
    "campaign@1.3.0": "df86978528f65c1c",
    "churn-analysis@1.0.0": "f5574c0d73196361",
    "churn-analysis@1.1.0": "197319b861f56654",
    "churn-analysis@1.2.0": "479080f3def9f067",
    "judge@1.0.0": "9b75f199aa1db795",
    "judge@1.1.0": "f01e646e240d0a06",
    "judge@1.2.0": "b8d13e96e6c4d04e",  # pragma: allowlist secret
    "campaign@1.4.0": "16f3e83e888ad5ed",  # pragma: allowlist secret
    "campaign@1.5.0": "886381287ad42a93",  # pragma: allowlist secret
}


class Part(BaseModel):
    """One part."""

    name: str


class Answer(BaseModel):
    """As it was when the version was made."""

    text: str
    parts: list[Part] = []


class Reworded(BaseModel):
    """As it is said today, with a field more."""

    text: str = Field(max_length=100, description="In other words.")
    parts: list[Part] = []
    mood: str = "calm"


class Shorter(BaseModel):
    """Without the parts."""

    text: str


class Stricter(BaseModel):
    """With something that no old version asks for."""

    text: str
    parts: list[Part] = []
    language: str


@pytest.fixture
def version(tmp_path: Path) -> Path:
    """File of a version whose schema is pinned."""
    path = tmp_path / "1.2.0.yaml"
    pin_schema(inline_schema(Answer), path)
    return path


def test_every_shipped_version_is_pinned_and_has_the_hash_it_was_published_with() -> None:
    versions = Versions()
    files = [path for path in PROMPTS.rglob("*.yaml") if path.stem[0].isdigit()]
    assert all(schema_file(path).is_file() for path in files)
    found = {f"{path.parent.name}@{path.stem}": versions.get(path.parent.name, path.stem) for path in files}
    assert {name: one.content_hash for name, one in found.items() if name in SHIPPED} == SHIPPED


class Chosen(BaseModel):
    """One of two."""

    kind: Literal["good", "bad"]


def test_a_word_that_the_class_does_not_know_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "1.2.0.yaml"
    pinned = inline_schema(Chosen)
    pinned["properties"]["kind"]["enum"] = ["good", "free money"]
    pin_schema(pinned, path)
    with pytest.raises(BadInputError, match=r"answer\.kind: the agent does not read free money; it reads good, bad"):
        output_schema(Chosen, path)


def test_what_is_pinned_is_sent_whatever_became_of_the_class(version: Path) -> None:
    assert output_schema(Reworded, version) == inline_schema(Answer)
    assert json.dumps(output_schema(Reworded, version)) == json.dumps(inline_schema(Answer))  # in the same order


def test_a_version_that_is_not_pinned_yet_has_the_schema_of_its_class(tmp_path: Path) -> None:
    assert output_schema(Reworded, tmp_path / "2.0.0.yaml") == inline_schema(Reworded)


def test_what_is_pinned_stays(version: Path) -> None:
    pin_schema(inline_schema(Reworded), version)
    assert output_schema(Reworded, version) == inline_schema(Answer)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match=r"cannot write .*nowhere/1\.0\.0\.schema\.json, the schema that"):
        pin_schema({}, tmp_path / "nowhere" / "1.0.0.yaml")


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (Shorter, "answer: the agent does not read parts"),
        (Stricter, "answer: the agent needs language, which is not asked for"),
    ],
)
def test_a_class_that_cannot_read_the_answers_is_refused(version: Path, today: type[BaseModel], said: str) -> None:
    with pytest.raises(BadInputError, match=said):
        output_schema(today, version)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "is not JSON"),
        ("[1]", "holds no JSON Schema of an object"),
        ("[" * 100_000, "is not JSON"),
        ('{"type": "array"}', "answer: is of type array, the agent reads object"),
        ('{"type": "object", "properties": {"text": {"type": "string"}, "parts": {"type": "array", "items": 7}}}',
         r"answer\.parts\[\]: is no schema"),
        ('{"type": "object", "properties": {"text": {"type": "string"}, "a\\u001b": {"type": "string"}}}',
         r"does not read 'a\\x1b'"),
    ],
)  # fmt: skip
def test_a_schema_that_is_none_is_refused_in_one_line(version: Path, content: str, said: str) -> None:
    schema_file(version).write_text(content, encoding="utf-8")
    with pytest.raises(BadInputError, match=said) as refused:
        output_schema(Answer, version)
    assert "\n" not in str(refused.value)


def test_nested_answers_are_compared_too(version: Path) -> None:
    pinned: dict[str, Any] = inline_schema(Answer)
    pinned["properties"]["parts"]["items"]["properties"]["size"] = {"type": "integer"}
    schema_file(version).write_text(json.dumps(pinned), encoding="utf-8")
    with pytest.raises(BadInputError, match=r"answer\.parts\[\]: the agent does not read size"):
        output_schema(Answer, version)
