"""Who writes to the customers: the sender profile, `sender.yaml`."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from schemas.customer import Category, SubscriptionTier

Language = Literal["en", "de", "fr", "es", "it", "pt", "nl"]
LANGUAGES: tuple[Language, ...] = ("en", "de", "fr", "es", "it", "pt", "nl")
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)]
Link = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=2_000, pattern=r"^(https?://\S+|mailto:\S+|)$")
]
Day = Annotated[int, Field(ge=0, le=365)]
Percent = Annotated[int, Field(ge=0, le=100)]


Said = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Wording = Said | Annotated[dict[Language, Said], Field(min_length=1)]


class Claim(BaseModel):
    """A true statement about the product, with whom it answers."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: Wording = Field(description="One wording, or one per language.")
    causes: tuple[Category, ...] = ()  # the causes of leaving that it answers
    topics: tuple[Said, ...] = Field(default=(), description="Words of a reason that it answers, such as SSO.")
    since: date | None = Field(default=None, description="The day from which it is true; no news to who left later.")


class Offer(BaseModel):
    """An approved offer, with the causes that it suits."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: Wording = Field(description="One wording, or one per language; an email in another language makes no offer.")
    causes: tuple[Category, ...] = Field(default=(), description="Only for customers who left for one of these.")


class _Who(BaseModel):
    """Who writes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    company: Text = ""  # the sender's name as an email gives it
    product: Text = ""  # what the customers had
    signatory: Text = Field(default="", description="The name under an email.")
    link: Link = Field(default="", description="Where the call to action leads.")


class Voice(_Who):
    """The part of the profile that an email may mention; a model is given nothing else of it."""

    claims: tuple[Text, ...] = Field(
        default=(), description="What may be said of the product; each must be literally true."
    )


class Sender(_Who):
    """The sender profile. An empty one is neutral: emails then name no company and offer nothing."""

    claims: tuple[Text | Claim, ...] = Field(
        default=(), description="What may be said of the product; each must be literally true."
    )
    unsubscribe_link: Link = (
        ""  # stands under every email; `{token}` in it is the recipient's own (one click, no login)
    )
    postal_address: Text = ""  # the same; some laws ask for it (CAN-SPAM)
    languages: tuple[Language, ...] = Field(default=LANGUAGES, min_length=1, description="Languages to write in.")
    default_language: Language = Field(default="en", description="For a customer who speaks none of these.")
    offers: dict[SubscriptionTier | Literal["all"], tuple[Text | Offer, ...]] = Field(
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

    def voice_in(self, language: Language) -> Voice:
        """The part that an email in this language may mention; a plain claim serves every language."""
        claims = [claim if isinstance(claim, str) else self.wording(claim.text, language) for claim in self.claims]
        return Voice(**self.model_dump(include=set(_Who.model_fields)), claims=tuple(filter(None, claims)))

    def offers_for(self, tier: SubscriptionTier | None, category: Category, language: Language) -> list[str]:
        """The approved offers of a tier, its own first, that suit the cause and have a wording in the language."""
        suitable = [
            self.wording(offer if isinstance(offer, str) else offer.text, language)
            for offer in self._offers(tier)
            if isinstance(offer, str) or not offer.causes or category in offer.causes
        ]
        return [text for text in suitable if text]

    def plain_offers(self, tier: SubscriptionTier | None) -> list[str]:
        """The offers without tags, which were once made to every customer of a tier in any language."""
        return [offer for offer in self._offers(tier) if isinstance(offer, str)]

    @property
    def without_offers(self) -> tuple[Language, ...]:
        """Languages in which emails make none of the offers, for lack of a wording."""
        said = [offer if isinstance(offer, str) else offer.text for listed in self.offers.values() for offer in listed]
        return tuple(
            language for language in self.languages if said and not any(self.wording(text, language) for text in said)
        )

    def wording(self, text: Wording, language: Language) -> str:
        """In this language, or empty; a text that does not say its language is in the default one."""
        if isinstance(text, str):
            return text if language == self.default_language else ""
        return text.get(language, "")

    def _offers(self, tier: SubscriptionTier | None) -> list[str | Offer]:
        own = self.offers.get(tier, ()) if tier else ()
        return [*own, *self.offers.get("all", ())]
