"""Requests and answers of the HTTP door, beside the systems' own schemas."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

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
    cost_usd: float | None  # so far; None where no price is known
    campaigns: list[dict[str, Any]] = []  # one object a customer, once they are written
    analyses: list[dict[str, Any]] = []  # the same
    next: str | None = Field(default=None, description="Pass it as `after` to get the next page; null on the last.")
