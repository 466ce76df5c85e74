"""Raw events to the events of an upload: each read, each once, with what is refused and what could not be read."""

import re
import traceback
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from schemas.printable import counted, printable
from schemas.upsell.event import Event
from tasks.files.csv_rows import csv_row
from tasks.files.harmless import harmless, without_controls
from tasks.upsell.event_file import BROKEN, MOST_BYTES, Sent
from tasks.upsell.transform import Refused, transform

_COLUMNS = ("line", "event_id", "code", "reason")
_NUMBERED = re.compile(r"\.[0-9]+(?=\.|\b)")
_MOST_DOUBTS = 12


@dataclass(slots=True)
class Taking:
    """Takes events in order. Of two with one id, the first counts; another body under its id is refused."""

    received_at: datetime
    events: dict[str, bytes] = field(default_factory=dict)  # by key, as stored
    refused: list[tuple[int, Refused]] = field(default_factory=list)  # with their lines
    repeated: int = 0
    read: int = 0
    _doubts: Counter[str] = field(default_factory=Counter)

    def take(self, sent: Iterable[Sent]) -> None:
        """Take each."""
        for one in sent:
            self.add(one, self.received_at)

    def add(self, sent: Sent, received_at: datetime) -> Refused | None:
        """Take one; returns why it is refused, if it is."""
        self.read += 1
        refused = self._add(sent, received_at)
        if refused is not None:
            self.refused.append((sent.line, refused))
        return refused

    def _add(self, sent: Sent, received_at: datetime) -> Refused | None:
        if sent.too_large:
            return Refused("too_large", f"it is larger than {MOST_BYTES >> 10} KB")
        if sent.content is BROKEN:
            return Refused("not_json", "it is not JSON")
        try:
            found = transform(sent.content, received_at)
        except Exception as error:  # noqa: BLE001 -- one event that nobody thought of must not hold up the others
            frame = traceback.extract_tb(error.__traceback__)[-1]
            # Type and place only: the message may contain what somebody wrote.
            return Refused("invalid", f"{type(error).__name__} at {frame.name}:{frame.lineno}")
        if isinstance(found, Refused):
            return found
        stored = found.event.model_dump_json().encode()
        before = self.events.get(found.event.key)
        if before is None:
            self.events[found.event.key] = stored
            self._doubts.update({_NUMBERED.sub("", one) for one in found.warnings})
        elif _same(before, found.event):
            self.repeated += 1
        else:
            return Refused("other_body", "another event in this file has this id", found.event.event_id)
        return None

    @property
    def doubts(self) -> tuple[str, ...]:
        """What could not be read of events that were taken, the most frequent first."""
        said = [f"{wrong}, in {counted(number, 'event')}" for wrong, number in self._doubts.most_common()]
        more = len(said) - _MOST_DOUBTS
        return tuple(said[:_MOST_DOUBTS] + ([f"and {more} kinds more"] if more > 0 else []))

    def rejects(self) -> bytes:
        """`rejects.csv`: the lines that were refused, and why."""
        rows = [
            csv_row(
                [
                    str(line),
                    *(harmless(without_controls(printable(cell))) for cell in (one.event_id, one.code, one.detail)),
                ]
            )
            for line, one in self.refused
        ]
        return b"".join([csv_row(_COLUMNS), *rows])

    def stored(self) -> bytes:
        """The events as an upload keeps them: a JSON array, one a line."""
        return b"[\n" + b",\n".join(self.events.values()) + b"\n]\n"


def _same(before: bytes, event: Event) -> bool:
    """Whether two events differ in nothing but when we got them."""
    other = Event.model_validate_json(before)
    told = {"received_at": other.received_at}
    if event.moment_from == other.moment_from == "receipt":
        told["occurred_at"] = other.occurred_at
    return event.model_copy(update=told) == other
