"""The child process that reads what a person mended of `rejects.csv`.

Started as `python -m tasks.files.mended_child`; it ends when it has answered.
"""

from datetime import date

from schemas.errors import BadInputError
from schemas.reading import Mapping
from tasks.files.child import reply_once
from tasks.files.reader.read_customers import read_mended
from tasks.files.reader_process import pack, printable_reject, unpack


def reply(message: bytes) -> bytes:
    """The answer to one request: both files in one body, the person's first."""
    request, content = unpack(message)
    size, mapping = request["stored_from"], Mapping.model_validate(request["mapping"])
    today = date.fromisoformat(request["today"])
    try:
        return _read(content[:size], request["name"], content[size:], today, mapping)
    except BadInputError as error:
        return pack({"error": str(error)}, b"")


def _read(content: bytes, name: str, stored: bytes, today: date, mapping: Mapping) -> bytes:
    intake, mended = read_mended(content, name, stored, today, mapping)
    used = {*intake.lines, *(reject.line for reject in intake.rejects)}
    head = {
        "lines": intake.lines,
        "rejects": [printable_reject(reject) for reject in intake.rejects],
        "skipped": sorted(mended.rows.keys() - used),
        "not_rejected": mended.not_rejected,
        "twice": sorted(mended.twice),
        "unread": mended.unread,
    }
    return pack(head, b"\n".join(customer.model_dump_json().encode() for customer in intake.customers))


if __name__ == "__main__":
    reply_once(reply)
