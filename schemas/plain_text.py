"""Text from outside in one plain form: what a reader sees, and nothing else.

Models' answers and customers' cells pass through here before anything is recorded, counted, checked or sent on.
"""

import re
import unicodedata
from functools import lru_cache
from html import unescape
from typing import Any

from schemas.look_alikes import FOREIGN, LOOK_ALIKES

# Characters that need no second look: printable ASCII, the letters of our languages, common typography.
_SUSPECT = re.compile(
    r"[^\n\x20-\x25\x27-\x5b\x5d-\x7e\u00a1-\u00ac\u00ae-\u017f\u2013\u2014\u2018-\u201e\u2022\u2026\u20ac]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_ESCAPE = re.compile(r"\\(?:r\\n|[nrt\"'/]|u[0-9a-fA-F]{4})")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,31}[0-9]{0,2});")
# Terminal sequences: colours and cursor moves, window titles, and a lone escape.
_TERMINAL = re.compile(
    "\x1b(?:\\[[0-?]*[ -/]*[@-~]|\\][^\x07\x1b\n]{0,200}(?:\x07|\x1b\\\\)?|[@-Z\\\\^_]?)|\x9b[0-?]*[ -/]*[@-~]"
)
_LINE_END = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_EMPTY_LINES = re.compile(r"\n[ \n]*\n[ ]*\n")
_WORD = re.compile(r"\w+")
# Combining marks that do not belong to their letter pile up over other lines.
_STRAY_MARKS = re.compile("(?<=[A-Za-z0-9])[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u20d0-\u20f0]+")
# Domain names may contain the full stops of other scripts.
_FULL_STOP = re.compile("(?<=[A-Za-z0-9])[\u3002\uff61](?=[A-Za-z0-9])")
_BLANK_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180e\u2800\u3164\uffa0")
_OTHER_FORMS = ("<wide>", "<narrow>", "<font>", "<circle>", "<square>", "<small>", "<noBreak>")
_LETTER_ROWS = ((0x1F150, 0x1F169), (0x1F170, 0x1F189), (0x1F1E6, 0x1F1FF))
_NESTED = 3
_TAGS = 0xE0000


def plain(text: str) -> str:
    """The text as a reader sees it, in lines: no invisible, control or look-alike characters, escapes or entities.

    A lone surrogate becomes U+FFFD. Names in other scripts stay as they are.
    """
    return text if _is_plain(text) else _plain(_decoded(text))


def plain_source(text: str) -> str:
    """`plain`, except that in a text with JSON the escapes and entities stay, as they mean something there."""
    if _is_plain(text):
        return text
    return _plain(_whole(text) if "{" in text or "[" in text else _decoded(text))


def _is_plain(text: str) -> bool:
    return _SUSPECT.search(text) is None and "\n\n\n" not in text


def _plain(text: str) -> str:
    text = _LINE_END.sub("\n", _TERMINAL.sub("", text))
    text = unicodedata.normalize("NFC", "".join(map(_character, text)))
    text = _FULL_STOP.sub(".", text)
    if FOREIGN.search(text):
        text = _WORD.sub(_in_one_script, text)
    return _EMPTY_LINES.sub("\n\n", _STRAY_MARKS.sub("", text))


def plain_line(text: str) -> str:
    """`plain`, in one line."""
    text = plain(text)
    return " ".join(text.split()) if "\n" in text else text


def hidden(text: str) -> str:
    """What a text says in Unicode tags: ASCII in a form that no screen shows."""
    return "".join(chr(ord(character) - _TAGS) for character in text if _TAGS < ord(character) < _TAGS + 128)


def plain_answer(value: Any, name: str = "") -> Any:
    """A JSON value with every string made plain; only a `body` keeps its line breaks."""
    if isinstance(value, str):
        return plain(value) if name in ("body", "text") else plain_line(value)
    if isinstance(value, list):
        return [plain_answer(item, name) for item in value]
    if isinstance(value, dict):
        return {key: plain_answer(item, str(key)) for key, item in value.items()}
    return value


def plain_lines(value: Any) -> Any:
    """A JSON value with every string made plain, keeping line breaks and, in a fence, escapes."""
    if isinstance(value, str):
        return plain_source(value) if value.lstrip().startswith("```") else plain(value)
    if isinstance(value, list):
        return [plain_lines(item) for item in value]
    return {key: plain_lines(item) for key, item in value.items()} if isinstance(value, dict) else value


def _whole(text: str) -> str:
    """The text without lone surrogates."""
    if _SURROGATE.search(text):
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def _decoded(text: str) -> str:
    """The text with surrogate pairs joined, and with escapes and entities that were escaped once too often decoded."""
    text = _whole(text)
    if text.lstrip()[:1] in ("{", "["):
        return text  # JSON in a string: its escapes and entities mean something
    for _ in range(_NESTED):
        before = text
        text = _ENTITY.sub(lambda entity: unescape(entity[0]), _ESCAPE.sub(_unescaped, text))
        if text == before:
            break
    return text if _SURROGATE.search(text) is None else text.encode(errors="replace").decode()


def _unescaped(escape: re.Match[str]) -> str:
    kind = escape[0][1]
    if kind == "u":
        return chr(int("0x" + escape[0][2:], 0))
    return {"n": "\n", "r": "\n", "t": " "}.get(kind, kind)


@lru_cache(maxsize=8_192)
def _character(character: str) -> str:
    if character == "\n":
        return character
    category = unicodedata.category(character)
    if character in _BLANK_LETTERS or 0xFE00 <= ord(character) <= 0xFE0F:  # noqa: PLR2004 -- variation selectors
        return ""
    if character == "\t" or category == "Zs":
        return " "
    if category in ("Cc", "Cf", "Co", "Cn", "Cs") or 0xE0100 <= ord(character) <= 0xE01EF:  # noqa: PLR2004
        return "\ufffd" if character == "\ufffd" else ""
    return _in_its_usual_form(character)


def _in_its_usual_form(character: str) -> str:
    """The text with full-width, mathematical, circled and squared letters, ligatures and other digits as plain ones."""
    if not character.isascii() and (digit := unicodedata.decimal(character, None)) is not None:
        return str(digit)
    code = ord(character)
    for first, last in _LETTER_ROWS:
        if first <= code <= last:
            return chr(ord("A") + code - first)
    ligature, roman = 0xFB00 <= code <= 0xFB06, 0x2160 <= code <= 0x217F  # noqa: PLR2004
    if ligature or roman or unicodedata.decomposition(character).startswith(_OTHER_FORMS):
        return unicodedata.normalize("NFKC", character)
    return "%" if character == "\u066a" else character


def _in_one_script(word: re.Match[str]) -> str:
    """A word that mixes Latin letters with look-alikes, all in Latin; a word wholly in another script stays."""
    letters = word[0]
    mixed = any("a" <= letter <= "z" or "A" <= letter <= "Z" for letter in letters)
    return letters.translate(LOOK_ALIKES) if mixed else letters
