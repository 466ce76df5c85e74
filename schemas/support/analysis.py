"""What feedback over a window of time says: how content customers are, what was resolved, what to do about the rest."""

from typing import Literal, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

Resolution = Literal["confirmed", "assumed", "taken_back", "unresolved", "open"]
Judgement = Literal["positive", "neutral", "negative"]
RecommendationKind = Literal["template", "gap", "theme", "intent", "escalation"]


class FeedbackWindow(BaseModel):
    """From `since` until `until`, without the latter; nothing that was said later is looked at."""

    model_config = ConfigDict(frozen=True)

    since: AwareDatetime
    until: AwareDatetime

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.since >= self.until:
            raise ValueError("the window ends before it begins")
        return self


class FeedbackParams(BaseModel):
    """One analysis. Without a window, the last days up to the full hour."""

    model_config = ConfigDict(extra="forbid")

    since: AwareDatetime | None = Field(default=None, description="The beginning of the window.")
    until: AwareDatetime | None = Field(default=None, description="Its end.  [default: the last full hour]")
    days: int = Field(default=7, ge=1, le=80, description="How long the window is, if `since` is not given.")


class Estimate(BaseModel):
    """A mean or a share, with its 95% interval; `n` values of `sessions` sessions."""

    model_config = ConfigDict(frozen=True)

    value: float
    low: float
    high: float
    n: int
    sessions: int


class Group(BaseModel):
    """What is known of the answers of one agent version to one intent; both are None for all answers together."""

    model_config = ConfigDict(frozen=True)

    intent: str | None
    agent_version: str | None
    answers: int
    rated: int = Field(description="Answers of which somebody said something.")
    response_rate: Estimate
    rating: Estimate | None = Field(description="Mean of 1 to 5.")
    positive: Estimate | None = Field(description="Share of what was rated that is good: 4 or 5, or thumbs up.")
    negative: int
    resolved: Estimate | None = Field(description="Share of the matters that are decided: confirmed or assumed.")
    matters: dict[Resolution, int]
    implicit: dict[str, int] = Field(description="Signals that nobody typed: asked_again, abandoned …")


class Quote(BaseModel):
    """Somebody's words, masked as they are kept."""

    model_config = ConfigDict(frozen=True)

    interaction_id: str
    text: str


class Theme(BaseModel):
    """Complaints that are about the same thing, at least three."""

    model_config = ConfigDict(frozen=True)

    label: str = Field(description="Words that these texts share and others do not.")
    complaints: int
    sessions: int
    intents: tuple[str, ...]
    quotes: tuple[Quote, ...] = Field(description="The most typical first.")


class Flag(BaseModel):
    """A template that needs work: an agent version on one intent."""

    model_config = ConfigDict(frozen=True)

    intent: str | None
    agent_version: str
    items: int
    negative: int


class Recommendation(BaseModel):
    """What to do next, and for how many customers of a window like this it would have mattered."""

    model_config = ConfigDict(frozen=True)

    kind: RecommendationKind
    effect: float
    what: str
    why: str


class FeedbackAnalysis(BaseModel):
    """All of it. The same window gives the same analysis, whenever it is made."""

    model_config = ConfigDict(frozen=True)

    window: FeedbackWindow
    answers: int
    sessions: int
    overall: Group | None
    groups: tuple[Group, ...]
    outcomes: dict[str, int]
    themes: tuple[Theme, ...]
    unclustered: int = Field(description="Complaints that belong to no theme.")
    flags: tuple[Flag, ...]
    gaps: tuple[Theme, ...] = Field(description="Questions for which nothing was known, alike or alone.")
    recommendations: tuple[Recommendation, ...]
