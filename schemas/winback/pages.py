"""What win-back's pages show."""

from pydantic import BaseModel, ConfigDict, Field

from schemas.bulk import RunState
from schemas.customer import Category, Customer
from schemas.uploads import UploadShown
from schemas.winback.campaign import Email
from schemas.winback.churn_analysis import ChurnAnalysis
from schemas.winback.outcomes import OutcomeFigures
from schemas.winback.rows import RowsAsked, RowsShown, SendState


class UploadPath(BaseModel):
    """An upload in the list, and its page."""

    upload: UploadShown
    path: str  # empty if its status cannot be read


class UploadList(BaseModel):
    """The uploads, the newest first."""

    uploads: list[UploadPath]
    can_run: bool  # whether who looks may take in a file


class Progress(BaseModel):
    """How far an upload is. Money in dollars."""

    upload_id: str
    path: str  # of its page
    status: RunState
    message: str = ""
    total: int
    completed: int
    ready: int
    review: int = 0
    held: int
    failed: int
    cost_usd: float | None
    maybe_paid_usd: float = 0.0
    seconds: float
    updated_at: str
    is_running: bool  # whether somebody works on it now
    can_start: bool  # whether a run would find something to do

    @property
    def done(self) -> int:
        """Customers with a result, or with an error."""
        return self.completed + self.failed


class BulkApproval(BaseModel):
    """Emails that one person approved at once, which can be taken back at once."""

    model_config = ConfigDict(frozen=True)

    by: str
    at: str
    customers: int


class UploadPage(BaseModel):
    """An upload with a page of its customers."""

    progress: Progress
    asked: RowsAsked
    rows: RowsShown
    source: str
    model: str
    rejected: int
    skipped: int
    warnings: tuple[str, ...] = ()
    approvals: list[BulkApproval] = []
    indexed: bool = Field(description="Whether the table can be sorted, filtered and searched.")


class EmailShown(BaseModel):
    """One email as it would be sent."""

    email: Email
    own: Email | None = Field(default=None, description="The model's, where a person has edited it.")
    by: str = ""  # who edited it
    at: str = ""


class Decision(BaseModel):
    """What a person decided about a customer, and how it is taken back."""

    model_config = ConfigDict(frozen=True)

    said: str
    by: str = ""
    at: str = ""
    undo: str = ""  # the last part of the path that takes it back; empty if nothing does


class CustomerPage(BaseModel):
    """One customer: who it is, why it left, what would be sent, and what people decided."""

    upload_id: str
    upload_path: str
    path: str
    name: str  # the customer's id as it appears in paths
    customer: Customer
    send: SendState
    why: str = ""
    hold: str = ""  # the code
    analysis: ChurnAnalysis | None = None
    corrected: Category | None = None
    emails: list[EmailShown] = []
    language: str = ""
    instruction: str = ""
    flags: tuple[str, ...] = ()
    assigned: str = ""
    decisions: list[Decision] = []
    model: str = ""
    versions: dict[str, str] = {}
    cost_usd: float | None = None
    next_path: str = Field(default="", description="Of the next customer who waits for a person.")
    seen: str = Field(description="What a change must have seen: a hash of all that is shown and can change.")


class Others(BaseModel):
    """Who else has a customer open, and whether it has changed since."""

    names: list[str]
    changed: bool
    path: str  # of the customer


class FileShown(BaseModel):
    """One file that came out of an upload."""

    name: str
    says: str
    path: str  # where it is fetched
    bytes: int


class ExportPage(BaseModel):
    """What came out, written for a mailer and marked as sent."""

    progress: Progress
    files: list[FileShown]
    mailers: list[str]


class OutcomePage(BaseModel):
    """What came of the emails; `figures` is None where nobody was written to."""

    progress: Progress
    figures: OutcomeFigures | None
