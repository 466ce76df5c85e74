"""Who writes to the customers: the sender profile, `sender.yaml`."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from schemas.winback.customer import SubscriptionTier

Language = Literal["en", "de", "fr", "es", "it", "pt", "nl"]
LANGUAGES: tuple[Language, ...] = ("en", "de", "fr", "es", "it", "pt", "nl")
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)]
Link = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=2_000, pattern=r"^(https?://\S+|mailto:\S+|)$")
]
Day = Annotated[int, Field(ge=0, le=365)]
Percent = Annotated[int, Field(ge=0, le=100)]


class Voice(BaseModel):
    """The part of the profile that an email may mention; a model is given nothing else of it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    company: Text = ""  # the sender's name as an email gives it
    product: Text = ""  # what the customers had
    signatory: Text = Field(default="", description="The name under an email.")
    link: Link = Field(default="", description="Where the call to action leads.")
    claims: tuple[Text, ...] = Field(
        default=(), description="What may be said of the product; each must be literally true."
    )


class Sender(Voice):
    """The sender profile. An empty one is neutral: emails then name no company and offer nothing."""

    unsubscribe_link: Link = ""  # stands under every email
    postal_address: Text = ""  # the same; some laws ask for it (CAN-SPAM)
    languages: tuple[Language, ...] = Field(default=LANGUAGES, min_length=1, description="Languages to write in.")
    default_language: Language = Field(default="en", description="For a customer who speaks none of these.")
    offers: dict[SubscriptionTier | Literal["all"], tuple[Text, ...]] = Field(
        default_factory=dict, description="Approved offers per tier; `all` is for every tier."
    )
    min_confidence: Percent | None = Field(
        default=None,
        exclude_if=lambda said: said is None,
        description="Emails that rest on an analysis less sure than this wait for a person's approval. Default: 60.",
    )
    send_days: tuple[Day, Day, Day] = Field(default=(0, 3, 10), description="Days after the start for each email.")

    @model_validator(mode="after")
    def _consistent(self) -> "Sender":
        if self.default_language not in self.languages:
            raise ValueError(f"default_language {self.default_language} is not one of languages")
        if list(self.send_days) != sorted(set(self.send_days)):
            raise ValueError("send_days must rise")
        return self

    @property
    def neutral(self) -> bool:
        """Whether the profile does not say who writes."""
        return not self.company

    @property
    def voice(self) -> Voice:
        """The part that an email may mention."""
        return Voice(**self.model_dump(include=set(Voice.model_fields)))

    def offers_for(self, tier: SubscriptionTier | None) -> list[str]:
        """The approved offers of a tier, its own first."""
        own = self.offers.get(tier, ()) if tier else ()
        return [*own, *self.offers.get("all", ())]
