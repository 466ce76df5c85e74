"""Agent versions, and what passes between an agent and a model."""

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from schemas.messages import Conversation, ToolUse
from schemas.plain_text import plain_lines, plain_source

# An existing version; older homes may contain one like 1.5.08.
SemanticVersion = Annotated[str, StringConstraints(pattern=r"^[0-9]+\.[0-9]+\.[0-9]+$")]
# A version named now, as semver.org defines it: with leading zeros, 1.5.08 and 1.5.8 would be two versions.
NEW_VERSION = r"^(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})$"
NewVersion = Annotated[str, StringConstraints(pattern=NEW_VERSION)]


Stop = Literal["end", "max_tokens", "blocked"]
# How a call was served: at once, at once with lower priority, or in a job that may take hours. See `agents/core/tiers`.
Tier = Literal["on_demand", "flex", "batch"]


class SamplingSettings(BaseModel):
    """Sampling settings of one call."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    # Strict: `max_tokens: yes` of YAML would be one token, and every answer cut.
    temperature: float = Field(ge=0, le=2, strict=True)
    max_tokens: int = Field(gt=0, le=64_000, strict=True)


class AgentVersion(BaseModel):
    """The unit that is evaluated, released, rolled back and blamed. Immutable."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    agent: str  # whose version it is
    version: SemanticVersion
    model: str  # `bedrock:<id>`, `openai:<name>` or `offline`; an environment may put another in its place
    settings: SamplingSettings
    fields: tuple[str, ...] = Field(
        default=(), description="The fields of a subject that the prompt may see; none if it is not given one."
    )
    system: str  # template of the system prompt
    user: str  # template of the question
    output: str = Field(description="Name of the output schema.")
    output_schema: dict[str, Any] = Field(description="That schema as JSON Schema, without references.")
    why: str = Field(min_length=10, description="Why this version exists, in a sentence.")

    @cached_property
    def content_hash(self) -> str:
        """sha256 over everything that can change an answer, hex, 16 characters."""
        content = self.model_dump(mode="json", exclude={"why"})
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:16]


class Usage(BaseModel):
    """Tokens of one or several calls; cached tokens are part of the input."""

    model_config = ConfigDict(frozen=True)

    input_tokens: int = 0
    output_tokens: int = 0
    cache_read_tokens: int = 0  # of the input: read from the provider's cache, at a lower price
    cache_write_tokens: int = 0  # of the input: written to it, at a higher one
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
    """A model's answer: structured output if it obeyed, text if it did not.

    Its text is made plain before anything is recorded, counted or checked, whichever model wrote it. Line breaks stay
    until the answer is parsed: they separate the items of a list that came as text.
    """

    output: Annotated[Any, BeforeValidator(plain_lines)] = None
    text: Annotated[str, BeforeValidator(plain_source)] = ""
    stop: Stop = "end"
    usage: Usage
    tool_uses: tuple[ToolUse, ...] = ()
    tier: Tier = "on_demand"  # what it is charged as


class Draft(BaseModel):
    """A paid answer that broke its schema or rules, with the reason that goes back to the model."""

    output: Any = None  # what was answered in the structure that was asked for
    text: str = ""  # what was answered as text instead
    violation: str  # what is wrong with it, as the model is told
    usage: Usage
    cost_usd: float | None  # None if no price is known
    latency_s: float  # seconds of this one call


@dataclass(frozen=True, slots=True)
class ModelRequest:
    """One call. `inputs` is for rules, which read data; the rendered texts are for models, which read words.

    Without a `conversation` the question stands alone, as in bulk.
    """

    agent: str  # who asks; the rules of `offline` are found by it
    inputs: BaseModel
    system: str  # rendered
    user: str  # rendered
    output_name: str  # name of the output's schema, as the provider is given it
    output_schema: dict[str, Any]  # JSON Schema without references
    settings: SamplingSettings
    drafts: tuple[Draft, ...] = ()  # earlier answers to this question that broke a rule, oldest first
    conversation: Conversation | None = None  # what stands around the question where somebody talks with the agent


class CallCounts(BaseModel):
    """What happened to the calls of one run, beside their answers."""

    calls: int = 0  # attempts that reached the provider
    answers: int = 0  # attempts that brought an answer, usable or not
    retries: int = 0  # attempts after a passing fault
    repairs: int = 0  # questions asked again because an answer broke a rule
    maybe_paid: int = Field(default=0, description="Calls cut or timed out: the provider may have charged them.")
    bounded: int = Field(
        default=0, description="Answers that claimed an impossible number of tokens; the possible maximum is charged."
    )
    batched: int = Field(
        default=0, exclude_if=lambda count: not count, description="Of the answers: those that came out of a batch job."
    )
