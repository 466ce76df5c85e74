"""Whose words stand in a column: the customer's, which an email may quote, or ours (notes, a CRM's reason, a code).

By its header first. Where a team's word and a customer's stand in one header (`Chat summary`, `CSM comment`), it is
ours: a note that is quoted to a customer does harm, a quote that is left out does none.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping

import pandas as pd

from schemas.errors import BadInputError
from schemas.reading import ColumnVoice
from tasks.files.reader.headers import Layout, find_header, nearest
from tasks.files.reader.reasons import merge, reason_positions
from tasks.files.reader.spelling import normal
from tasks.files.reader.texts import LONGEST, plain_text
from tasks.files.reader.voice_words import ABOUT_THEM, FIRST_PERSON, GIVEN, OURS, QUESTION, TEXT, THEIRS

_FEW = 12  # distinct answers of a list to choose from
_SOME = 10  # rows, below which repetition says nothing
_CODE = re.compile(r"\S*[_/]\S*|[A-Z0-9-]{4,}|[A-Za-z][a-z]+(?:[A-Z][a-z]+)+")


def voice_of(header: str) -> ColumnVoice:
    """Whose words a column of this name holds."""
    words = f" {normal(header.replace('__c', ''))} "
    if OURS.search(words):
        return "ours"
    return "customer" if "?" in header or any(kind.search(words) for kind in (QUESTION, THEIRS, GIVEN)) else "ours"


def voices(frame: pd.DataFrame, layout: Layout, said: Mapping[str, ColumnVoice], name: str) -> dict[int, ColumnVoice]:
    """The voice of each column that holds text about leaving, by position; `said` by header decides.

    Raises `BadInputError` if `said` names a column that the file does not have.
    """
    given = {_position(layout.header, header, name): voice for header, voice in said.items()}
    reasons = set(reason_positions(layout))
    found: dict[int, ColumnVoice] = {}
    for position, header in enumerate(layout.header):
        if position in given:
            found[position] = given[position]
        elif position in reasons:
            found[position] = "ours" if _is_list(frame[position]) else voice_of(header)
        elif position in layout.context and TEXT.search(f" {normal(header)} "):
            found[position] = voice_of(header)
    return found


def _position(header: list[str], theirs: str, name: str) -> int:
    position = find_header(header, theirs)
    if position is None:
        raise BadInputError(f"{name} has no column {theirs[:60]!r} that --voice names{nearest(theirs, header)}")
    return position


def _is_list(column: "pd.Series[str]") -> bool:
    """Whether its cells were chosen from a list: few different ones, each of them often."""
    cells = [cell.strip() for cell in column if cell.strip()]
    distinct = len(set(cells))
    return len(cells) >= _SOME and distinct <= _FEW and distinct * 3 <= len(cells)


def own_words(rows: pd.DataFrame, layout: Layout, spoken: Mapping[int, ColumnVoice]) -> Iterator[tuple[int, str]]:
    """By line: what of the reason is the customer's own, where that is not all of it.

    A cell that speaks of the customer as a team does, or that is a code, is ours, unless somebody said of a column
    whose header is ours that it is the customer's.
    """
    positions = reason_positions(layout)
    told = {position for position in positions if voice_of(layout.header[position]) == "ours"}
    for line, *cells in rows[positions].itertuples(name=None) if positions else ():
        theirs = [
            cell
            for position, cell in zip(positions, cells, strict=True)
            if spoken.get(position) == "customer" and (position in told or not _is_ours(cell, len(positions)))
        ]
        if [cell for cell in theirs if cell.strip()] != [cell for cell in cells if cell.strip()]:
            yield line, plain_text(merge(theirs)[: 2 * LONGEST])[:LONGEST] if theirs else ""


def _is_ours(cell: str, columns: int) -> bool:
    """A code, or a text that speaks of the customer in the third person and never in the first.

    A single word beside other columns about the reason was chosen from a list.
    """
    text = _bare(cell[:LONGEST])
    coded = _CODE.fullmatch(cell.strip()) is not None or (columns > 1 and len(cell.split()) == 1)
    return coded or (ABOUT_THEM.search(text) is not None and FIRST_PERSON.search(text) is None)


def _bare(cell: str) -> str:
    plain = unicodedata.normalize("NFKD", cell).casefold()
    return " ".join(re.findall(r"\w+", "".join(sign for sign in plain if not unicodedata.combining(sign))))
