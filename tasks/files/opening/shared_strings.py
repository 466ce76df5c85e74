"""How much text the cells of a sheet come to: a string is once in the file, and copied into every cell that names it.

So a file of 14 KB can take 4 GB of memory. The text is counted before calamine makes the copies.
"""

import re
from itertools import islice

from schemas.errors import BadInputError
from tasks.files.opening.parts import MOST_BYTES, Parts
from tasks.files.opening.sheet_scan import cut

_ITEM = re.compile(rb"<(?:\w+:)?si(?=[\s/>])")
_CELL = re.compile(rb"<(?:\w+:)?c(?=[\s/>])")
_SHARED = re.compile(rb"""\bt=["']s["']""")
_NUMBER = re.compile(rb"<(?:\w+:)?v>\s*([0-9]{1,9})")
_SHORTEST = len('<c t="s"><v>0</v></c>')


def require_room(parts: Parts, part: str, shown: str) -> None:
    """Raise `BadInputError` where the cells of a sheet name more text than a workbook may hold."""
    sizes = [len(item) for item in islice(cut(parts.pieces(parts.strings()), _ITEM), 1, None)]
    if max(sizes, default=0) * (parts.size(part) // _SHORTEST) <= MOST_BYTES:
        return  # even if every cell named the longest
    text = 0
    for cell in cut(parts.pieces(part), _CELL):
        said, _, inside = cell.partition(b">")
        named = _NUMBER.search(inside) if _SHARED.search(said) else None
        text += sizes[int(named[1])] if named and int(named[1]) < len(sizes) else 0
        if text > MOST_BYTES:
            raise BadInputError(f"{shown} holds more than {MOST_BYTES >> 20} MB of text; split it, or save it as CSV")
