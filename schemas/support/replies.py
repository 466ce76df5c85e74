"""What is said where no model answers (`prompts/support/replies.yaml`)."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from schemas.support.guardrails import Kind

_Said = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1_000)]


class Replies(BaseModel):
    """Each in the words of the company."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    greeting: _Said
    greetings: frozenset[str]  # whole questions that only say hello or thanks, in lower case
    empty: _Said
    vague: _Said
    out_of_scope: _Said
    perhaps_out_of_scope: _Said = Field(description="Where that is likely, not certain.")
    not_known: _Said
    failed: _Said
    cut_short: _Said  # behind the beginning of an answer whose rest cannot be shown
    escalated: _Said
    on_duty: _Said
    off_duty: _Said = Field(description="{when} is the beginning of the next shift.")
    off_duty_long: _Said = Field(description="Where no shift begins for a month.")
    already_escalated: _Said
    with_person: _Said = Field(description="{name} is who has it.")
    resolved: _Said = Field(description="After a person has resolved the matter.")
    not_handed_over: _Said = Field(description="Where nothing can be kept, so nobody would know.")
    blocked: dict[Kind, _Said]
