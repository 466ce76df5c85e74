"""How likely a text is Japanese, Chinese or Korean in one of the double-byte encodings."""

from collections.abc import Callable
from math import log
from typing import NamedTuple

_IMPOSSIBLE = -12.0
_MIXED = -4.0
_SIGN = -4.5


class _Charset(NamedTuple):
    """How common it is, and the log probability of a letter by its bytes: common letters have low bytes."""

    prior: float
    letter: Callable[[str, bytes], float]


def _japanese(kanji: range) -> Callable[[str, bytes], float]:
    def score(letter: str, written: bytes) -> float:
        if "\u3040" <= letter <= "\u30ff":
            return -4.2
        if len(written) == 1:
            return -6.5  # half-width katakana
        return -7.0 if written[0] in kanji else -11.0

    return score


def _chinese(common: range, trail: int) -> Callable[[str, bytes], float]:
    def score(letter: str, written: bytes) -> float:
        if "\u3040" <= letter <= "\u30ff":
            return -11.0
        return -6.5 if len(written) == 2 and written[0] in common and written[1] >= trail else -12.0  # noqa: PLR2004

    return score


def _korean(letter: str, written: bytes) -> float:
    # The syllables in use are in the first rows; those that complete the block are hardly ever written.
    common = "\uac00" <= letter <= "\ud7a3" and written[0] >= 0xB0 and written[-1] >= 0xA1  # noqa: PLR2004 -- KS X 1001
    return -5.3 if common else -12.0


EAST_ASIAN: dict[str, _Charset] = {
    "cp932": _Charset(0.03, _japanese(range(0x88, 0x98))),
    "euc_jp": _Charset(0.01, _japanese(range(0xB0, 0xD0))),
    "gb18030": _Charset(0.03, _chinese(range(0xB0, 0xD8), 0xA1)),
    "big5": _Charset(0.02, _chinese(range(0xA4, 0xC7), 0x40)),
    "cp949": _Charset(0.02, _korean),
}


def east_asian_score(encoding: str, text: str) -> float:
    """The text's log likelihood, including how common the encoding is."""
    charset = EAST_ASIAN[encoding]
    score, before = log(charset.prior), ""
    for letter in text:
        if not letter.isascii():
            score += _letter_score(letter, encoding, charset)
            score += _MIXED if before.isascii() and before.isalpha() and letter.isalpha() else 0.0
        elif letter.isalpha() and before.isalpha() and not before.isascii():
            score += _MIXED
        before = letter
    return score


def _letter_score(letter: str, encoding: str, charset: _Charset) -> float:
    if letter == "\ufffd" or "\x80" <= letter <= "\x9f" or "\ue000" <= letter <= "\uf8ff":
        return _IMPOSSIBLE
    if not letter.isalpha():
        return _SIGN
    return charset.letter(letter, letter.encode(encoding, errors="replace"))
