"""The turns of a request in the order in which they were said."""

from agents.core.turns import turns
from schemas.agent import ModelRequest, SamplingSettings
from schemas.messages import Conversation, Message, ToolResult, ToolUse
from schemas.winback.churn_analysis import ChurnAnalysisInput

HELLO = Message(role="assistant", text="Hello.")
USE = Message(role="assistant", text="I look.", tool_uses=(ToolUse(id="a", name="find_order", input={}),))
GIVEN = Message(role="user", tool_results=(ToolResult(id="a", text="sent"),))


def said(inputs: ChurnAnalysisInput, conversation: Conversation) -> list[tuple[str, str]]:
    request = ModelRequest("a", inputs, "s", "Why?", "O", {}, SamplingSettings(temperature=0, max_tokens=9))
    return [(turn.role, turn.text) for turn in turns(request, conversation)]


def test_the_question_stands_between_what_was_before_and_after(inputs: ChurnAnalysisInput) -> None:
    conversation = Conversation(before=(HELLO,), after=(USE, GIVEN))
    assert said(inputs, conversation) == [
        ("assistant", "Hello."),
        ("user", "Why?"),
        ("assistant", "I look."),
        ("user", ""),
    ]


def test_two_turns_of_one_role_are_one(inputs: ChurnAnalysisInput) -> None:
    user = Message(role="user", text="Hm.")
    assert said(inputs, Conversation(before=(user, HELLO, HELLO, user))) == [
        ("user", "Hm."),
        ("assistant", "Hello.\n\nHello."),
        ("user", "Hm.\n\nWhy?"),
    ]


def test_joined_turns_keep_their_tools(inputs: ChurnAnalysisInput) -> None:
    request = ModelRequest("a", inputs, "s", "Why?", "O", {}, SamplingSettings(temperature=0, max_tokens=9))
    other = USE.model_copy(update={"text": "", "tool_uses": (ToolUse(id="b", name="find_order", input={}),)})
    joined = turns(request, Conversation(before=(USE, other)))[0]
    assert ([use.id for use in joined.tool_uses], joined.text) == (["a", "b"], "I look.")


def test_where_free_text_is_wanted_only_what_was_said_is_told(inputs: ChurnAnalysisInput) -> None:
    conversation = Conversation(before=(USE, GIVEN, HELLO), spoken=True)
    assert said(inputs, conversation) == [("assistant", "I look.\n\nHello."), ("user", "Why?")]
