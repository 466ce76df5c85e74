"""The list of an environment's uploads."""

from pydantic import BaseModel, ConfigDict, Field

from schemas.bulk import Amount, Count, Moment, RunState, Status


class UploadShown(BaseModel):
    """One line of `revive uploads`; money in dollars. If `status` is None, `message` says what to do."""

    model_config = ConfigDict(frozen=True)

    upload_id: str
    status: RunState | None  # None if the status file is damaged
    system: str = Field(default="", exclude_if=lambda said: not said, description="Whose it is, as its status says.")
    noun: str = Field(
        default="customer", exclude_if=lambda said: said == "customer", description="What one subject is."
    )
    source: str = ""  # the file it came from
    total: Count = 0  # subjects accepted
    ready: Count = 0  # may be written to
    held: Count = 0  # are on hold
    review: Count = 0  # wait for approval
    failed: Count = 0  # have no result
    cost_usd: Amount | None = None  # None if no price is known
    updated_at: Moment = ""  # ISO 8601
    message: str = ""  # what a person should know, or do

    @classmethod
    def of(cls, status: Status) -> "UploadShown":
        """The line for a status."""
        return cls(**status.model_dump(include=set(cls.model_fields)), ready=status.ready)
