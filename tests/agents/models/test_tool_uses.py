"""The tools that a model asks for, as they arrive."""

import pytest

from agents.models.tool_uses import MOST_USES, read_uses
from schemas.messages import ToolUse


@pytest.mark.parametrize("arguments", [{"a": 1}, '{"a": 1}'])
def test_arguments_come_as_an_object_or_as_its_text(arguments: object) -> None:
    assert read_uses([("id", "look", arguments)]) == (ToolUse(id="id", name="look", input={"a": 1}),)


@pytest.mark.parametrize("arguments", ["[1]", "{", None, 7, [1], '{"a": NaN}'])
def test_arguments_that_are_no_object(arguments: object) -> None:
    (use,) = read_uses([("id", "look", arguments)])
    assert (use.input, use.problem) == ({}, "the arguments are no JSON object")


def test_no_arguments_may_be_an_empty_text() -> None:
    assert read_uses([("id", "look", "")])[0].problem == ""


def test_what_no_file_can_hold_is_replaced() -> None:
    (use,) = read_uses([("id", "look", {"a": float("inf"), "b": "\ud83d", "c\u200b": "d\u200be"})])
    assert use.input == {"a": None, "b": "\ufffd", "c\u200b": "de"}


@pytest.mark.parametrize("id_", [None, "", "a b", "x" * 65, 7, "first"])
def test_an_id_that_cannot_be_sent_back_is_replaced(id_: object) -> None:
    uses = read_uses([("first", "look", {}), ("use_2", "look", {}), (id_, "look", {})])
    assert [use.id for use in uses] == ["first", "use_2", "use_3"]


@pytest.mark.parametrize("name", [None, "", "look up", "a.b", 7])
def test_a_name_that_no_tool_can_have(name: object) -> None:
    (use,) = read_uses([("id", name, {})])
    assert (use.name, use.problem) == ("unknown", "no tool has such a name")


def test_an_answer_asks_for_so_many_at_most() -> None:
    assert len(read_uses([("id", "look", {})] * 99)) == MOST_USES
