"""A conversation as the Chat Completions API takes it, which the fake checks over HTTP."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
from fakes.openai import FakeOpenAI, Faults

from agents.models.openai import _body, open_openai
from schemas.agent import AgentVersion, ModelReply, ModelRequest
from schemas.environment import OpenAIIdentity
from schemas.messages import Conversation, Message, ToolResult, ToolSpec, ToolUse
from schemas.winback.churn_analysis import ChurnAnalysisInput

HELLO = Message(role="assistant", text="Hello.")
USE = Message(role="assistant", tool_uses=(ToolUse(id="a", name="look", input={"word": "x"}),))
GIVEN = Message(role="user", tool_results=(ToolResult(id="a", text=" "),))
FAILED = Message(role="user", tool_results=(ToolResult(id="a", text="no such word", failed=True),))
LOOK = ToolSpec("look", "Looks it up.", {"type": "object", "properties": {"word": {"type": "string"}}})


@pytest.fixture
async def openai() -> AsyncIterator[FakeOpenAI]:
    service = FakeOpenAI(Faults(record=True))
    await service.start()
    yield service
    await service.stop()


@pytest.fixture
def request_(inputs: ChurnAnalysisInput, version: AgentVersion) -> ModelRequest:
    shape = ("ChurnAnalysis", version.output_schema, version.settings)
    return ModelRequest("churn-analysis", inputs, "You analyse.", "Why?", *shape)


async def ask(openai: FakeOpenAI, request: ModelRequest) -> ModelReply:
    identity = OpenAIIdentity(api_key="sk-planted", base_url=f"{openai.url}/v1")
    async with open_openai("gpt-4o-mini", identity, concurrency=1, timeout_s=5, real_calls=False) as model:
        return await model.call(request)


async def test_the_assistant_may_speak_first(openai: FakeOpenAI, request_: ModelRequest) -> None:
    reply = await ask(openai, replace(request_, conversation=Conversation(before=(HELLO,))))
    assert reply.output["evidence"] == ["cancellation_reason"]
    (sent,) = openai.requests
    assert sent["messages"] == [
        {"role": "system", "content": "You analyse."},
        {"role": "assistant", "content": "Hello."},
        {"role": "user", "content": "Why?"},
    ]
    assert sent["response_format"] == _body(request_, frozenset())["response_format"]
    assert "tools" not in sent


@pytest.mark.parametrize(("given", "content"), [(GIVEN, "(nothing)"), (FAILED, "Error: no such word")])
async def test_tools_and_what_they_gave(
    given: Message, content: str, openai: FakeOpenAI, request_: ModelRequest
) -> None:
    conversation = Conversation(before=(USE, given, HELLO), after=(USE, given), tools=(LOOK,))
    reply = await ask(openai, replace(request_, conversation=conversation))
    assert reply.output["evidence"] == ["cancellation_reason"]
    (sent,) = openai.requests
    call = {"id": "a", "type": "function", "function": {"name": "look", "arguments": '{"word": "x"}'}}
    exchange = [
        {"role": "assistant", "content": None, "tool_calls": [call]},
        {"role": "tool", "tool_call_id": "a", "content": content},
    ]
    assert sent["messages"][1:3] == sent["messages"][5:7] == exchange
    assert [(tool["function"]["name"], tool["function"].get("strict")) for tool in sent["tools"]] == [
        ("look", None),
        ("ChurnAnalysis", True),
    ]
    assert "response_format" not in sent


NAMED = {"type": "function", "function": {"name": "ChurnAnalysis"}}


@pytest.mark.parametrize(("must_answer", "choice"), [(False, "required"), (True, NAMED)])
def test_a_tool_has_to_be_used_and_in_the_end_the_answers(
    *, must_answer: bool, choice: Any, request_: ModelRequest
) -> None:
    request = replace(request_, conversation=Conversation(tools=(LOOK,), must_answer=must_answer))
    assert _body(request, frozenset())["tool_choice"] == choice
    assert "tool_choice" not in _body(request, frozenset({"tool_choice"}))


async def test_tools_that_are_asked_for_are_told_from_the_answer(openai: FakeOpenAI, request_: ModelRequest) -> None:
    openai.faults.script = [
        [("look", {"word": "y"}), ("look", '{"word": ')],
        [("look", {}), ("ChurnAnalysis", {"a": 1})],
        [("ChurnAnalysis", "no JSON")],
    ]
    request = replace(request_, conversation=Conversation(tools=(LOOK,)))
    asked, both, neither = [await ask(openai, request) for _ in range(3)]
    assert asked.output is None
    assert [(use.input, use.problem) for use in asked.tool_uses] == [
        ({"word": "y"}, ""),
        ({}, "the arguments are no JSON object"),
    ]
    assert (both.output, len(both.tool_uses)) == ({"a": 1}, 1)
    assert (neither.output, neither.tool_uses) == (None, ())


async def test_a_server_that_ignores_tools_may_answer_in_words(openai: FakeOpenAI, request_: ModelRequest) -> None:
    openai.faults.length = 1
    reply = await ask(openai, replace(request_, conversation=Conversation(tools=(LOOK,))))
    assert (reply.output, reply.stop) == (None, "max_tokens")
    assert reply.text
