"""Retention and erasure: what is asked, and what was removed."""

from pydantic import BaseModel, ConfigDict, Field


class RetentionParams(BaseModel):
    """How long uploads and their results are kept."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    days: int = Field(ge=1, description="Uploads that were last worked on longer ago are deleted, with their results.")
    dry_run: bool = Field(default=False, description="Only say what would be deleted.")


class Deleted(BaseModel):
    """What retention removed, or would."""

    dry_run: bool
    uploads: list[str] = []
    objects: int = 0
    busy: list[str] = Field(default=[], description="Uploads that are being worked on; they were left.")

    def lines(self) -> list[str]:
        """For a terminal."""
        verb = "would delete" if self.dry_run else "deleted"
        said = [f"{verb} {len(self.uploads)} uploads, {self.objects} objects"]
        said += [f"  {upload}" for upload in self.uploads]
        return said + [f"  left, because a run holds it: {upload}" for upload in self.busy]


class Erased(BaseModel):
    """What was removed of one person."""

    uploads: dict[str, int] = Field(default={}, description="Upload: customers removed from it.")
    objects: list[str] = Field(default=[], description="What was deleted or written anew without the person.")
    elsewhere: list[str] = Field(default=[], description="What is left to do where Revive may not, step by step.")

    def lines(self) -> list[str]:
        """For a terminal."""
        if not self.objects:
            return ["nothing is kept of this address"]
        said = [f"removed {count} from {upload}" for upload, count in self.uploads.items()]
        said += [f"  {where}" for where in dict.fromkeys(self.objects)]
        return [
            *said,
            *self.elsewhere,
            "Not reached: the files that uploads came from, copies of exports, and backups.",
            "A later export of your CRM brings the person back, unless the address is suppressed: revive suppress add.",
        ]
