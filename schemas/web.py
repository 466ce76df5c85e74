"""Requests and answers of the HTTP door, beside the systems' own schemas."""

from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from schemas.bulk import Rate, RunState, UploadId
from schemas.reading import Mapping


class Uploaded(BaseModel):
    """A customer file that was taken in."""

    upload_id: str
    status: RunState
    customer_count: int = Field(description="Customers accepted.")
    rejected: int = Field(description="Rows that could not be used; `rejects.csv` of the upload says why.")
    mapping: Mapping = Field(description="How the file was read, as `--mapping` takes it.")


class ProcessRequest(BaseModel):
    """Parameters of a run over an upload; what is left out stays as it was for this upload."""

    model_config = ConfigDict(extra="forbid")

    upload_id: UploadId
    concurrency: Annotated[int, Field(ge=1, le=1_000)] | None = None
    max_cost_usd: Annotated[float, Field(gt=0, allow_inf_nan=False)] | None = None
    max_failure_rate: Rate | None = None


class Started(BaseModel):
    """A run that was started, or was under way already."""

    upload_id: str
    status: RunState
    total: int


class _OfUpload(BaseModel):
    model_config = ConfigDict(extra="forbid")

    upload_id: UploadId


_CustomerId = Annotated[str, Field(min_length=1, max_length=16_384)]
_Text = Annotated[str, Field(max_length=1 << 16)] | None  # 300 words are far shorter, in any script


class ApproveRequest(_OfUpload):
    """Whose emails may go; without customers, all that wait."""

    customer_ids: tuple[_CustomerId, ...] = Field(default=(), max_length=10_000)
    min_confidence: int = Field(
        default=0, ge=0, le=100, description="Only if the analysis is at least this sure, in %."
    )


class EditRequest(_OfUpload):
    """A person's words for one email; what is left out stays."""

    customer_id: _CustomerId
    email: int = Field(ge=1, le=3, description="Which of the three emails.")
    subject: _Text = None
    body: _Text = None
    cta: _Text = None


class RegenerateRequest(_OfUpload):
    """What one customer's emails should do otherwise."""

    customer_id: _CustomerId
    instruction: str = Field(max_length=2_000, description="At most 500 characters.")
    max_cost_usd: float | None = Field(
        default=None, gt=0, allow_inf_nan=False, description="What the upload may have cost with this call."
    )


class Decided(BaseModel):
    """A decision that is recorded, and is in the exports."""

    upload_id: str
    message: str = Field(description="As the command says it.")


class Results(BaseModel):
    """The state of an upload and, once there are results, a page of them."""

    upload_id: str
    status: RunState  # of the upload
    message: str  # why it is not complete, or what a person should know
    completed: int  # customers with everything that they need
    total: int  # customers accepted
    failed: int  # customers without a result
    held: int  # of `completed`: not written to
    review: int = 0  # of `completed`: their emails wait for approval (`send: review`)
    cost_usd: float | None  # so far; None if no price is known
    campaigns: list[dict[str, Any]] = []  # one object a customer, once they are written
    analyses: list[dict[str, Any]] = []  # the same
    next: str | None = Field(default=None, description="Pass it as `after` to get the next page; null on the last.")


class ExportRequest(_OfUpload):
    """What to write of an upload, beside its exports."""

    mailers: tuple[Annotated[str, Field(max_length=100)], ...] = Field(
        default=(), alias="for", max_length=10, description="Names of mailers: klaviyo, mailchimp, hubspot, customerio."
    )
    anonymous: bool = Field(default=False, description="Whether a report and a table without names are written.")

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not self.mailers and not self.anonymous:
            raise ValueError("say for, or anonymous")
        return self


class ExportedFor(BaseModel):
    """What was written for one mailer."""

    contacts: int = Field(description="People who may be written to.")
    suppressed: int = Field(description="People who must not be.")
    left_out: tuple[str, ...] = Field(description="Ids of contacts with a text longer than the mailer takes.")
    files: tuple[str, ...] = Field(description="As `GET /exports?file=` takes them.")
    suppressed_goes_to: str = Field(description="Where in the mailer the suppressed are imported.")


class Exported(BaseModel):
    """What was written."""

    upload_id: str
    mailers: dict[str, ExportedFor]
    anonymous: tuple[str, ...] = Field(description="The files without names, as `GET /exports?file=` takes them.")
