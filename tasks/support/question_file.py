"""What a file of questions is: one question per line, plain or JSON, or a table with a column `question`."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError
from pydantic_core import from_json

from schemas.errors import UnreadableFileError
from schemas.messages import Message
from schemas.support.interaction import Asked
from tasks.files.long_cells import allow_long_cells
from tasks.files.reader.encoding import decode_any

_COLUMNS = ("question", "query")
MOST_BEFORE = 20  # messages that a line may say were said before


@dataclass(frozen=True, slots=True)
class Read:
    """One line: the question with what was said before it, or why it is none."""

    line: int
    asked: Asked = field(default_factory=Asked)
    history: tuple[Message, ...] = ()
    refused: str = ""


def read_questions(content: bytes, name: str) -> Iterator[Read]:
    """The lines that are not empty. Raises `UnreadableFileError` if there are none."""
    text = decode_any(content)[0].removeprefix("\ufeff")
    if "\0" in text:
        raise UnreadableFileError(f"{name} is not text: give one question per line, JSON lines, or a CSV")
    if not text.strip():
        raise UnreadableFileError(f"{name} holds no question")
    lines = text.split("\n")  # not at what else ends a line: a question may hold it
    table = _header(lines[0])
    yield from _of_table(text, *table) if table else _of_lines(lines)


def _of_lines(lines: list[str]) -> Iterator[Read]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        said = _parsed(line)
        yield Read(number, Asked(question=line.strip())) if said is None else _of_fields(number, said)


def _of_table(text: str, column: str, delimiter: str) -> Iterator[Read]:
    allow_long_cells()
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    for row in rows:
        said = {str(name).strip().lower(): cell for name, cell in row.items() if isinstance(cell, str) and cell}
        if said:
            yield _of_fields(rows.line_num, said | {"question": said.get(column, "")})


def _header(line: str) -> tuple[str, str] | None:
    """The column of questions and what separates columns, if the first line names one among others, or alone."""
    for delimiter in (",", ";", "\t"):
        names = [name.strip(' "\r').lower() for name in line.split(delimiter)]
        for column in _COLUMNS:
            if column in names:
                return column, delimiter
    return None


def _parsed(line: str) -> Mapping[str, Any] | None:
    """The object of a line; None if it is plain text, even one that begins with a brace."""
    if not line.lstrip().startswith("{"):
        return None
    try:
        said = from_json(line)
    except ValueError:
        return None
    return said if isinstance(said, Mapping) else None


def _of_fields(line: int, said: Mapping[str, Any]) -> Read:
    if not isinstance(said.get("question"), str) or not said["question"].strip():
        return Read(line, refused="there is no question")
    history = said.get("history") or ()
    try:
        asked = Asked.model_validate({**said, "history": None})
        before = tuple(Message.model_validate(one) for one in history[-MOST_BEFORE:])
    except (ValidationError, TypeError, KeyError):
        return Read(line, refused="session_id, user_id or history is not what it may be")
    if any(not one.text.strip() or one.tool_uses or one.tool_results for one in before):
        return Read(line, refused="history: each message has a role and a text")
    return Read(line, asked, before)
