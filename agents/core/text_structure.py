"""Lists and objects that a model wrote as text: JSON, in a fence or not, a Python literal, lines with bullets.

Nothing is evaluated, and every pattern reads a text once.
"""

import json
import re
from typing import Any

# An answer of 64,000 tokens, the most that a version may ask for, has fewer characters.
MAX_CHARACTERS = 400_000
MAX_ITEMS = 200
_FENCE = "```"
_INFO = re.compile(r"\w*\s")  # "json" behind the opening fence
# An unclosed string runs to the end of the text: retried at each quote, it would take quadratic time.
_TOKEN = re.compile(r"""'(?:[^'\\]|\\.)*'?|"(?:[^"\\]|\\.)*"?|\w+|[^'"\w]+""", re.DOTALL)
_IN_STRING = re.compile(r'\\x([0-9a-fA-F]{2})|\\(.)|(")', re.DOTALL)
_TRAILING_COMMA = re.compile(r",\s*([\]}])")
_NAMES = {"True": "true", "False": "false", "None": "null"}
_BULLET = re.compile(r"\s{0,20}(?:[-*+\u2022\u2013\u2014\u2023\u25e6\u00b7]|\(?[0-9]{1,3}[.)])\s{1,20}(\S.*)")
_QUOTES = "\"'"


def parsed(text: str) -> Any:
    """The JSON object or array, or the dict or list as Python prints it, in a text; None if the text is neither."""
    text = unfenced(text)
    if not text.startswith(("{", "[")) or len(text) > MAX_CHARACTERS:
        return None
    found = _loaded(text)
    return _loaded(_as_json(text)) if found is None else found


def listed(text: str) -> list[str] | None:
    """The items of a list with one bulleted or numbered item a line; None if the text is anything else."""
    lines = [line for line in unfenced(text).splitlines() if line.strip()]
    if lines and lines[0].rstrip().endswith(":") and not _BULLET.fullmatch(lines[0]):
        del lines[0]  # "The insights are:"
    if len(lines) > MAX_ITEMS:
        return None
    items: list[str] = []
    for line in lines:
        bullet = _BULLET.fullmatch(line)
        if bullet is not None:
            items.append(bullet[1].strip())
        elif items and line[0].isspace():
            items[-1] += " " + line.strip()
        else:
            return None
    return [_unquoted(item) for item in items] or None


def fenced(text: str) -> str:
    """The content of the first fence in a text, or the whole text if it has none."""
    before, fence, rest = text.partition(_FENCE)
    return unfenced(fence + rest.partition(_FENCE)[0]) if fence else before


def unfenced(text: str) -> str:
    """A fenced text without its fence."""
    text = text.strip()
    if not text.startswith(_FENCE):
        return text
    inside = text[len(_FENCE) :].removesuffix(_FENCE)
    info = _INFO.match(inside)
    return (inside[info.end() :] if info else inside).strip()


def _loaded(text: str) -> Any:
    try:
        return json.loads(text, strict=False)  # a line break inside a string is not worth another paid call
    except (RecursionError, ValueError):
        return None


def _as_json(text: str) -> str:
    return "".join(map(_token, _TOKEN.findall(text)))


def _token(token: str) -> str:
    if token[0] in _QUOTES:
        inside = token[1:-1] if len(token) > 1 and token[-1] == token[0] else token[1:]
        return f'"{_IN_STRING.sub(_in_string, inside)}"'
    return _NAMES.get(token) or _TRAILING_COMMA.sub(r"\1", token)


def _in_string(found: re.Match[str]) -> str:
    if found[1]:
        return f"\\u00{found[1]}"
    if found[3]:
        return '\\"'
    return "'" if found[2] == "'" else found[0]


def _unquoted(item: str) -> str:
    item = item.removesuffix(",")
    return item[1:-1] if len(item) > 1 and item[0] in _QUOTES and item[-1] == item[0] else item
