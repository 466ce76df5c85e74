"""The child process that looks at a file without reading it as customers: its header, and a few cells of each column.

Started as `python -m tasks.files.glance_child`; it ends when it has answered.
"""

import sys

from schemas.errors import BadInputError
from schemas.reading import Mapping
from tasks.files.reader.headers import KNOWN, check_width, inferred_columns
from tasks.files.reader.lines import read_lines
from tasks.files.reader.row_table import shortened
from tasks.files.reader.table import read_records
from tasks.files.reader_process import pack, unpack

_SAMPLES, _ROWS = 3, 500


def main() -> None:
    """Answer one request."""
    request, content = unpack(sys.stdin.buffer.read())
    try:
        said = pack(_look(content, request["name"], Mapping.model_validate(request["mapping"])), b"")
    except BadInputError as error:
        said = pack({"error": str(error)}, b"")
    sys.stdout.buffer.write(said)
    sys.stdout.buffer.flush()


def _look(content: bytes, name: str, mapping: Mapping) -> dict[str, object]:
    text = read_lines(content, name, KNOWN, mapping.encoding, mapping.sheet)
    header, found, _ = read_records(text, Mapping(), None)
    check_width(header, text.name)
    rows = [cells for _, cells, problem in found[:_ROWS] if problem is None]
    samples = [
        _samples([cells[position] for cells in rows if position < len(cells)]) for position in range(len(header))
    ]
    names = [cell.encode("utf-8", "backslashreplace").decode() for cell in header]
    return {"header": names, "samples": samples, "guessed": inferred_columns(header, set())}


def _samples(cells: list[str]) -> list[str]:
    different = dict.fromkeys(short for cell in cells if (short := shortened(cell)))
    return list(different)[:_SAMPLES]


if __name__ == "__main__":
    main()
