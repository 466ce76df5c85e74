"""What a company offers, and for whom each item is right: `catalogue.yaml`, data that needs no Python."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

ItemId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$")]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Billing = Literal["one_time", "monthly", "quarterly", "yearly"]
# What conditions can ask about. Numbers: years, visits, days, points 1 to 5; the others are words.
Fact = Literal[
    "plan",
    "service_type",  # any visit
    "latest_service_type",
    "notes",  # of any visit
    "property_type",
    "lot_features",
    "state",
    "lifetime_value",
    "month",
    "property_age_years",
    "size_sqft",
    "visits",
    "visits_last_year",
    "days_since_service",
    "satisfaction",
    "tenure_days",
]


class Condition(BaseModel):
    """One fact and what must hold of it; a fact that is not known fulfils no condition."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    fact: Fact
    any_of: tuple[Line, ...] = ()  # equal to one of these, without regard to case
    none_of: tuple[Line, ...] = ()  # known, and equal to none of these
    mentions: tuple[Line, ...] = ()  # holds one of these as whole words
    at_least: float | None = None
    at_most: float | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.any_of or self.none_of or self.mentions) and self.at_least is None and self.at_most is None:
            raise ValueError("says nothing: give any_of, none_of, mentions, at_least or at_most")
        return self


class Trigger(BaseModel):
    """When an item is right: all of the conditions hold. `because` is what the message may say of it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    when: Annotated[tuple[Condition, ...], Field(min_length=1)]
    because: Line
    weight: Annotated[int, Field(ge=1, le=100)] = 10  # the item with the heaviest trigger comes first


class Item(BaseModel):
    """One service or plan that can be offered."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: ItemId
    name: Line
    billing: Billing
    price: Line | None = Field(default=None, description="As a message may say it, such as `$45 a month`.")
    summary: Line
    benefits: Annotated[tuple[Line, ...], Field(min_length=2, max_length=12)]
    triggers: Annotated[tuple[Trigger, ...], Field(min_length=1)]
    not_with_plans: tuple[Line, ...] = ()  # plans that include it already, or are more
    not_after_services: tuple[Line, ...] = ()  # visits after which it is no longer needed, within a year
    months: tuple[Annotated[int, Field(ge=1, le=12)], ...] = Field(default=(), description="None: all year.")


def _as_text(said: object) -> object:
    """`version: 1` and `version: 2026-11-30` are a number and a day to YAML."""
    return str(said) if isinstance(said, int | float | date) else said


class Catalogue(BaseModel):
    """All that may be offered."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Line
    version: Annotated[Line, BeforeValidator(_as_text)]
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] = "USD"
    items: Annotated[tuple[Item, ...], Field(min_length=1, max_length=500)]

    @model_validator(mode="after")
    def _once_each(self) -> Self:
        ids = [item.id for item in self.items]
        twice = sorted({item for item in ids if ids.count(item) > 1})
        if twice:
            raise ValueError(f"items: {', '.join(twice)} stands there twice")
        return self

    def item(self, item_id: str) -> Item | None:
        """An item by its id."""
        return next((item for item in self.items if item.id == item_id), None)
