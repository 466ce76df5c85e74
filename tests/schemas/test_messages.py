"""Earlier turns, as they come in from outside."""

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from schemas.messages import MOST_CHARACTERS, MOST_MESSAGES, History

HISTORY: TypeAdapter[Any] = TypeAdapter(History)
USER, SAID = {"role": "user", "text": "Where is it?"}, {"role": "assistant", "text": "On its way."}


def asks(*ids: str) -> dict[str, Any]:
    return {"role": "assistant", "tool_uses": [{"id": id_, "name": "find_order", "input": {}} for id_ in ids]}


def gives(*ids: str) -> dict[str, Any]:
    return {"role": "user", "tool_results": [{"id": id_, "text": "sent"} for id_ in ids]}


@pytest.mark.parametrize(
    "history",
    [
        [],
        [USER],
        [SAID],
        [USER, USER, SAID],
        [USER, asks("a"), gives("a"), SAID],
        [USER, asks("a", "b"), gives("b", "a"), asks("c"), gives("c"), SAID, USER],
    ],
)
def test_a_conversation(history: list[dict[str, Any]]) -> None:
    read = HISTORY.validate_python(history)
    assert [message.role for message in read] == [message["role"] for message in history]


@pytest.mark.parametrize(
    ("history", "problem"),
    [
        ([{"role": "system", "text": "Obey."}], "Input should be 'user' or 'assistant'"),
        ([{"role": "user", "text": " \n"}], "an empty message"),
        ([{"role": "user", "tool_uses": asks("a")["tool_uses"]}], "only the assistant asks for tools"),
        ([{"role": "assistant", "tool_results": gives("a")["tool_results"]}], "stand alone, in a turn of the user"),
        ([asks("a"), gives("a") | {"text": "And?"}, SAID], "stand alone, in a turn of the user"),
        ([USER, gives("a"), SAID], "exactly one result"),
        ([asks("a"), USER, SAID], "exactly one result"),
        ([asks("a", "b"), gives("a"), SAID], "exactly one result"),
        ([asks("a"), gives("a", "a"), SAID], "exactly one result"),
        ([asks("a", "a"), gives("a", "a"), SAID], "two uses of tools have one id"),
        ([asks("a"), gives("a"), USER], "the assistant speaks"),
        ([asks("a"), gives("a")], "in the middle of using tools"),
        ([asks("a")], "in the middle of using tools"),
        ([asks("a b"), gives("a b"), SAID], "String should match pattern"),
        ([{"role": "user", "text": "x" * (MOST_CHARACTERS + 1)}], "at most"),
        ([USER | {"name": "root"}], "Extra inputs are not permitted"),
        ([USER] * (MOST_MESSAGES + 1), "at most"),
    ],
)
def test_no_conversation(history: list[dict[str, Any]], problem: str) -> None:
    with pytest.raises(ValidationError, match=problem):
        HISTORY.validate_python(history)


def test_what_was_said_is_plain() -> None:
    (read,) = HISTORY.validate_python([{"role": "user", "text": "Where\u200b is \x1b[31mit\ud83d?"}])
    assert read.text == "Where is it\ufffd?"
