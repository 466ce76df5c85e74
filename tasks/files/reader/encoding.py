"""From bytes to text: a file's encoding, and whether it is a text table at all."""

import codecs
import re

from schemas.errors import BadInputError, shown
from tasks.files.reader.charsets import detect
from tasks.files.reader.seven_bit import is_seven_bit, read_seven_bit

_BOMS = (  # those of UTF-32 begin like those of UTF-16
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Files that are not CSV, by their first bytes.
_KINDS: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"%PDF-"), "a PDF; export the table as CSV"),
    (
        re.compile(rb"PK\x03\x04(?s:.{0,400})(xl/|\[Content_Types\])"),
        "a damaged Excel workbook; open it and save it again, or save it as CSV",
    ),
    (re.compile(rb"PK\x03\x04(?s:.{0,100})opendocument"), "an OpenDocument file; save it as .xlsx or CSV"),
    (re.compile(rb"PK\x03\x04"), "a damaged zip file; pack it again, or unpack it"),
    (
        re.compile(rb"\xd0\xcf\x11\xe0"),
        "an old Excel file, or one with a password; save it as .xlsx without one, or as CSV",
    ),
    (re.compile(rb"7z\xbc\xaf|Rar!|\x28\xb5\x2f\xfd"), "a compressed file; unpack it first"),
    (re.compile(rb"\x89PNG|GIF8|\xff\xd8\xff|RIFF"), "an image; give a CSV"),
    (re.compile(rb"PAR1|ORC|Obj\x01|SQLite format 3|bplist"), "a database or columnar file; export it as CSV"),
    (re.compile(rb"\s*<(!doctype\s+html|html|head|body|script|!--)", re.IGNORECASE), "an HTML page, not a CSV"),
    (re.compile(rb"\s*<(\?xml|[a-z][\w:-]*[\s>])", re.IGNORECASE), "XML, not a CSV"),
    (re.compile(rb"\s*(\{\s*(\"|\})|\[\s*(\{|\[|\]))"), "JSON, not a CSV"),
    (re.compile(rb"\{\\rtf"), "a rich-text file; save it as CSV"),
)
_SAMPLE = 1 << 16
_RARE = 3
_FEW = 2  # lines
_CONTROLS = bytes(set(range(32)) - {0, 9, 10, 12, 13, 27, 26})


def decode(content: bytes, name: str, given: str | None = None) -> tuple[str, str]:
    """The text and its encoding; bytes that cannot be decoded are kept as surrogates.

    `given` counts if the file has no byte order mark and is not UTF-8: hardly any other text is valid UTF-8 by chance.
    It always counts if it names a seven-bit encoding, as any ASCII may be in one.
    Raises `BadInputError` if this is not text, or if nothing tells its encoding.
    """
    if not content.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise BadInputError(f"{name} is empty")
    encoding = _by_mark(content)
    if encoding is None:
        _refuse_kind(content[:_SAMPLE], name)
        encoding = _by_zeros(content)
    if encoding == "utf-8":
        content = content.removeprefix(codecs.BOM_UTF8)
    if encoding is not None and encoding != "utf-8":
        text = content.decode(encoding, errors="replace").removeprefix("\ufeff")
        _refuse_other(text[:_SAMPLE].encode("utf-8", "replace"), name)
        return text, encoding
    if encoding is None and given is not None and is_seven_bit(given):
        return _as_given(content, given, name), given
    if encoding is None and given is None and (found := read_seven_bit(content, name)) is not None:
        return found
    _refuse_other(content, name)
    return _eight_bit(content, name, given)


def decode_any(content: bytes) -> tuple[str, str]:
    """A text that can be encoded back to the same bytes, whatever its encoding; its ASCII is always right."""
    encoding = _by_mark(content) or _by_zeros(content)
    if encoding is not None and encoding != "utf-8":
        return content.decode(encoding, errors="replace"), encoding
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return content.decode("latin-1"), "latin-1"


def _by_mark(content: bytes) -> str | None:
    return next((encoding for mark, encoding in _BOMS if content.startswith(mark)), None)


def _by_zeros(content: bytes) -> str | None:
    """UTF-16 or UTF-32 without a byte order mark: in Latin text every second byte is zero, or three of four."""
    head = content[:_SAMPLE]
    if len(content) % 4 == 0 and head.count(0) >= len(head) * 5 // 8:
        return "utf-32-le" if head[0::4].count(0) < head[3::4].count(0) else "utf-32-be"
    half = len(head) // 2
    if head.count(0) < max(1, half // 2):
        return None
    return "utf-16-be" if head[0::2].count(0) > head[1::2].count(0) else "utf-16-le"


def _refuse_other(content: bytes, name: str) -> None:
    head = content[:_SAMPLE]
    _refuse_kind(head, name)
    odd = len(head) - len(head.translate(None, _CONTROLS))
    if odd > len(head) // 50 or b"\0" in head.split(b"\n", 1)[0]:
        raise BadInputError(f"{name} is not a text file; give a CSV in UTF-8, UTF-16 or another encoding of text")


def _refuse_kind(head: bytes, name: str) -> None:
    for pattern, kind in _KINDS:
        if pattern.match(head):
            raise BadInputError(f"{name} is {kind}")


def _eight_bit(content: bytes, name: str, given: str | None) -> tuple[str, str]:
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        if given is not None:
            return _as_given(content, given, name), given
        text = content.decode("utf-8", errors="surrogateescape")
    lines = [line for line in content.splitlines() if not line.isascii()]
    if sum(map(_is_utf8, lines)) * _RARE >= len(lines):
        # Lines in other encodings are hardly ever valid UTF-8 by chance: it is UTF-8 with broken rows.
        return text, "utf-8"
    return _detected(content, text, name)


def _detected(content: bytes, text: str, name: str) -> tuple[str, str]:
    """The text in the encoding that its letters suggest. Odd bytes in a few lines of a plain file are damage."""
    found = detect(content).encodings
    if len(found) == 1:
        return content.decode(found[0], errors="surrogateescape"), found[0]
    lines = content.splitlines()
    if not found and sum(not line.isascii() for line in lines) <= max(_FEW, len(lines) // 50):
        return text, "utf-8"
    could = f"{' or '.join(found[:3])}" if found else "in none that we know of"
    raise BadInputError(
        f"{name} is not UTF-8, and nothing tells for certain which encoding it is in ({could}); "
        f"say --encoding {found[0] if found else 'NAME'}, or save it as UTF-8"
    )


def _as_given(content: bytes, given: str, name: str) -> str:
    try:
        return content.decode(given, errors="surrogateescape")
    except LookupError:
        raise BadInputError(
            f"{name}: there is no encoding {shown(given)!r}; known are cp1250 to cp1258, mac_roman, koi8_r, "
            f"shift_jis, iso2022_jp, gbk, big5, euc_kr and others of Python"
        ) from None
    except UnicodeError:
        raise BadInputError(f"{name} is not in {shown(given)}; say another --encoding") from None


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
