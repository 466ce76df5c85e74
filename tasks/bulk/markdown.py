"""Text from outside in a Prefect artifact, which the UI draws as Markdown: links are live there, images are fetched.

A customer id of `![x](https://…)` told a stranger who looked at it, when, and from where.
"""

import re
from typing import Any

from schemas.printable import printable

_MARKS = re.compile(r"[\\`*_{}\[\]()<>#|!~&@^$]|:(?=/)|(?<=\bwww)\.", re.IGNORECASE)
_BEGINS = re.compile(r"^([-+=]|\d{1,9}(?=[.)]))")
_MAX = 300


def plain(text: str) -> str:
    """The text on one line of at most 300 characters, with nothing that becomes a link, image, HTML or heading."""
    line = printable(" ".join(text.split()))
    short = line if len(line) <= _MAX else line[:_MAX] + "…"
    marked = _MARKS.sub(lambda match: "\\" + match[0], short)
    return _BEGINS.sub(_quoted, marked)


def code(text: str) -> str:
    """The text, such as a path, in a code span that it cannot end."""
    line = printable(" ".join(text.split()))
    longest = max((len(ticks) for ticks in re.findall(r"`+", line)), default=0)
    fence = "`" * (longest + 1)
    return f"{fence} {line} {fence}" if longest else f"`{line}`"


def plain_rows(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows of a table artifact, every text in them plain."""
    return [{name: plain(value) if isinstance(value, str) else value for name, value in row.items()} for row in rows]


def _quoted(match: re.Match[str]) -> str:
    # "1." begins a list; the point is what makes it one, and a backslash before a digit would be shown.
    return "\\" + match[0] if not match[0].isdigit() else match[0] + "\\"
