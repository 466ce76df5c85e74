"""What is said of the uploads of an environment beside each other."""

from pydantic import BaseModel, ConfigDict

from schemas.bulk import Amount, Count, Moment, RunState, Status


class UploadShown(BaseModel):
    """One line of `revive uploads`; money in dollars. Without a status it is damaged, and `message` says what to do."""

    model_config = ConfigDict(frozen=True)

    upload_id: str
    status: RunState | None
    source: str = ""
    total: Count = 0
    ready: Count = 0
    held: Count = 0
    failed: Count = 0
    cost_usd: Amount | None = None
    updated_at: Moment = ""
    message: str = ""

    @classmethod
    def of(cls, status: Status) -> "UploadShown":
        """What a status says."""
        return cls(**status.model_dump(include=set(cls.model_fields)), ready=status.ready)
