"""Lists of addresses that are no tables: JSON, JSON lines, address books (vCard, LDIF); and addresses spelled in words.

Each becomes a text with an entry a line. What is not recognised stays as it is, for the reader of tables.
"""

import binascii
import json
import quopri
import re
from base64 import b64decode
from collections.abc import Iterator

from tasks.files.reader.encoding import decode_any

_READ = 200  # characters that tell what a file is
_BREAKS = re.compile("[\v\x1c-\x1e\x85\u2028\u2029]")  # line breaks of other systems
_FOLDED = re.compile(r"\r?\n[ \t]")
_MAIL = re.compile(
    r"^(?:[\w-]+\.)?(?:E-?MAIL|mail(?:\w+Address)?)\b(?P<about>[^:]*):(?P<coded>:?)\s*(?P<value>.*)$", re.IGNORECASE
)
_AT = re.compile(
    r"\s{0,9}[(\[{<]\s{0,9}(?:at|@|arroba|arobase|chiocciola|apenstaartje|klammeraffe|snabel-?a)\s{0,9}[)\]}>]\s{0,9}",
    re.IGNORECASE,
)
_DOT = re.compile(r"\s{0,9}[(\[{<]\s{0,9}(?:dot|\.|punkt|point|punto|ponto|punt)\s{0,9}[)\]}>]\s{0,9}", re.IGNORECASE)
_SPELLED = re.compile(r"\s{0,9}([\w.+'-]+) +at +([\w-]+(?: +dot +[\w-]+)+)\s{0,9}", re.IGNORECASE)
_SPACED = re.compile(r"\s{0,9}([^\s@<>,;]+)\s{0,9}@\s{0,9}([\w-]+(?:\s?\.\s?[\w-]+)+)\s{0,9}")
_COMMENT = re.compile(r"\([^()@\s]*\)(?=@)|(?<=@)\([^()@\s]*\)")  # RFC 5322 allows notes inside an address


def as_lines(content: bytes) -> bytes:
    """The content, or its entries a line each where it is no table."""
    text, encoding = decode_any(content)
    if encoding == "latin-1":  # or no text at all: what is packed may hold any byte
        return content
    text = text.removeprefix("\ufeff")
    head = text[:_READ].lstrip()
    found = _of_json(text) if head.startswith(("{", "[")) else []
    if any("@" in one for one in found):
        return "\n".join(found).encode("utf-8", "replace")
    if head.upper().startswith("BEGIN:VCARD") or head.lower().startswith(("dn:", "version: 1\ndn:")):
        return "\n".join(_of_book(text)).encode("utf-8", "replace")
    is_broken = "\0" not in text and _BREAKS.search(text) is not None
    return _BREAKS.sub("\n", text).encode("utf-8", "replace") if is_broken else content


def spelled_out(cell: str) -> str:
    """A cell in which an address is written for people, `ann (at) acme (dot) example`, with its signs."""
    cell = _COMMENT.sub("", _AT.sub("@", cell)) if "(" in cell or "[" in cell or "{" in cell or "<" in cell else cell
    if "@" in cell:
        cell = _DOT.sub(".", cell)
    spelled = _SPELLED.fullmatch(cell)
    if spelled is not None:
        return f"{spelled[1]}@{re.sub(' +dot +', '.', spelled[2], flags=re.IGNORECASE)}"
    spaced = _SPACED.fullmatch(cell)
    return cell if spaced is None else f"{spaced[1]}@{''.join(spaced[2].split())}"


def _of_json(text: str) -> list[str]:
    """Every text in it, whatever its key; nothing if it is no JSON."""
    try:
        return list(_texts(json.loads(text)))
    except (ValueError, RecursionError):
        pass
    found: list[str] = []
    for line in text.splitlines():
        try:
            found += _texts(json.loads(line)) if line.strip() else ()
        except (ValueError, RecursionError):
            return []
    return found


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield from value.splitlines()
    elif isinstance(value, dict):
        for key, below in value.items():
            yield from (key, *_texts(below)) if "@" in key else _texts(below)
    elif isinstance(value, list):
        for below in value:
            yield from _texts(below)


def _of_book(text: str) -> Iterator[str]:
    """The addresses of an address book: lines unfolded, quoted-printable and base64 decoded."""
    for line in _FOLDED.sub("", text).splitlines():
        found = _MAIL.match(line)
        if found is None:
            yield from [line] if "@" in line else ()
            continue
        value = found["value"].strip()
        if "QUOTED-PRINTABLE" in found["about"].upper():
            value = quopri.decodestring(value.encode()).decode("utf-8", "replace")
        elif found["coded"] or "BASE64" in found["about"].upper() or "ENCODING=B" in found["about"].upper():
            value = _decoded(value)
        yield value


def _decoded(value: str) -> str:
    try:
        return b64decode(value, validate=True).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return value  # an odd entry, which is named
