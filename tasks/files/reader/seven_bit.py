"""Encodings whose bytes are all ASCII: ISO-2022, HZ and UTF-7. They pass for UTF-8 and would read as garbage.

ISO-2022 shifts by escape sequences (RFC 1468, 1557), HZ by `~{` (RFC 1843), UTF-7 by `+` and base64 (RFC 2152). Only
what cannot occur by chance counts: phone numbers and `ann+news@` have a plus, too.
"""

import binascii
import codecs
import re

from schemas.errors import BadInputError

_JAPANESE = ("iso2022_jp", "iso2022_jp_ext", "iso2022_jp_2", "iso2022_jp_2004")
_NAMES = frozenset(
    codecs.lookup(name).name for name in (*_JAPANESE, "iso2022_jp_1", "iso2022_jp_3", "iso2022_kr", "hz", "utf_7")
)
_KOREAN = b"\x1b$)C"
_SHIFTS = frozenset("\x0e\x0f\x1b")  # left over if a text was read as another encoding of the family
_SHIFT = re.compile(rb"\x1b\$(?:[@AB]|[()*+][@-_])")
_HZ = re.compile(rb"~\{((?:[\x21-\x77][\x21-\x7e]){1,400})~\}")
# A tilde that shifts nothing: HZ writes it twice, spreadsheets do not.
_LONE_TILDE = re.compile(rb"(~\{(?:[\x21-\x77][\x21-\x7e]){1,400}~\})|~")
_PLUS = re.compile(rb"\+([A-Za-z0-9+/]{0,2000})-?")
_UNIT, _SIXTH = 16, 6  # bits of a code unit, and of a letter of base64
_ENOUGH = 2  # different letters, if other pluses are not UTF-7
_RARE = 0x2000  # below this are alphabets, above it signs and then East Asia
_LETTERS, _CJK, _LAST = 0xC0, 0x3040, 0xD7A3
_COMMON = range(0x30, 0x58)  # rows of the common Chinese characters; those after them are rare, and ASCII letters


def is_seven_bit(encoding: str) -> bool:
    """Whether this is the name of an encoding whose bytes would pass for ASCII."""
    try:
        return codecs.lookup(encoding).name in _NAMES
    except LookupError:
        return False


def read_seven_bit(content: bytes, name: str) -> tuple[str, str] | None:
    """The text and its encoding; None if nothing suggests one of these.

    Raises `BadInputError` if it is in one of them but cannot be decoded.
    """
    if not content.isascii():
        return None
    if _SHIFT.search(content) is not None:
        return _iso_2022(content, name)
    if b"~{" in content and any(_is_chinese(found[1]) for found in _HZ.finditer(content)):
        return _LONE_TILDE.sub(lambda found: found[1] or b"~~", content).decode("hz", errors="replace"), "hz"
    return _utf_7(content, name) if b"+" in content else None


def _iso_2022(content: bytes, name: str) -> tuple[str, str]:
    for encoding in ("iso2022_kr",) if _KOREAN in content else _JAPANESE:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _SHIFTS.isdisjoint(text):
            return text, encoding
    raise BadInputError(
        f"{name} is in an encoding of the ISO-2022 family that cannot be read whole; "
        f"say which with --encoding (as iso2022_jp or iso2022_kr), or save it as UTF-8"
    )


def _is_chinese(pairs: bytes) -> bool:
    """Whether the characters between `~{` and `~}` are common ones: `~{name~}` is a placeholder."""
    leads = pairs[::2]
    try:
        bytes(byte | 0x80 for byte in pairs).decode("gb2312")
    except UnicodeDecodeError:
        return False
    return sum(lead in _COMMON for lead in leads) * 2 > len(leads)


def _utf_7(content: bytes, name: str) -> tuple[str, str] | None:
    runs = {_letters(base64) for base64 in {found[1] for found in _PLUS.finditer(content)}}
    telling = {run for run in runs if run is not None and any(map(_is_letter, run))}
    if not telling:
        return None
    if None not in runs:
        try:
            return content.decode("utf_7"), "utf_7"
        except UnicodeDecodeError:
            pass
    if len(telling) < _ENOUGH:
        return None
    raise BadInputError(
        f"{name} looks like UTF-7, and has pluses that are none of it; say --encoding utf-7 or --encoding utf-8, "
        f"or save it as UTF-8"
    )


def _letters(base64: bytes) -> str | None:
    """The text between `+` and `-` (`+-` is a plus); None if it is not UTF-7."""
    if not base64:
        return "+"
    if (len(base64) * _SIXTH) % _UNIT >= _SIXTH:
        return None
    whole = len(base64) * _SIXTH // _UNIT * 2
    try:
        units = binascii.a2b_base64(base64 + b"A" * (-len(base64) % 4))
        text = units[:whole].decode("utf-16-be")
    except (binascii.Error, UnicodeDecodeError):
        return None
    return None if any(units[whole:]) or not all(_is_written(letter) for letter in text) else text


def _is_written(letter: str) -> bool:
    return letter.isprintable() or letter.isspace()


def _is_letter(letter: str) -> bool:
    """Whether names and reasons are written in such letters; most base64 that is not UTF-7 decodes to rarer ones."""
    code = ord(letter)
    return letter.isalpha() and (_LETTERS <= code < _RARE or _CJK <= code <= _LAST)
