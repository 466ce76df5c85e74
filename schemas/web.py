"""What the HTTP door takes and answers, beside the systems' own schemas."""

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
    """What a run over an upload is asked; what is left out is as the upload was asked before."""

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
    """Where an upload stands and, once there is something, a page of what came out."""

    upload_id: str
    status: RunState  # of the upload
    message: str  # why it is not complete, or what a person should know
    completed: int  # customers with everything that they need
    total: int  # customers accepted
    failed: int  # customers without a result
    held: int  # of `completed`: not written to
    cost_usd: float | None  # so far; None where no price is known
    campaigns: list[dict[str, Any]] = []  # one object a customer, once they are written
    analyses: list[dict[str, Any]] = []  # the same
    next: str | None = Field(default=None, description="Give it as `after` for the next page; null on the last.")
