"""A conversation as Converse takes it, which the fake checks over HTTP."""

from dataclasses import replace
from typing import Any

import pytest
from fakes.bedrock import FakeBedrock

from agents.models.bedrock import open_bedrock
from agents.models.converse import body_of, reply_of
from schemas.agent import ModelReply, ModelRequest, SamplingSettings
from schemas.environment import AwsIdentity
from schemas.messages import Conversation, Message, ToolResult, ToolSpec, ToolUse
from schemas.winback.churn_analysis import ChurnAnalysisInput

NOVA = "amazon.nova-lite-v1:0"
HELLO = Message(role="assistant", text="Hello.")
USE = Message(role="assistant", text="I look.", tool_uses=(ToolUse(id="a", name="look", input={"word": "x"}),))
GIVEN = Message(role="user", tool_results=(ToolResult(id="a", text="  "),))
FAILED = Message(role="user", tool_results=(ToolResult(id="a", text="no such word", failed=True),))
LOOK = ToolSpec("look", "Looks it up.", {"type": "object", "properties": {"word": {"type": "string"}}})


@pytest.fixture
def request_(inputs: ChurnAnalysisInput) -> ModelRequest:
    schema = {"type": "object", "properties": {"category": {"type": "string"}}, "required": ["category"]}
    settings = SamplingSettings(temperature=0.5, max_tokens=99)
    return ModelRequest("churn-analysis", inputs, "You analyse.", "Why?", "ChurnAnalysis", schema, settings)


async def ask(request: ModelRequest) -> ModelReply:
    async with open_bedrock(NOVA, AwsIdentity(), concurrency=1, timeout_s=5, real_calls=False) as model:
        return await model.call(request)


async def test_the_assistant_may_have_spoken_first(fake: FakeBedrock, request_: ModelRequest) -> None:
    reply = await ask(replace(request_, conversation=Conversation(before=(HELLO,))))
    assert set(reply.output) == {"category"}
    (sent,) = fake.requests
    assert sent["messages"] == [
        {"role": "user", "content": [{"text": "(The conversation starts here.)"}]},
        {"role": "assistant", "content": [{"text": "Hello."}]},
        {"role": "user", "content": [{"text": "Why?"}]},
    ]
    assert sent["toolConfig"] == body_of(request_, NOVA)["toolConfig"]


@pytest.mark.parametrize(("given", "result"), [
    (GIVEN, {"toolUseId": "a", "content": [{"text": "(nothing)"}]}),
    (FAILED, {"toolUseId": "a", "content": [{"text": "no such word"}], "status": "error"}),
])  # fmt: skip
async def test_tools_and_what_they_gave(
    given: Message, result: dict[str, Any], fake: FakeBedrock, request_: ModelRequest
) -> None:
    conversation = Conversation(before=(USE, given, HELLO), after=(USE, given), tools=(LOOK,))
    reply = await ask(replace(request_, conversation=conversation))
    assert set(reply.output) == {"category"}
    (sent,) = fake.requests
    use = {"toolUse": {"toolUseId": "a", "name": "look", "input": {"word": "x"}}}
    exchange = [
        {"role": "assistant", "content": [{"text": "I look."}, use]},
        {"role": "user", "content": [{"toolResult": result}]},
    ]
    assert sent["messages"][1:3] == sent["messages"][5:7] == exchange
    assert [tool["toolSpec"]["name"] for tool in sent["toolConfig"]["tools"]] == ["look", "ChurnAnalysis"]


@pytest.mark.parametrize(("must_answer", "choice"), [(False, {"any": {}}), (True, {"tool": {"name": "ChurnAnalysis"}})])
def test_a_tool_has_to_be_used_and_in_the_end_the_answers(
    *, must_answer: bool, choice: dict[str, Any], request_: ModelRequest
) -> None:
    conversation = Conversation(tools=(LOOK,), must_answer=must_answer)
    request = replace(request_, conversation=conversation)
    assert body_of(request, NOVA)["toolConfig"]["toolChoice"] == choice
    assert "toolChoice" not in body_of(request, NOVA, frozenset({"toolChoice"}))["toolConfig"]


async def test_tools_that_are_asked_for_are_told_from_the_answer(fake: FakeBedrock, request_: ModelRequest) -> None:
    fake.faults.script = [
        [("look", {"word": "y"}), ("look", {"word": "z"})],
        [("look", {}), ("ChurnAnalysis", {"a": 1})],
    ]
    request = replace(request_, conversation=Conversation(tools=(LOOK,)))
    asked, both = await ask(request), await ask(request)
    assert asked.output is None
    assert [(use.name, use.input) for use in asked.tool_uses] == [("look", {"word": "y"}), ("look", {"word": "z"})]
    assert (both.output, len(both.tool_uses)) == ({"a": 1}, 1)


def test_without_tools_whatever_carries_an_input_is_the_answer(request_: ModelRequest) -> None:
    use = {"toolUse": {"name": "another", "input": {"a": 1}}}
    said = {"stopReason": "tool_use", "output": {"message": {"content": [use]}}}
    reply = reply_of(said, replace(request_, conversation=Conversation(before=(HELLO,))), "m")
    assert (reply.output, reply.tool_uses) == ({"a": 1}, ())
