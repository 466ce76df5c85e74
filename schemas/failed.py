"""What a page says where something went wrong."""

from pydantic import BaseModel, ConfigDict


class Failed(BaseModel):
    """One error, as problem+json would say it."""

    model_config = ConfigDict(frozen=True)

    status: int
    title: str
    detail: str
    request_id: str
