"""A job of batch inference, as it is kept beside its requests while its answers are to come."""

from typing import Literal

from pydantic import BaseModel, Field

JobState = Literal["preparing", "running", "ended"]


class BatchJob(BaseModel):
    """One job. It is durable before it is created at the provider, so that a killed run finds it again."""

    token: str = Field(pattern=r"^[0-9a-f]{32}$", description="Names it, and makes creating it twice the same job.")
    model_id: str  # as the provider is given it
    state: JobState = "preparing"
    arn: str = ""  # the provider's name of it, once it is created
    said: str = ""  # the provider's word on how it ended
    records: dict[str, float] = Field(description="Its requests by recordId, with the most that each may cost.")
