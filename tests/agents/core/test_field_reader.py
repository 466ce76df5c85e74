"""One text of an object, whose JSON arrives in pieces."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.core.field_reader import FieldReader

SIZES = range(1, 14)


def read(text: str, size: int, field: str = "reply") -> str:
    reader = FieldReader(field)
    return "".join(reader.read(text[at : at + size]) for at in range(0, len(text), size))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "said",
    ["Hello.", "", 'Say "no"\\ and\nstop.\t\b\f\r/', "Grüße, 你好.", "\U0001f600 and \U0001f469\u200d\U0001f4bb."],
)  # fmt: skip
@pytest.mark.parametrize("ascii_only", [True, False])
def test_it_is_read_as_it_stands_wherever_it_is_cut(said: str, size: int, ascii_only: bool) -> None:  # noqa: FBT001
    value: dict[str, Any] = {"confidence": 7, "reply": said, "action": "reply"}
    assert read(json.dumps(value, ensure_ascii=ascii_only), size) == said
    assert read(json.dumps(value, ensure_ascii=ascii_only, indent=2), size) == said


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "value",
    [
        {"notes": {"reply": "inside"}, "reply": "Yes."},
        {"notes": ["reply", ":", {"reply": "inside"}], "reply": "Yes."},
        {"notes": '"reply": "inside"', "reply": "Yes."},
        {"notes": "reply", "reply": "Yes."},
        {'re"ply': "inside", "reply": "Yes.", "replying": "No."},
        {"notes": '{"reply": "inside', "reply": "Yes."},
    ],
)
def test_only_the_field_at_the_top_counts(value: dict[str, Any], size: int) -> None:
    assert read(json.dumps(value), size) == "Yes."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (r'{"reply": "a\ud83d"}', "a\ufffd"),
        (r'{"reply": "a\ud83d."}', "a\ufffd."),
        (r'{"reply": "\ude00a"}', "\ufffda"),
        (r'{"reply": "\uzzzza"}', "\ufffda"),
        ('{"reply": "one", "reply": "two"}', "one"),
        ('{"reply": 7, "other": "x"}', ""),
        ('{"reply": ["a"], "other": "x"}', ""),
        ('["reply", "a"]', ""),
        ('{"answer": {"reply": "a"}}', ""),
        ('{"r\\u0065ply": "a"}', "a"),
        ('{"reply": "cut off', "cut off"),
        ("no JSON at all", ""),
    ],
)
@pytest.mark.parametrize("size", SIZES)
def test_what_is_odd_is_read_without_harm(text: str, said: str, size: int) -> None:
    assert read(text, size) == said


@given(st.text(), st.dictionaries(st.text(max_size=5), st.text(max_size=9), max_size=3), st.integers(1, 9))
def test_any_text(said: str, before: dict[str, str], size: int) -> None:
    before.pop("reply", None)
    assert read(json.dumps({**before, "reply": said}), size) == said
