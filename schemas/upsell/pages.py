"""What upsell's pages show."""

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from schemas.uploads import UploadShown
from schemas.upsell.decided import Decided
from schemas.upsell.event import Event
from schemas.upsell.message import Decision, FittingItem, SimilarCase
from schemas.upsell.run import Attempt, UpsellHoldCode

PAGE = 50  # events on one page


class QueueNow(BaseModel):
    """What waits in the queue. `oldest_at` (ISO 8601) is empty where nothing waits, and on SQS."""

    waiting: int  # not being worked on now
    leased: int  # being worked on
    dead: int  # dead letters
    oldest_at: str = ""


class UploadPath(BaseModel):
    """An upload in the list, and its page."""

    upload: UploadShown
    path: str  # empty if its status cannot be read


class Found(BaseModel):
    """What was found under an event's id."""

    decided: Decided
    path: str  # of the event


class Overview(BaseModel):
    """The queue, the uploads (the newest first), and the event that was looked for. `queue` is None without one."""

    queue: QueueNow | None
    uploads: list[UploadPath]
    find: str = ""
    found: Found | None = None


class EventsAsked(BaseModel):
    """Which events somebody wants to see, as it stands in the URL."""

    model_config = ConfigDict(frozen=True)

    search: str = Field(default="", max_length=200, description="Words, all of which have to occur.")
    decision: Decision | None = None
    hold: UpsellHoldCode | None = None
    item: str | None = Field(default=None, max_length=120)
    after: int | None = Field(default=None, ge=0, description="The place of the last event of the page before.")
    before: int | None = Field(default=None, ge=0, description="The place of the first event of the page after.")


class EventRow(BaseModel):
    """One event, and what became of it."""

    place: int  # in the upload, from 0
    name: str = Field(description="The event as it stands in paths: its id if harmless, else a hash.")
    event_id: str
    source: str = ""
    event_type: str
    occurred_at: AwareDatetime
    customer_id: str
    decision: Decision
    reason: str = ""
    hold: str | None = None
    item: str | None = None
    score: float | None = None
    attempts: int = 0
    decided_in: str | None = None  # the other upload whose decision it is


class Fate(BaseModel):
    """How many events of the whole upload came to this."""

    decision: Decision
    hold: str | None
    events: int


class EventsShown(BaseModel):
    """A page of events."""

    rows: list[EventRow]
    matching: int
    has_more: bool = False
    has_less: bool = False
    fates: list[Fate] = []  # the most frequent first
    items: list[str] = []  # that were offered to anybody


class UploadPage(BaseModel):
    """An upload with a page of its events; `events` is None before its first export."""

    upload: UploadShown
    path: str
    asked: EventsAsked
    events: EventsShown | None
    rejected: int  # lines that are no event
    skipped: int  # repeated
    warnings: tuple[str, ...] = ()


class EventPage(BaseModel):
    """One event: what it says, what was known, each message with its verdict, and why it was decided so."""

    upload_id: str
    upload_path: str
    event: Event
    decision: Decision | None  # None while it is open
    reason: str
    hold: str | None
    fitting: tuple[FittingItem, ...]  # what of the catalogue fits, the most fitting first
    attempts: tuple[Attempt, ...]
    similar: tuple[SimilarCase, ...]
    features: dict[str, int | float | str | None]
    features_version: str
    versions: dict[str, str]
    cost_usd: float | None
    decided_in: str = ""  # the other upload whose decision it is
    decided_path: str = ""  # the same event there


class DeadAsked(BaseModel):
    """Of which reason."""

    model_config = ConfigDict(frozen=True)

    reason: str | None = Field(default=None, max_length=80)


class DeadRow(BaseModel):
    """An event that cannot be used. Moments are ISO 8601."""

    event_id: str
    source: str
    reason: str  # a code
    detail: str
    attempts: int
    put_at: str
    died_at: str
    body: str = ""  # as it came; only on the page of the one


class DeadPage(BaseModel):
    """Dead letters, oldest first; `first` are as many as are shown of those that fit."""

    asked: DeadAsked
    reasons: dict[str, int]  # how many of each, whatever was asked for
    fitting: int
    first: list[DeadRow]


class OneDead(BaseModel):
    """Those of one id: of each source there may be one."""

    event_id: str
    letters: list[DeadRow]


class RedrivePage(BaseModel):
    """What redriving would do now."""

    reason: str | None
    would: int


class FeaturesAsked(BaseModel):
    """Of whom, and as of when."""

    model_config = ConfigDict(frozen=True)

    customer: str = Field(default="", max_length=256)
    as_of: str = Field(default="", max_length=40, description="A day or a moment; empty is now.")


class FeatureShown(BaseModel):
    """One figure: None where it is not known."""

    name: str
    value: int | float | str | None
    about: str  # what it is computed from


class FeaturesPage(BaseModel):
    """What is known of one customer. `version` is empty where none was built, `known` false where it has no such id."""

    asked: FeaturesAsked
    version: str = ""
    built_as_of: str = ""
    customers: int = 0
    as_of: str = ""  # the moment that was asked for, ISO 8601
    known: bool = False
    features: list[FeatureShown] = []
