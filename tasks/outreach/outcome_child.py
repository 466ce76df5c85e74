"""The child process that reads outcomes, or what was sent: the file in on standard input, its content out as JSON.

Started as `python -m tasks.outreach.outcome_child`. The reader needs pandas, which stays out of the caller.
"""

from datetime import date
from typing import Any

from pydantic_core import to_json

from schemas.errors import BadInputError
from tasks.files.child import reply_once
from tasks.files.reader_process import unpack
from tasks.outreach.outcome_file import parse_outcomes
from tasks.outreach.sent_file import parse_sent


def reply(message: bytes) -> bytes:
    """The answer to one request."""
    request, content = unpack(message)
    try:
        return _read(request, content)
    except BadInputError as error:
        return to_json({"error": str(error)})


def _read(request: dict[str, Any], content: bytes) -> bytes:
    name, today = request["name"], date.fromisoformat(request["today"])
    said = {"date_order": request["date_order"]}
    if request["what"] == "sent":
        return parse_sent(content, name, today, **said).model_dump_json().encode()
    said |= {"active": request["active"], "sheet": request["sheet"]}
    return parse_outcomes(content, name, today, **said).model_dump_json().encode()


if __name__ == "__main__":
    reply_once(reply)
