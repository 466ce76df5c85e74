"""Running the tools that a model asks for. What the model is told of failures is in running/test_tool_loop.py."""

import asyncio

import pytest
from pydantic import BaseModel

from agents.core.tools import MOST_AT_ONCE, MOST_OF_A_PROBLEM, Tool, ToolFailedError, ToolRun, run_tools
from schemas.errors import StoreError
from schemas.messages import ToolUse


class Word(BaseModel):
    word: str


async def run(given: object, **use: object) -> ToolRun:
    async def give(_word: Word) -> object:
        await asyncio.sleep(0)
        if isinstance(given, Exception):
            raise given
        return given

    asked = ToolUse.model_validate({"id": "a", "name": "look", "input": {"word": "x"}} | use)
    (ran,) = await run_tools({"look": Tool("look", "Looks it up.", Word, give)}, (asked,))
    return ran


@pytest.mark.parametrize(
    ("given", "text"),
    [("plain", "plain"), ({"a": [1]}, '{"a":[1]}'), (Word(word="y"), '{"word":"y"}'), (None, "null"), ("", "")],
)
async def test_what_a_tool_gives_is_a_text_or_json(given: object, text: str) -> None:
    ran = await run(given)
    assert (ran.result.text, ran.result.failed, ran.error) == (text, False, None)


async def test_it_holds_nothing_that_a_reader_would_not_see() -> None:
    ran = await run("sent\u200b \x1b[31mto\U000e0041 you\ud83d")
    assert ran.result.text == "sent to you\ufffd"


async def test_what_cannot_be_written_is_a_failure() -> None:
    ran = await run(object())
    assert (ran.result.text, ran.result.failed) == ("the tool failed", True)


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (ToolFailedError("x" * 9_000), "x" * MOST_OF_A_PROBLEM),
        (StoreError("the disk is full"), "the tool failed: the disk is full"),
        (KeyError("password=s3cret"), "the tool failed"),
    ],
)
async def test_what_the_model_may_know_of_an_error(error: Exception, told: str) -> None:
    ran = await run(error)
    assert (ran.result.text, ran.result.failed, ran.error) == (told, True, error)


async def test_arguments_that_could_not_be_read_are_not_tried() -> None:
    ran = await run("never", problem="the arguments are no JSON object")
    assert (ran.result.text, ran.result.failed) == ("the arguments are no JSON object", True)


async def test_values_of_invalid_arguments_are_not_repeated() -> None:
    ran = await run("never", input={"word": ["s3cret"]})
    assert ran.result.text == "invalid arguments: word: Input should be a valid string"


async def test_only_so_many_run_at_once() -> None:
    running = most = 0

    async def count(_word: Word) -> str:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0.001)
        running -= 1
        return "done"

    uses = tuple(ToolUse(id=f"u{number}", name="look", input={"word": "x"}) for number in range(MOST_AT_ONCE + 2))
    runs = await run_tools({"look": Tool("look", "Looks it up.", Word, count)}, uses)
    assert most == MOST_AT_ONCE
    assert [ran.result.failed for ran in runs] == [False] * MOST_AT_ONCE + [True] * 2
    assert [ran.result.id for ran in runs] == [use.id for use in uses]


async def test_who_cancels_the_question_cancels_its_tools() -> None:
    started, ended = asyncio.Event(), asyncio.Event()

    async def wait(_word: Word) -> str:
        started.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()
        return "never"

    use = ToolUse(id="a", name="look", input={"word": "x"})
    running = asyncio.create_task(run_tools({"look": Tool("look", "Looks it up.", Word, wait)}, (use,)))
    await started.wait()
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert ended.is_set()


def test_a_tool_says_what_it_takes() -> None:
    async def give(_word: Word) -> str:
        await asyncio.sleep(0)
        return ""

    spec = Tool("look", "Looks it up.", Word, give).spec
    assert spec.schema == {"type": "object", "properties": {"word": {"type": "string"}}, "required": ["word"]}
    with pytest.raises(ValueError, match="'look up' is no name of a tool"):
        Tool("look up", "Looks it up.", Word, give)
