"""Retention and erasure: parameters, and what was removed."""

from pydantic import BaseModel, ConfigDict, Field


class RetentionParams(BaseModel):
    """How long uploads with their results, and conversations, are kept."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    days: int = Field(ge=1, description="Uploads that were last worked on longer ago are deleted, with their results.")
    dry_run: bool = Field(default=False, description="Only say what would be deleted.")


class ClassKept(BaseModel):
    """What is kept of the columns of a class, after what was too old went: the proof that it did."""

    model_config = ConfigDict(frozen=True)

    system: str
    column_class: str
    days: int = Field(description="How long it may be kept.")
    removed: int = Field(description="Rows of which something went.")
    oldest: str | None = Field(description="When the oldest left was kept, read again afterwards; None for none.")


class Deleted(BaseModel):
    """What retention removed, or would remove."""

    dry_run: bool
    uploads: list[str] = []
    objects: int = 0
    classes: list[ClassKept] = Field(default=[], description="By class of column: what went, and what is left.")
    busy: list[str] = Field(default=[], description="Uploads that are being worked on, and were left alone.")
    unread: list[str] = Field(
        default=[], description="What could not be read and was left alone, each with the reason."
    )

    def lines(self) -> list[str]:
        """For a terminal."""
        verb = "would delete" if self.dry_run else "deleted"
        said = [f"{verb} {len(self.uploads)} uploads, {self.objects} objects"]
        said += [f"  {upload}" for upload in self.uploads]
        said += [
            f"  {one.system}, columns that are {one.column_class}, {one.days} days: {verb} {one.removed}; "
            + (f"the oldest left is of {one.oldest}" if one.oldest else "none left")
            for one in self.classes
        ]
        said += [f"  left, because a run holds it: {upload}" for upload in self.busy]
        return said + [f"  left, because it could not be read: {one}" for one in self.unread]


class Erased(BaseModel):
    """What was removed of one person."""

    uploads: dict[str, int] = Field(default={}, description="Upload: customers removed from it.")
    objects: list[str] = Field(default=[], description="What was deleted, or rewritten without the person.")
    elsewhere: list[str] = Field(
        default=[], description="What remains to be done where Revive has no access, step by step."
    )
    unread: list[str] = Field(
        default=[], description="What could not be read and may contain the person, with reasons."
    )
    named: list[str] = Field(
        default=[],
        description="Names that stay, and what to do: of uploads, which cannot be renamed, and in settings of Prefect.",
    )

    def lines(self) -> list[str]:
        """For a terminal."""
        unread = [f"  not reached, the person may still be there: {one}" for one in self.unread]
        unread += [f"  not changed: {one}" for one in self.named]
        if not self.objects:
            where = " where Revive could look" if self.unread else ", but for names" if self.named else ""
            return [f"nothing is kept of this address{where}", *unread]
        said = [f"removed {count} from {upload}" for upload, count in self.uploads.items()]
        said += [f"  {where}" for where in dict.fromkeys(self.objects)]
        return [
            *said,
            *unread,
            *self.elsewhere,
            "Not reached: the files that uploads came from, copies of exports, and backups.",
            "A later export of your CRM brings the person back, unless the address is suppressed: revive suppress add.",
        ]
