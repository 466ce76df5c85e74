"""What the guardrails find, and the words that they need of a company."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Kind = Literal[
    "credential",
    "credential_request",
    "promise_request",
    "override",
    "role_change",
    "prompt_extraction",
    "forged_delimiter",
    "personal_data",
    "suspicious",
    "commitment",
    "disparagement",
    "prompt_leak",
    "unsupported_link",
    "unsupported_command",
    "policy",
]
Action = Literal["block", "mask", "flag"]


class Finding(BaseModel):
    """One kind of thing that was found; never the text itself, which may be a secret."""

    model_config = ConfigDict(frozen=True)

    kind: Kind
    action: Action
    detail: str = ""  # which credential, which personal data: a word of ours, none of the text


class Screened(BaseModel):
    """A text after its guardrails. A blocked text is empty: it is kept nowhere."""

    model_config = ConfigDict(frozen=True)

    text: str  # in plain form, personal data masked
    findings: tuple[Finding, ...] = ()

    @property
    def blocked(self) -> Finding | None:
        """What it is blocked for, if it is."""
        return next((found for found in self.findings if found.action == "block"), None)

    @property
    def flagged(self) -> bool:
        """Whether it is answered under constraint."""
        return any(found.action == "flag" for found in self.findings)


class Names(BaseModel):
    """Words of the company whose customers ask (`prompts/support/guardrails.yaml`), in lower case."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    company: tuple[str, ...] = Field(min_length=1)  # what it calls itself
    products: tuple[str, ...]  # what it makes
    rivals: tuple[str, ...]  # who makes the same
