"""Importing what a folder holds: parameters, and what became of each file."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from schemas.reading import DateOrder


class OutcomesParams(BaseModel):
    """Where files of outcomes are put, and what nothing in them says."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    source: str = Field(description="A folder or s3 prefix, with a / at its end, or one file: path or URL.")
    active: bool = Field(default=False, description="Every file is a list of active customers, whatever its columns.")
    date_order: DateOrder | None = Field(default=None, description="How 03/04/2026 is read, if a file leaves it open.")
    by: str = Field(default="outcomes-import", min_length=1, max_length=80, description="Who imports, for the records.")


class DoneWith(BaseModel):
    """A file that is not taken again. Its name is not kept: people name files after customers."""

    model_config = ConfigDict(frozen=True)

    end: Literal["imported", "refused"]
    at: str  # ISO 8601 in UTC
    rows: int = 0  # of the file


class FolderImported(BaseModel):
    """What became of the files that were new."""

    ends: dict[str, str] = Field(default_factory=dict, description="By file: what was recorded, or why nothing was.")
    failed: int = 0
