"""A file as a run would read it, shown to a person before anything is stored or paid."""

import asyncio
from datetime import UTC, datetime

from schemas.customer import COLUMNS, REQUIRED_COLUMNS
from schemas.errors import BadInputError
from schemas.reading import DISPENSABLE, FileRead, Glance, Mapping
from schemas.winback.draft import ColumnShown, RejectShown
from tasks.files.glance_process import glance_at
from tasks.files.reader_process import read_apart, reader

NEEDED = tuple(name for name in REQUIRED_COLUMNS if name not in DISPENSABLE)
_REJECTS = 50


async def look_at(content: bytes, name: str, mapping: Mapping) -> tuple[Glance, FileRead | BadInputError]:
    """The columns, and what a run would make of them, or why it would refuse the file.

    Raises `BadInputError` if it is not a table at all.
    """
    glance, read = await asyncio.gather(glance_at(content, name, mapping), _read(content, name, mapping))
    return glance, read


async def _read(content: bytes, name: str, mapping: Mapping) -> FileRead | BadInputError:
    try:
        async with reader() as child:
            return await read_apart(child, content, name, datetime.now(UTC).date(), mapping)
    except BadInputError as error:
        return error


def columns_of(glance: Glance, read: FileRead | BadInputError, mapping: Mapping) -> list[ColumnShown]:
    """Each column with what it is read as: as the reading says, else as the person said, else as it seems."""
    found = read.mapping if isinstance(read, FileRead) else mapping
    said = {theirs: ours for ours, theirs in found.columns.items() if theirs is not None}
    if not said and not isinstance(read, FileRead):
        said = {glance.header[position]: ours for ours, position in glance.guessed.items()}
    return [
        ColumnShown(header=header, samples=samples, ours=said.get(header, ""), voice=found.voices.get(header))
        for header, samples in zip(glance.header, glance.samples, strict=True)
    ]


def mapping_of(header: list[str], ours: list[str], voices: list[str], before: Mapping) -> Mapping:
    """What a person clicked, column by column, as a mapping. Raises `BadInputError` if two columns are one thing."""
    columns: dict[str, str | None] = {}
    for theirs, name in zip(header, ours, strict=True):
        if name and name not in COLUMNS:
            raise BadInputError(f"no column is read as {name[:40]!r}")
        if name in columns:
            raise BadInputError(f"two columns are said to be {name.replace('_', ' ')}: choose one of them")
        if name:
            columns[name] = theirs
    # What no column is said to be is not there: otherwise it would be guessed again.
    columns |= {name: None for name in COLUMNS if name not in columns and name not in NEEDED}
    said = {theirs: voice for theirs, voice in zip(header, voices, strict=True) if voice in ("customer", "ours")}
    return before.model_copy(update={"columns": columns, "voices": said})


def rejects_of(read: FileRead) -> list[RejectShown]:
    """The first rows that cannot be used."""
    return [
        RejectShown(line=one.line, column=one.column, value=one.value[:200], reason=one.reason)
        for one in read.rejects[:_REJECTS]
    ]
