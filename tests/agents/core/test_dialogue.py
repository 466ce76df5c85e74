"""What stands around the question of a case."""

import pytest
from pydantic import BaseModel

from agents.core.dialogue import ALONE, Dialogue
from agents.core.tools import Tool, run_tools
from schemas.messages import Message, ToolGave, ToolUse


class Place(BaseModel):
    city: str
    country: str = "DE"


async def _asked(place: Place) -> str:
    raise AssertionError(f"an evaluation asked for {place}")


TOOL = Tool("weather", "The weather.", Place, _asked)
RESULTS = (
    ToolGave(tool="weather", input={"city": "Bonn"}, text="rain"),
    ToolGave(tool="weather", input={"city": "Ulm", "country": "DE"}, text="no data", failed=True),
)
HELLO = Message(role="user", text="Hello.")


@pytest.mark.parametrize(
    ("given", "text", "failed"),
    [
        ({"city": "Bonn"}, "rain", False),
        ({"city": "Bonn", "country": "DE"}, "rain", False),  # the same, with what is left out said
        ({"city": "Bonn", "country": "FR"}, "nothing is found", True),
        ({"city": "Ulm"}, "no data", True),
        ({"town": "Bonn"}, "invalid arguments: city: Field required", True),
    ],
)
async def test_a_tool_gives_what_the_case_says(given: dict[str, str], text: str, failed: bool) -> None:  # noqa: FBT001
    (tool,) = Dialogue(tools=(TOOL,), results=RESULTS).replayed
    (run,) = await run_tools({tool.name: tool}, (ToolUse(id="a", name="weather", input=given),))
    assert (run.result.text, run.result.failed) == (text, failed)


def test_a_question_that_stands_alone_is_the_question_that_it_was_before_there_were_dialogues() -> None:
    assert ALONE.fingerprint_parts == ()


def test_all_that_stands_around_it_is_part_of_the_question() -> None:
    some = [
        Dialogue(),
        Dialogue((HELLO,)),
        Dialogue(tools=(TOOL,)),
        Dialogue(tools=(TOOL,), results=RESULTS),
        Dialogue(tools=(TOOL,), results=RESULTS[:1]),
        Dialogue((HELLO,), (TOOL,), RESULTS),
    ]
    assert len({dialogue.fingerprint_parts for dialogue in some}) == len(some)


def test_results_that_no_tool_can_give() -> None:
    odd = (ToolGave(tool="oracle", text="yes"), ToolGave(tool="weather", input={"country": "DE"}, text="rain"))
    assert list(Dialogue(tools=(TOOL,), results=odd).problems()) == [
        "tool_results.0.tool: the agent has no tool oracle; it has: weather",
        "tool_results.1.input: city: Field required",
    ]
    assert list(Dialogue(tools=(TOOL,), results=RESULTS).problems()) == []
