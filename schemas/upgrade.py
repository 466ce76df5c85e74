"""What an upgrade of a home changed."""

from pydantic import BaseModel, Field


class Upgraded(BaseModel):
    """What was brought up to date, or would be."""

    dry_run: bool
    objects: list[str] = Field(default=[], description="Where they are; they were rewritten.")
    busy: list[str] = Field(default=[], description="Uploads that are being worked on; run the upgrade again later.")

    def lines(self) -> list[str]:
        """For a terminal."""
        if not self.objects and not self.busy:
            return ["everything is up to date"]
        verb = "would write" if self.dry_run else "wrote"
        said = [f"{verb} {len(self.objects)} objects anew"] + [f"  {where}" for where in self.objects]
        return said + [f"  left, because a run holds it: {upload}; run the upgrade again" for upload in self.busy]
