"""An agent version is what it says; everything in it that can change an answer changes its hash."""

import pytest
from pydantic import ValidationError

from schemas.agent import AgentVersion, CallCounts, Draft, SamplingSettings, Usage

VERSION: dict[str, object] = {
    "agent": "churn-analysis",
    "version": "1.0.0",
    "model": "bedrock:amazon.nova-lite-v1:0",
    "settings": {"temperature": 0.3, "max_tokens": 1024},
    "fields": ["mrr", "cancellation_reason"],
    "system": "You analyse.",
    "user": "{{ customer | data }}",
    "output": "ChurnAnalysis",
    "output_schema": {"type": "object", "properties": {"category": {"type": "string"}}},
    "why": "It is the first one.",
}
CHANGES: dict[str, list[object]] = {
    "agent": ["campaign"],
    "version": ["1.0.1"],
    "model": ["bedrock:amazon.nova-pro-v1:0"],
    "settings": [{"temperature": 0.4, "max_tokens": 1024}, {"temperature": 0.3, "max_tokens": 1025}],
    "fields": [["mrr"], ["cancellation_reason", "mrr"], ["mrr", "cancellation_reason", "currency"]],
    "system": ["You analyse. ", ""],
    "user": ["{{ customer|data }}"],
    "output": ["Analysis"],
    "output_schema": [{"type": "object", "properties": {"category": {"type": "string", "description": "The cause."}}}],
}


def version(**changes: object) -> AgentVersion:
    return AgentVersion.model_validate(VERSION | changes)


def test_every_field_but_the_reason_is_tried_here() -> None:
    assert set(CHANGES) == set(AgentVersion.model_fields) - {"why"}


@pytest.mark.parametrize(("field", "value"), [(field, value) for field, values in CHANGES.items() for value in values])
def test_the_hash_changes_with_every_field(field: str, value: object) -> None:
    assert version(**{field: value}).content_hash != version().content_hash


def test_the_hash_does_not_change_with_the_reason_or_the_order_of_keys() -> None:
    assert version(why="Said in other words.").content_hash == version().content_hash
    turned = {"properties": {"category": {"type": "string"}}, "type": "object"}
    assert version(output_schema=turned).content_hash == version().content_hash
    assert len(version().content_hash) == 16


def test_a_version_does_not_change() -> None:
    with pytest.raises(ValidationError):
        version().system = "Other words."  # type: ignore[misc]  # that it is frozen is the point


@pytest.mark.parametrize(
    "change",
    [
        {"version": "1.0"},
        {"version": "v1.0.0"},
        {"version": "1.0.0-rc1"},
        {"version": "1.0.0\n"},
        {"why": "short"},
        {"owner": "me"},
        {"settings": {"temperature": -0.1, "max_tokens": 1}},
        {"settings": {"temperature": 2.1, "max_tokens": 1}},
        {"settings": {"temperature": 0, "max_tokens": 0}},
        {"settings": {"temperature": 0, "max_tokens": 64_001}},
        {"settings": {"temperature": 0}},
    ],
)
def test_what_a_version_may_not_be(change: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        version(**change)


def test_a_stored_version_comes_back_with_its_hash() -> None:
    back = AgentVersion.model_validate_json(version().model_dump_json())
    assert back == version()
    assert back.content_hash == version().content_hash


def test_settings_at_their_bounds() -> None:
    assert SamplingSettings(temperature=0, max_tokens=1).max_tokens == 1
    assert SamplingSettings(temperature=2, max_tokens=64_000).temperature == 2


def test_usage_adds_up() -> None:
    total = Usage(input_tokens=1, output_tokens=2) + Usage(input_tokens=30, output_tokens=40)
    assert total == Usage(input_tokens=31, output_tokens=42)
    assert total + Usage() == total


@pytest.mark.parametrize("output", [None, {"a": [1, None, "x"]}, "words", [1, 2]])
def test_a_stored_draft_comes_back_equal(output: object) -> None:
    draft = Draft(output=output, text="t", violation="v", usage=Usage(input_tokens=1), cost_usd=None, latency_s=0.5)
    assert Draft.model_validate_json(draft.model_dump_json()) == draft


def test_counts_start_at_nothing() -> None:
    assert set(CallCounts().model_dump().values()) == {0}
