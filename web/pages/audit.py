"""Who changed what on the pages, and when."""

from datetime import UTC, datetime
from pathlib import Path

from pydantic import BaseModel

from schemas.access import AuditEntry
from tasks.access.audit import recent_changes
from web.pages.asked import Asked
from web.pages.page import Page
from web.pages.section import Section

_SHOWN = 200
AUDIT = Section("Audit", "audit", Path(__file__).with_name("templates"), order=90)


class AuditShown(BaseModel):
    """The last changes, the newest first."""

    changes: list[AuditEntry]
    most: int = _SHOWN


@AUDIT.page("/audit", role="approver")
async def audit(asked: Asked) -> Page:
    """The last two hundred."""
    found = await recent_changes(asked.records, _SHOWN, datetime.now(UTC))
    return Page("Audit: who changed what", "audit.html.jinja", AuditShown(changes=found))
