"""Reading what a person mended of `rejects.csv`, in a separate process."""

from datetime import date

from schemas.errors import BadInputError
from schemas.reading import Mapping, MendedRead
from tasks.files.child import ask_child
from tasks.files.reader_process import pack, read_rejects, unpack


async def read_mended_apart(content: bytes, name: str, stored: bytes, today: date, mapping: Mapping) -> MendedRead:
    """Compare a file with `stored`, the rejects as they are, and read what was mended. Raises `BadInputError`."""
    request = pack({"name": name, "today": today, "mapping": mapping, "stored_from": len(content)}, content + stored)
    head, customers = unpack(await ask_child("tasks.files.mended_child", request, name))
    if "error" in head:
        raise BadInputError(head["error"])
    lines, rejects = head.pop("lines"), read_rejects(head.pop("rejects"))
    return MendedRead(list(zip(lines, customers.split(b"\n") if lines else [], strict=True)), rejects, **head)
