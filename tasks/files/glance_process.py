"""Looking at a file in a separate process: the whole table stays out of the memory of whoever shows it."""

from schemas.errors import BadInputError
from schemas.reading import Glance, Mapping
from tasks.files.child import answered, started
from tasks.files.reader_process import pack, unpack


async def glance_at(content: bytes, name: str, mapping: Mapping) -> Glance:
    """Header and samples. `mapping` says encoding and sheet. Raises `BadInputError` if it is not a table at all."""
    child = await started("tasks.files.glance_child")
    head, _ = unpack(await answered(child, pack({"name": name, "mapping": mapping}, content), name))
    if "error" in head:
        raise BadInputError(head["error"])
    return Glance(tuple(head["header"]), tuple(map(tuple, head["samples"])), head["guessed"])
