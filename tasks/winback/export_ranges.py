"""The passes over a large upload: a range of batches in each of several processes, which share nothing but the store.

They write to a folder of this machine, and the export joins what they wrote: so the exports appear whole or not at all,
as they do from one pass. What is decided over the whole upload stays with the export: its lock, the file of claims, an
address that several customers are suppressed by.
"""

import asyncio
import os
import pickle  # only between processes of ours, by their pipes
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from math import floor
from pathlib import Path
from tempfile import TemporaryDirectory

from schemas.environment import EnvironmentSpec
from schemas.errors import ReviveError
from schemas.hold import Ruling
from tasks.bulk.counted_before import Earlier
from tasks.bulk.observe import Counted
from tasks.files.child import answered, started
from tasks.outreach.contacts import Contact
from tasks.outreach.restrictions import Restrictions
from tasks.winback.export_pass import Known, Seen

# A process costs two seconds of CPU to start and 150 MB; a record half a millisecond.
LEAST_RECORDS, MOST_PROCESSES = 10_000, 8


@dataclass(frozen=True, slots=True)
class RangeAsked:
    """A range, and all that its process needs; pickled, on the process's standard input."""

    known: Known
    environment: EnvironmentSpec
    token: str | None  # of the upload's lease, on S3
    now: datetime
    restrictions: Restrictions
    rulings: Mapping[str, Ruling]
    claimed: Mapping[str, Contact]  # what the upload had claimed or sent
    settled: bool  # whether a run has settled every record by the rules of today
    earlier: Earlier | None  # what the observer leaves out; None: nobody observes
    batches: range = range(0)
    folder: Path = Path()  # to write to


@dataclass(frozen=True, slots=True)
class RangeWritten:
    """What a range came to, beside its files."""

    seen: Seen
    counted: Counted | None  # for the observer
    last: str  # the latest time of its claims


def ranges_of(batches: int, subjects: int) -> list[range]:
    """The batches of each process; a single range where dividing an upload is not worth it."""
    count = max(1, min(_cores(), MOST_PROCESSES, subjects // LEAST_RECORDS, batches))
    ends = [floor(place * batches / count) for place in range(count + 1)]
    return [range(start, end) for start, end in pairwise(ends)]


@asynccontextmanager
async def written_apart(asked: RangeAsked, ranges: list[range]) -> AsyncIterator[list[tuple[Path, RangeWritten]]]:
    """The folder and the figures of each range; the folders go when the block ends. `asked` is of any of them.

    Raises what a process raised; `ReviveError` if one ended without a word.
    """
    with TemporaryDirectory(prefix="revive-export-") as name:
        folders = [Path(name) / str(place) for place in range(len(ranges))]
        each = [replace(asked, batches=batches, folder=folder) for batches, folder in zip(ranges, folders, strict=True)]
        try:
            async with asyncio.TaskGroup() as processes:
                written = [processes.create_task(write_range(one)) for one in each]
        except ExceptionGroup as errors:
            raise errors.exceptions[0] from None
        yield [(folder, one.result()) for folder, one in zip(folders, written, strict=True)]


async def write_range(asked: RangeAsked) -> RangeWritten:
    """One range, in a process that ends with this."""
    child = await started("tasks.winback.export_child")
    try:
        said = await answered(child, pickle.dumps(asked), "records for the exports")
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    return told(said)


def told(said: bytes) -> RangeWritten:
    """What a process answered. Raises what it raised."""
    written: RangeWritten | ReviveError = pickle.loads(said)  # noqa: S301 -- from a process of ours, by its pipe
    if isinstance(written, ReviveError):
        raise written
    return written


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
