"""An agent version, and what passes between an agent and a model."""

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from schemas.messages import Conversation, ToolUse
from schemas.plain_text import plain_lines, plain_source

# A version that is there already; older homes may hold one like 1.5.08.
SemanticVersion = Annotated[str, StringConstraints(pattern=r"^[0-9]+\.[0-9]+\.[0-9]+$")]
# One that somebody gives a name to now, as semver.org has it: with leading zeros 1.5.08 and 1.5.8 would be two.
NEW_VERSION = r"^(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})$"
NewVersion = Annotated[str, StringConstraints(pattern=NEW_VERSION)]


Stop = Literal["end", "max_tokens", "blocked"]


class Settings(BaseModel):
    """Sampling settings of one call."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    temperature: float = Field(ge=0, le=2)
    max_tokens: int = Field(gt=0, le=64_000)


class AgentVersion(BaseModel):
    """The unit that is evaluated, released, rolled back and blamed. Immutable."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    agent: str
    version: SemanticVersion
    model: str
    settings: Settings
    fields: tuple[str, ...] = Field(
        default=(), description="The customer fields that the prompt may see; none where it is given no customer."
    )
    system: str
    user: str
    output: str = Field(description="Name of the output schema.")
    output_schema: dict[str, Any] = Field(description="That schema as JSON Schema, without references.")
    why: str = Field(min_length=10, description="Why this version exists, in a sentence.")

    @cached_property
    def content_hash(self) -> str:
        """sha256 over everything that can change an answer, hex, 16 characters."""
        content = self.model_dump(mode="json", exclude={"why"})
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:16]


class Usage(BaseModel):
    """Tokens of one or several calls; the cached ones are part of the input."""

    model_config = ConfigDict(frozen=True)

    input_tokens: int = 0
    output_tokens: int = 0
    cache_read_tokens: int = 0
    cache_write_tokens: int = 0
    bounded: bool = Field(
        default=False, description="The provider claimed more than the request can have taken; the most is charged."
    )

    def __add__(self, other: "Usage") -> "Usage":
        return Usage(
            input_tokens=self.input_tokens + other.input_tokens,
            output_tokens=self.output_tokens + other.output_tokens,
            cache_read_tokens=self.cache_read_tokens + other.cache_read_tokens,
            cache_write_tokens=self.cache_write_tokens + other.cache_write_tokens,
            bounded=self.bounded or other.bounded,
        )


class ModelReply(BaseModel):
    """What came back from a model: structured output where it obeyed, text where it did not.

    Whichever model wrote it, its text is plain before anything is recorded, counted or checked. Line breaks stay until
    it is read: they tell the items of a list apart that came as text.
    """

    output: Annotated[Any, BeforeValidator(plain_lines)] = None
    text: Annotated[str, BeforeValidator(plain_source)] = ""
    stop: Stop = "end"
    usage: Usage
    tool_uses: tuple[ToolUse, ...] = ()


class Draft(BaseModel):
    """A paid answer that broke its schema or rules, with the reason that goes back to the model."""

    output: Any = None
    text: str = ""
    violation: str
    usage: Usage
    cost_usd: float | None
    latency_s: float


@dataclass(frozen=True, slots=True)
class ModelRequest:
    """One call. `inputs` is for rules that read data, the rendered texts are for models that read words.

    Without a `conversation` the question stands alone, as in bulk.
    """

    agent: str
    inputs: BaseModel
    system: str
    user: str
    output_name: str
    output_schema: dict[str, Any]
    settings: Settings
    drafts: tuple[Draft, ...] = ()
    conversation: Conversation | None = None


class CallCounts(BaseModel):
    """What the calls of one run did, beside their answers."""

    calls: int = 0
    answers: int = 0
    retries: int = 0
    repairs: int = 0
    maybe_paid: int = Field(default=0, description="Calls cut or timed out: the provider may have charged them.")
    bounded: int = Field(default=0, description="Answers with more tokens than can be, charged as the most that can.")
