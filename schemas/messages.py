"""What was said before, as a model is told it: turns of a person and a model, tools and what they gave."""

from dataclasses import dataclass
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from schemas.plain_text import plain_lines, plain_source

MOST_MESSAGES = 200
MOST_CHARACTERS = 100_000  # of one text; an answer of 64,000 tokens has some four times as many at most
# What Bedrock and OpenAI both take as the name or the id of a tool.
TOOL_NAME = r"^[a-zA-Z0-9_-]{1,64}$"

ToolName = Annotated[str, StringConstraints(pattern=TOOL_NAME)]
PlainText = Annotated[str, BeforeValidator(plain_source), StringConstraints(max_length=MOST_CHARACTERS)]


class ToolUse(BaseModel):
    """A model asks for a tool. `problem` says why its arguments could not be read at all; `input` is empty then."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: ToolName
    name: ToolName
    input: Annotated[dict[str, Any], BeforeValidator(plain_lines)] = {}
    problem: str = ""


class ToolResult(BaseModel):
    """What a tool gave, or why it gave nothing (`failed`)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: ToolName = Field(description="The id of the use that it answers.")
    text: PlainText
    failed: bool = False


class ToolGave(BaseModel):
    """What a tool gave when it was asked for with these arguments, or why it gave nothing (`failed`)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    tool: ToolName
    input: dict[str, Any] = {}  # its arguments
    text: PlainText
    failed: bool = False


class Message(BaseModel):
    """One turn. A model speaks and asks for tools; a person speaks, or the results of those tools stand in one turn."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    role: Literal["user", "assistant"]
    text: PlainText = ""
    tool_uses: tuple[ToolUse, ...] = ()
    tool_results: tuple[ToolResult, ...] = ()

    @model_validator(mode="after")
    def _is_a_turn(self) -> Self:
        if self.role == "user" and self.tool_uses:
            raise ValueError("only the assistant asks for tools")
        if self.tool_results and (self.role == "assistant" or self.text):
            # Several models of Bedrock take no text beside the results of tools.
            raise ValueError("results of tools stand alone, in a turn of the user")
        if not (self.text.strip() or self.tool_uses or self.tool_results):
            raise ValueError("an empty message")
        return self


def _answered(messages: tuple[Message, ...]) -> tuple[Message, ...]:
    """Every use of a tool has its result in the next turn, every result its use, and the assistant spoke after it."""
    asked: list[str] = []
    after_results = False
    for message in messages:
        given = [result.id for result in message.tool_results]
        if sorted(given) != sorted(asked):
            raise ValueError("each tool that was asked for has exactly one result, in the turn after it")
        if after_results and message.role == "user":
            raise ValueError("after the results of tools the assistant speaks")
        asked = [use.id for use in message.tool_uses]
        if len(set(asked)) < len(asked):
            raise ValueError("two uses of tools have one id")
        after_results = bool(given)
    if asked or after_results:
        raise ValueError("ends in the middle of using tools")
    return messages


# Earlier turns, oldest first, as they come in from outside; whoever speaks first may be the assistant.
History = Annotated[tuple[Message, ...], Field(max_length=MOST_MESSAGES), AfterValidator(_answered)]


@dataclass(frozen=True, slots=True)
class ToolSpec:
    """A tool as a model is told of it; `schema` is the JSON Schema of its arguments, without references."""

    name: str
    description: str
    schema: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Conversation:
    """What stands around the question of a request.

    `before` came earlier, `after` are the turns with tools since. While there are `tools` the model may ask for one of
    them instead of answering, unless it `must_answer`. `spoken` wants free text, not the given structure.
    """

    before: tuple[Message, ...] = ()
    after: tuple[Message, ...] = ()
    tools: tuple[ToolSpec, ...] = ()
    must_answer: bool = False
    spoken: bool = False
