"""The events of a large file, one at a time, as bytes that `accept` takes: JSON lines, CSV or Parquet.

`event_file.py` reads the same kinds from memory; here a million rows take no more of it than a thousand.
"""

import csv
import io
from collections.abc import Iterator
from typing import IO, Any

from pydantic_core import from_json, to_json

from schemas.errors import UnreadableFileError
from tasks.files.long_cells import allow_long_cells
from tasks.files.reader.encoding import decode_any
from tasks.upsell.event_file import MOST_BYTES, of_row

ENDINGS = (".jsonl", ".ndjson", ".json", ".csv", ".parquet")
_SAMPLE = 1 << 20
_ARRAY_BYTES = 200 << 20  # a JSON array is read whole
Found = tuple[bytes, int]  # an event, and its line or row, from 1


def event_rows(file: IO[bytes], name: str) -> Iterator[Found]:
    """What a file holds. Raises `UnreadableFileError` if it can be none of the known kinds."""
    sample = file.read(_SAMPLE)
    file.seek(0)
    if sample[:4] == b"PAR1":
        return _of_parquet(file, name)
    start = sample.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if not start:
        raise UnreadableFileError(f"{name} is empty")
    if start == b"{":
        return _of_lines(file)
    if start == b"[":
        return _of_array(file, name)
    return _of_csv(file, sample)


def _of_lines(file: IO[bytes]) -> Iterator[Found]:
    """Lines of any length, holding no more of one than an event may have, and a byte."""
    number = 0
    while line := file.readline(MOST_BYTES + 1):
        number += 1
        rest = line
        while rest and not rest.endswith(b"\n") and len(rest) > MOST_BYTES:
            rest = file.readline(MOST_BYTES + 1)
        text = line.removeprefix(b"\xef\xbb\xbf").strip() if len(line) <= MOST_BYTES else line
        if text and not (number == 1 and _is_heading(text)):
            yield text, number


def _is_heading(line: bytes) -> bool:
    """Whether a first line only says as of when the file is to be judged."""
    try:
        said = from_json(line)
    except ValueError:
        return False
    return isinstance(said, dict) and "as_of" in said and said.keys() <= {"as_of", "about"}


def _of_array(file: IO[bytes], name: str) -> Iterator[Found]:
    content = file.read(_ARRAY_BYTES + 1)
    if len(content) > _ARRAY_BYTES:
        raise UnreadableFileError(f"{name} is a JSON array of more than {_ARRAY_BYTES >> 20} MB: give JSON lines")
    try:
        events = from_json(content)
    except ValueError:
        raise UnreadableFileError(f"{name} begins like a list of events and is not JSON") from None
    return ((to_json(event), number) for number, event in enumerate(events, start=1))


def _of_csv(file: IO[bytes], sample: bytes) -> Iterator[Found]:
    allow_long_cells()
    whole_lines = sample[: sample.rfind(b"\n") + 1] if len(sample) == _SAMPLE else sample
    head, encoding = decode_any(whole_lines)
    try:
        dialect: Any = csv.Sniffer().sniff(head[:10_000].splitlines()[0], delimiters=",;\t|")
    except (csv.Error, IndexError):
        dialect = csv.excel
    encoding = "utf-8-sig" if encoding == "utf-8" else encoding
    with io.TextIOWrapper(file, encoding, errors="replace", newline="") as text:
        rows = csv.reader(text, delimiter=dialect.delimiter)
        header = next(rows, [])
        for cells in rows:
            if any(cell.strip() for cell in cells):
                yield to_json(of_row(dict(zip(header, cells, strict=False)))), rows.line_num


def _of_parquet(file: IO[bytes], name: str) -> Iterator[Found]:
    import pyarrow as pa  # noqa: PLC0415 -- 40 MB that only such files pay
    from pyarrow import parquet  # noqa: PLC0415 -- same

    number = 0
    try:
        for batch in parquet.ParquetFile(file).iter_batches(batch_size=1_000):
            for row in batch.to_pylist():
                number += 1
                yield to_json(of_row(row)), number
    except (pa.ArrowInvalid, OSError) as error:
        raise UnreadableFileError(f"{name} cannot be read as Parquet: {str(error)[:100]}") from None
