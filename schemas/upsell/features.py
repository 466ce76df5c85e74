"""What is computed about a customer of upsell, from what, and which version of it."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

Season = Literal["winter", "spring", "summer", "autumn"]
Served = dict[str, int | float | str | None]  # as a record keeps them


class FeatureVisit(BaseModel):
    """One visit as one event told it. Told again with other points, it is the same visit, known better."""

    model_config = ConfigDict(frozen=True)

    type: str
    date: date
    nth: int  # of the visits of that type on that day: 1, 2 …
    score: float | None = None  # 1 to 5
    cost: float | None = None
    known_at: AwareDatetime
    key: str  # of the event that told it


class Told(BaseModel):
    """What one event told of the customer beside the visits."""

    model_config = ConfigDict(frozen=True)

    at: AwareDatetime  # when it was so
    known_at: AwareDatetime  # when we knew it
    key: str  # of the event
    plan: str | None = None
    lifetime_value: str | None = None
    account_created: date | None = None
    services_count: int | None = None
    property_type: str | None = None
    year_built: int | None = None
    size_sqft: float | None = None
    outcome: str | None = None  # of a message


class Timeline(BaseModel):
    """All that is known of one customer, with both clocks: when it was so, and when we knew it."""

    model_config = ConfigDict(frozen=True)

    customer: str
    visits: tuple[FeatureVisit, ...] = ()
    told: tuple[Told, ...] = ()


def _of(description: str, source: str) -> object:
    return Field(default=None, description=description, json_schema_extra={"from": source})


class Features(BaseModel):
    """The feature set `upsell`. What is not known is None: no mean of nothing, no zero for what nobody told."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    satisfaction_mean: Annotated[float | None, _of("Mean points, 1 to 5.", "points of visits")] = None
    satisfaction_latest: Annotated[float | None, _of("Points of the latest visit with any.", "points of visits")] = None
    satisfaction_trend: Annotated[
        float | None,
        _of("Points a year (least squares), from three visits with points on.", "points and days of visits"),
    ] = None
    visits: Annotated[int | None, _of("Visits in all.", "visits, services_count")] = None
    visits_last_year: Annotated[int | None, _of("Visits in the last 365 days.", "days of visits")] = None
    rhythm_days: Annotated[float | None, _of("Median days between visits.", "days of visits")] = None
    days_since_service: Annotated[int | None, _of("Days since the latest visit.", "days of visits")] = None
    latest_service: Annotated[str | None, _of("Type of the latest visit.", "types of visits")] = None
    spend: Annotated[float | None, _of("Cost of all visits whose cost is known.", "costs of visits")] = None
    spend_last_year: Annotated[float | None, _of("The same of the last 365 days.", "costs of visits")] = None
    complaints_last_year: Annotated[
        int | None, _of("Visits with 2 points or fewer, and complaints about messages.", "points of visits, outcomes")
    ] = None
    tenure_days: Annotated[int | None, _of("Days since the account was created.", "account_created")] = None
    plan: Annotated[str | None, _of("The plan.", "current_plan")] = None
    lifetime_value: Annotated[str | None, _of("The company's own estimate.", "customer_lifetime_value")] = None
    property_type: Annotated[str | None, _of("Type of the property.", "property_info.type")] = None
    property_age_years: Annotated[int | None, _of("Years since it was built.", "property_info.year_built")] = None
    size_sqft: Annotated[float | None, _of("Size of the property.", "property_info.size_sqft")] = None
    month: Annotated[int | None, _of("Month of the moment, 1 to 12.", "the moment")] = None
    season: Annotated[Season | None, _of("Its meteorological season, northern hemisphere.", "the moment")] = None

    def served(self) -> Served:
        """As a record keeps them."""
        return self.model_dump()


class FeatureSet(BaseModel):
    """Which features there are, and by which code."""

    model_config = ConfigDict(frozen=True)

    name: str = "upsell"
    version: str = "1.0.0"
    code_hash: str  # of what computes them
    features: dict[str, str]  # by name: what it is computed from


class FeatureVersion(BaseModel):
    """One build of the features of all customers; it never changes."""

    model_config = ConfigDict(frozen=True)

    id: str
    set: FeatureSet
    as_of: AwareDatetime  # both clocks: what had happened, and was known, by then
    built_at: AwareDatetime
    events: int  # that were read
    unread: int = 0  # lines that are no event
    customers: int
    sha256: str  # of the Parquet file
    erased_from: str | None = None  # the version that it is, without the persons who were erased


def moment_of_day(moment: datetime) -> tuple[int, Season]:
    """Month and season."""
    seasons: tuple[Season, ...] = ("winter", "spring", "summer", "autumn")
    return moment.month, seasons[moment.month % 12 // 3]


class FeatureChange(BaseModel):
    """How one feature differs between two versions, over the customers that both know."""

    changed: int  # customers of whom it says something else
    known_before: int
    known_after: int
    mean_before: float | None = None  # of numbers only
    mean_after: float | None = None


class FeatureDiff(BaseModel):
    """Two versions compared."""

    before: FeatureVersion
    after: FeatureVersion
    added: int  # customers
    removed: int
    in_both: int
    features: dict[str, FeatureChange]


class FeaturesParams(BaseModel):
    """What the flow that builds features is asked to do."""

    model_config = ConfigDict(extra="forbid")

    as_of: AwareDatetime | None = Field(
        default=None, description="Until when things count and have to have been known. Default: now."
    )
