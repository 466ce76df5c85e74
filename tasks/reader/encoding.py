"""From bytes to text: which encoding a file is in, and whether it is a table of text at all."""

import codecs
import re

from schemas.errors import BadInputError

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# What a file is that is no CSV, by how it begins.
_KINDS: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"%PDF-"), "a PDF; export the table as CSV"),
    (re.compile(rb"PK\x03\x04(?s:.{0,400})(xl/|\[Content_Types\])"), "an Excel workbook; save it as CSV"),
    (re.compile(rb"PK\x03\x04(?s:.{0,100})opendocument"), "an OpenDocument file; save it as CSV"),
    (re.compile(rb"PK\x03\x04"), "a zip file or a workbook; unpack it, or save it as CSV"),
    (re.compile(rb"\xd0\xcf\x11\xe0"), "an old Excel or Office file; save it as CSV"),
    (re.compile(rb"\x1f\x8b"), "a gzip file; unpack it first"),
    (re.compile(rb"BZh|\xfd7zXZ|7z\xbc\xaf|Rar!|\x28\xb5\x2f\xfd"), "a compressed file; unpack it first"),
    (re.compile(rb"\x89PNG|GIF8|\xff\xd8\xff|RIFF"), "an image; give a CSV"),
    (re.compile(rb"PAR1|ORC|Obj\x01|SQLite format 3"), "a database or columnar file; export it as CSV"),
    (re.compile(rb"\s*<(!doctype\s+html|html|head|body|script|!--)", re.IGNORECASE), "an HTML page, not a CSV"),
    (re.compile(rb"\s*<(\?xml|[a-z][\w:-]*[\s>])", re.IGNORECASE), "XML, not a CSV"),
    (re.compile(rb"\s*(\{\s*(\"|\})|\[\s*(\{|\[|\]))"), "JSON, not a CSV"),
    (re.compile(rb"\{\\rtf"), "a rich-text file; save it as CSV"),
)
_SAMPLE = 1 << 16
_RARE = 4
_CONTROLS = bytes(set(range(32)) - {0, 9, 10, 12, 13, 27, 26})


def decode(content: bytes, name: str) -> tuple[str, str]:
    """The text and its encoding; what is no UTF-8 in a file that otherwise is stands as surrogates.

    Raises `BadInputError` where this is no text.
    """
    if not content.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise BadInputError(f"{name} is empty")
    encoding = _by_mark(content)
    if encoding is None:
        _refuse_kind(content[:_SAMPLE], name)
        encoding = _by_zeros(content)
    if encoding == "utf-8":
        content = content.removeprefix(codecs.BOM_UTF8)
    if encoding in ("utf-16-le", "utf-16-be"):
        text = content.decode(encoding, errors="replace").removeprefix("\ufeff")
        _refuse_other(text[:_SAMPLE].encode("utf-8", "replace"), name)
        return text, encoding
    _refuse_other(content, name)
    return _eight_bit(content)


def _by_mark(content: bytes) -> str | None:
    return next((encoding for mark, encoding in _BOMS if content.startswith(mark)), None)


def _by_zeros(content: bytes) -> str | None:
    """UTF-16 without a mark: Latin text has a zero in every second byte."""
    head = content[:_SAMPLE]
    half = len(head) // 2
    if half == 0 or head.count(0) < half // 2:
        return None
    return "utf-16-be" if head[0::2].count(0) > head[1::2].count(0) else "utf-16-le"


def _refuse_other(content: bytes, name: str) -> None:
    head = content[:_SAMPLE]
    _refuse_kind(head, name)
    odd = len(head) - len(head.translate(None, _CONTROLS))
    if odd > len(head) // 50 or b"\0" in head.split(b"\n", 1)[0]:
        raise BadInputError(f"{name} is not a text file; give a CSV in UTF-8, UTF-16 or Windows-1252")


def _refuse_kind(head: bytes, name: str) -> None:
    for pattern, kind in _KINDS:
        if pattern.match(head):
            raise BadInputError(f"{name} is {kind}")


def _eight_bit(content: bytes) -> tuple[str, str]:
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        text = content.decode("utf-8", errors="surrogateescape")
    broken = sum("\ud800" <= character <= "\udfff" for character in text if not character.isascii())
    whole = sum(character > "\x7f" and not "\ud800" <= character <= "\udfff" for character in text)
    if whole * _RARE >= broken:
        # Other encodings hardly ever form a letter of UTF-8 by chance: it is UTF-8 with broken rows.
        return text, "utf-8"
    try:
        western = content.decode("cp1252")
    except UnicodeDecodeError:
        return text, "utf-8"  # bytes that Windows-1252 does not know either: their rows are rejected
    # One odd byte in a long plain file is damage; letters between letters are another encoding.
    letters = sum(_is_letter(character) for character in text if "\ud800" <= character <= "\udfff")
    return (western, "cp1252") if letters * 2 >= broken else (text, "utf-8")


def _is_letter(escaped: str) -> bool:
    """Whether a byte is what Western text holds in Windows-1252: a letter, a quotation mark, a currency sign."""
    character = bytes([ord(escaped) - 0xDC00]).decode("cp1252", errors="replace")
    return (character.isalpha() and character not in "ÿþ") or character in "€£¥§°«»‘’“”–—…©®™´·¿¡\xa0"
