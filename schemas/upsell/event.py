"""An event about a customer whom a company serves, in one form, however it arrived (seed: upsell messages)."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from schemas.customer import Email
from schemas.upsell.outcome import MessageOutcome

# Without control characters: a tab parts source and id in a key.
EventId = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=256, pattern=r"^[^\x00-\x1f\x7f]*$")
]
EventType = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_.]{0,63}$")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)]
Notes = Annotated[str, StringConstraints(strip_whitespace=True, max_length=4_000)]
LifetimeValue = Literal["low", "medium", "high", "very_high"]
Unclear = Literal["satisfaction_score", "last_upsell_sent", "payment_status"]
# Where the moment of an event comes from: it says so itself, its latest service does, or only its receipt is known.
MomentFrom = Literal["event", "service", "receipt"]


class Address(BaseModel):
    """Where a customer lives, as far as the event says."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    street: Text | None = None
    city: Text | None = None
    state: Text | None = None
    zip: Text | None = None


class Person(BaseModel):
    """The customer."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: EventId
    first_name: Text | None = None
    last_name: Text | None = None
    email: Email | None = Field(default=None, description="None if there is none; the customer is then held.")
    phone: Text | None = None
    address: Address = Address()


class Service(BaseModel):
    """One visit. `cost` is in the company's currency; what is not known is None."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    type: Text
    date: date
    technician: Text | None = None
    satisfaction_score: Annotated[float, Field(ge=1, le=5)] | None = None
    notes: Notes | None = None
    cost: Annotated[float, Field(ge=0, allow_inf_nan=False)] | None = None


class PropertyInfo(BaseModel):
    """The customer's property."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    type: Text | None = None
    year_built: Annotated[int, Field(ge=1000, le=2200)] | None = None
    size_sqft: Annotated[float, Field(gt=0, allow_inf_nan=False)] | None = None
    lot_features: tuple[Text, ...] = ()


class Event(BaseModel):
    """One event. What it does not say is None, never a default that looks like a fact."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str = Field(default="", description="`event_id`, and `source` if there is one, in one text.")
    event_id: EventId
    source: Annotated[Text, Field(pattern=r"^[^\x00-\x1f\x7f]*$")] = (
        ""  # who sent it (the `source` of a CloudEvent); (source, event_id) is unique
    )
    event_type: EventType
    occurred_at: AwareDatetime  # features and eligibility are judged as of this moment
    moment_from: MomentFrom
    received_at: AwareDatetime  # when we knew it
    customer: Person
    service_history: tuple[Service, ...] = ()  # oldest first
    current_plan: Text | None = None
    upcoming_service: Text | None = None
    customer_lifetime_value: LifetimeValue | None = None
    account_created: date | None = None
    last_upsell_sent: date | None = None
    payment_status: Text | None = None
    services_count: Annotated[int, Field(ge=0)] | None = None  # in all; the history may hold only the latest
    referral_eligible: bool | None = None
    recent_issue: Notes | bool | None = None  # what happened, or only that something did
    property_info: PropertyInfo = PropertyInfo()
    outcome: MessageOutcome | None = None  # of a `message_outcome`
    unclear: dict[Unclear, str] = Field(
        default_factory=dict, description="What holds people back and was given in a form that nobody here can read."
    )
    extra: dict[str, Any] = Field(default_factory=dict, description="Every further field, as it came.")

    @model_validator(mode="before")
    @classmethod
    def _with_key(cls, said: Any) -> Any:
        if isinstance(said, dict) and not said.get("key"):
            return {**said, "key": key_of(str(said.get("source") or ""), str(said.get("event_id") or ""))}
        return said

    @property
    def latest_service(self) -> Service | None:
        """The newest visit."""
        return self.service_history[-1] if self.service_history else None


def key_of(source: str, event_id: str) -> str:
    """What names an event among all: an id is unique only for who sent it."""
    return "\t".join(filter(None, (source.strip(), event_id.strip())))
