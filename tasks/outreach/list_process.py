"""Reading a suppression list in a separate process."""

from pydantic_core import from_json

from schemas.errors import BadInputError
from schemas.outreach import AddressList
from tasks.files.child import ask_child
from tasks.files.reader_process import pack


async def read_list(content: bytes, name: str) -> AddressList:
    """The addresses of a list; `name` is for messages. Raises `BadInputError` if it cannot be used."""
    answer = from_json(await ask_child("tasks.outreach.list_child", pack({"name": name}, content), name))
    if "error" in answer:
        raise BadInputError(answer["error"])
    return AddressList.model_validate(answer)


def odd_entries(found: AddressList) -> str:
    """The entries that name nobody, in words; empty if there are none."""
    if not found.odd:
        return ""
    first = ", ".join(f"line {entry.line} {entry.text!r}" for entry in found.first_odd)
    more = " …" if found.odd > len(found.first_odd) else ""
    entries = "entry names" if found.odd == 1 else "entries name"
    return f"{found.odd} {entries} no address and so nobody is held for it: {first}{more}"
