"""Reading a file of outcomes, or of what was sent, in a separate process."""

from datetime import date

from pydantic_core import from_json

from schemas.errors import BadInputError
from schemas.outcomes import OutcomeFile, SentFile
from schemas.reading import DateOrder
from tasks.files.child import ask_child
from tasks.files.reader_process import pack


async def read_outcomes(
    content: bytes, name: str, today: date, *, active: bool, date_order: DateOrder | None, sheet: str | None = None
) -> OutcomeFile:
    """What a file says happened; `name` is for messages. Raises `BadInputError` if it cannot be used."""
    asked = {"what": "outcomes", "name": name, "today": today, "active": active, "date_order": date_order}
    asked["sheet"] = sheet
    return OutcomeFile.model_validate(await _ask(asked, content, name))


async def read_sent(content: bytes, name: str, today: date, *, date_order: DateOrder | None) -> SentFile:
    """Which emails a file says were sent. Raises `BadInputError` if it cannot be used."""
    asked = {"what": "sent", "name": name, "today": today, "date_order": date_order}
    return SentFile.model_validate(await _ask(asked, content, name))


async def _ask(request: dict[str, object], content: bytes, name: str) -> object:
    answer: object = from_json(await ask_child("tasks.outreach.outcome_child", pack(request, content), name))
    if isinstance(answer, dict) and "error" in answer:
        raise BadInputError(answer["error"])
    return answer
