"""The events of a file as somebody sent them: JSON lines, a JSON array, CSV or Parquet. One at a time."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic_core import from_json

from schemas.errors import UnreadableFileError
from tasks.files.long_cells import allow_long_cells
from tasks.files.reader.encoding import decode_any
from tasks.upsell.gathering import OF_VISIT
from tasks.upsell.spellings import folded, is_nothing
from tasks.upsell.values import moment

MOST_BYTES = 256 << 10  # of one event; the HTTP door and SQS take no more either
BROKEN = object()  # what is in a line that is not JSON
_PARQUET = b"PAR1"
_LINES = (".jsonl", ".ndjson")
_GROUPS = {"customer": "customer", "address": "customer.address", "property": "property_info", "service": "service"}


@dataclass(frozen=True, slots=True)
class Sent:
    """One event as it was sent: the line or row of its file, from 1, and what stands there."""

    line: int
    content: Any
    too_large: bool = False


@dataclass(frozen=True, slots=True)
class EventFile:
    """What is in a file. `as_of`: the moment that it says it is to be judged as of."""

    as_of: datetime | None
    events: Iterator[Sent]


def read_events(content: bytes, name: str) -> EventFile:
    """The events of a file. Raises `UnreadableFileError` if it can be none of the known kinds."""
    if content[:4] == _PARQUET:
        return EventFile(None, _of_parquet(content, name))
    start = content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if start == b"[":
        return _of_document(content, name)
    if not start:
        raise UnreadableFileError(f"{name} is empty")
    if start == b"{" or name.lower().endswith(_LINES):  # the first line of one may be the broken one
        return _of_lines(content, name)
    return EventFile(None, _of_csv(content))


def _of_lines(content: bytes, name: str) -> EventFile:
    """JSON lines. A first one that is no event may say `as_of`: such a file is judged as of then, on whatever day."""
    lines = content.removeprefix(b"\xef\xbb\xbf").splitlines()
    first = _parsed(next(line for line in lines if line.strip()))
    if first is BROKEN and (whole := _parsed(content)) is not BROKEN:
        first, lines = whole, [b""]  # one object over several lines
        if isinstance(whole.get("events"), list):
            return EventFile(_as_of(whole, name), _of_list(whole["events"]))
        return EventFile(None, iter([Sent(1, whole)]))
    if isinstance(first, Mapping) and "as_of" in first and first.keys() <= {"as_of", "about"}:
        return EventFile(_as_of(first, name), _lines(lines, skip=1))
    return EventFile(None, _lines(lines, skip=0))


def _lines(lines: list[bytes], skip: int) -> Iterator[Sent]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        if skip:
            skip -= 1
        elif len(line) > MOST_BYTES:
            yield Sent(number, None, too_large=True)
        else:
            yield Sent(number, _parsed(line))


def _of_document(content: bytes, name: str) -> EventFile:
    whole = _parsed(content)
    if not isinstance(whole, list):
        raise UnreadableFileError(
            f"{name} begins like a list of events and is not JSON: give JSON lines, CSV or Parquet"
        )
    return EventFile(None, _of_list(whole))


def _of_list(events: list[Any]) -> Iterator[Sent]:
    return (Sent(number, one) for number, one in enumerate(events, start=1))


def _as_of(said: Mapping[str, Any], name: str) -> datetime | None:
    if is_nothing(said.get("as_of")):
        return None
    found = moment(said["as_of"])
    if found is None:
        raise UnreadableFileError(f"{name}: as_of is not a date or time; write it like 2026-11-20T18:00:00Z")
    return found


def _of_csv(content: bytes) -> Iterator[Sent]:
    allow_long_cells()
    text, _ = decode_any(content)
    try:
        dialect: Any = csv.Sniffer().sniff(text[:10_000].splitlines()[0], delimiters=",;\t|")
    except (csv.Error, IndexError):
        dialect = csv.excel
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=dialect.delimiter)
    header = next(rows, [])
    for cells in rows:
        if any(cell.strip() for cell in cells):
            yield Sent(rows.line_num, of_row(dict(zip(header, cells, strict=False))))


def _of_parquet(content: bytes, name: str) -> Iterator[Sent]:
    import pyarrow as pa  # noqa: PLC0415 -- 40 MB that only such files pay
    from pyarrow import parquet  # noqa: PLC0415 -- same

    try:
        batches = parquet.ParquetFile(io.BytesIO(content)).iter_batches(batch_size=1_000)
        number = 0
        for batch in batches:
            for row in batch.to_pylist():
                number += 1
                yield Sent(number, of_row(row))
    except (pa.ArrowInvalid, OSError) as error:
        raise UnreadableFileError(f"{name} cannot be read as Parquet: {str(error)[:100]}") from None


def of_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """An event from a row of a table: columns such as `customer.email` or `customer_email` become parts of it.

    A cell that is a JSON object or list counts as one. Columns without a part belong to the event or, as far as they
    are a customer's (`email`, `first_name`), to its customer.
    """
    event: dict[str, Any] = {}
    for column, cell in row.items():
        value = _cell(cell)
        if is_nothing(value) and folded(column) not in ("current_plan", "plan"):
            continue
        *path, name = _path(column, value)
        place = event
        for part in path:
            inner = place.setdefault(part, {})
            if not isinstance(inner, dict):
                break
            place = inner
        else:
            place[name] = value
    return event


def _path(column: str, value: object) -> list[str]:
    """Where a column belongs: `service_date` → service, date; `customer.address.zip` → as it stands.

    A row is about one visit: what is said of it without a prefix (`Service`, `Rating`, `Notes`) belongs to that one.
    """
    if "." in column:
        return [folded(part) for part in column.split(".")]
    plain = folded(column)
    if not isinstance(value, list | dict):
        if plain in OF_VISIT:
            return ["service", OF_VISIT[plain]]
        if plain in _COUNTS:
            return ["services_count"]
    first, _, rest = plain.partition("_")
    if first in _GROUPS and rest and plain not in _WHOLE:
        return [*_GROUPS[first].split("."), rest]
    if plain in ("street", "city", "state", "zip", "zip_code", "postal_code"):
        return ["customer", "address", plain]
    return [plain]


_COUNTS = frozenset(("visits", "services", "service_visits", "number_of_visits", "visit_count", "total_visits"))
_WHOLE = frozenset(
    ("customer_lifetime_value", "customer_since", "service_history", "property_info", "service_plan", "service_count")
)


def _cell(cell: object) -> object:
    """What a cell says, as JSON can say it; bytes that are no text are shown as such."""
    if isinstance(cell, bytes):
        return cell.decode("utf-8", "backslashreplace")
    if isinstance(cell, list | tuple):
        return [_cell(one) for one in cell]
    if isinstance(cell, dict):
        return {str(_cell(name)): _cell(one) for name, one in cell.items()}
    if isinstance(cell, str) and cell.lstrip()[:1] in ("{", "["):
        found = _parsed(cell.encode("utf-8", "replace"))
        return cell if found is BROKEN else found
    return cell


def _parsed(line: bytes) -> Any:
    try:
        return from_json(line)
    except ValueError:
        return BROKEN
