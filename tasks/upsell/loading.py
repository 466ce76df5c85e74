"""History into the queue: files of any size, in flat memory, each event once however often they are loaded."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from blocks.large_files import large_files, large_name, opened_large
from blocks.queue.interface import Queue
from blocks.queue.open_queue import open_queue
from schemas.errors import ReviveError
from tasks.bulk.place import Place, open_place
from tasks.upsell.accepting import QUEUE, accept_all
from tasks.upsell.event_rows import ENDINGS, Found, event_rows

_TOGETHER = 500
_SHOWN = 20  # ids of conflicts


@dataclass(slots=True)
class Loaded:
    """What became of the rows that were read. `conflicting`: an event of that id and another body was there before."""

    files: int = 0
    read: int = 0
    accepted: int = 0
    repeated: int = 0
    conflicting: int = 0
    dead: Counter[str] = field(default_factory=Counter)  # by reason code
    conflicts: list[str] = field(default_factory=list)  # the first ids
    stopped: ReviveError | None = None  # why there is more that was not read; the same command goes on


async def load_events(environment: str, source: str, say: Callable[[Loaded], None]) -> Loaded:
    """Load a file, or those of a folder or s3 prefix. `say` hears of the progress.

    Raises `BadInputError` if nothing can be read. A queue that is full, or out of reach, stops it in the middle.
    """
    place, loaded = await open_place(environment), Loaded()
    aws, endpoint = place.environment.aws, place.settings.s3_endpoint
    files = await large_files(source, ENDINGS, aws, endpoint)
    async with open_queue(place.environment, QUEUE) as queue:
        for file in files:
            try:
                await _load(place, queue, file, loaded, say)
            except ReviveError as error:
                if not loaded.read:
                    raise
                loaded.stopped = error
                return loaded
            loaded.files += 1
    return loaded


async def _load(place: Place, queue: Queue, source: str, loaded: Loaded, say: Callable[[Loaded], None]) -> None:
    name = large_name(source)
    async with opened_large(source, place.settings.home, place.environment.aws, place.settings.s3_endpoint) as file:
        rows = event_rows(file, name)
        while batch := _batch(rows):
            for one in await accept_all(queue, [(raw, f"{name}, line {line}") for raw, line in batch]):
                _count(loaded, one.outcome, one.reason, one.event_id)
            loaded.read += len(batch)
            say(loaded)


def _batch(rows: Iterator[Found]) -> list[Found]:
    return list(islice(rows, _TOGETHER))


def _count(loaded: Loaded, outcome: str, reason: str, event_id: str) -> None:
    if outcome == "accepted" and reason:
        loaded.dead[reason] += 1
    elif outcome == "accepted":
        loaded.accepted += 1
    elif outcome == "repeated":
        loaded.repeated += 1
    else:
        loaded.conflicting += 1
        if len(loaded.conflicts) < _SHOWN:
            loaded.conflicts.append(event_id)
