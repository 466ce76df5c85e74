"""Who writes, and how: `brand.yaml`."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from schemas.sender import Link
from schemas.upsell.catalogue import Line

Paragraph = Annotated[str, StringConstraints(strip_whitespace=True, max_length=1_000)]


class Voicing(BaseModel):
    """What the agents are told of the brand."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    company: Line
    signatory: Line  # who signs, such as `Your Hearthline team`
    tone: Paragraph = ""
    do: tuple[Line, ...] = ()  # rules to follow
    avoid: tuple[Line, ...] = ()  # words and phrases never to use
    claims: tuple[Line, ...] = Field(default=(), description="True statements about the company that may be made.")
    link: Link = ""  # where to book; the only link that a message may hold


class Brand(Voicing):
    """The brand with what is put below every message that is sent by email."""

    postal_address: Line  # required of commercial email (CAN-SPAM, 16 CFR 316)
    unsubscribe_url: Link = Field(
        description="`{address}` in it is the recipient's, percent-encoded; `{token}` their one-click token."
    )

    @property
    def voicing(self) -> Voicing:
        """Without the footer, which no model needs."""
        return Voicing.model_validate(self.model_dump(include=set(Voicing.model_fields)))
