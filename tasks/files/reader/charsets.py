"""The encoding of a text that is not UTF-8: every candidate is tried, and the letters decide.

Statistical detectors guess on short texts, and Windows-1252 decodes nearly anything. So a text is scored for each
encoding and each language written in it, and only a clear winner counts.
"""

import re
from math import log
from typing import NamedTuple

from tasks.files.reader import alphabets as of
from tasks.files.reader.alphabets import Alphabet
from tasks.files.reader.east_asian import EAST_ASIAN, east_asian_score

# Encoding: how common it is (as a share), and the languages written in it.
_CANDIDATES: dict[str, tuple[float, dict[str, Alphabet]]] = {
    "cp1252": (0.8, of.WESTERN),
    "iso8859_15": (0.05, of.WESTERN),
    "mac_roman": (0.03, of.WESTERN),
    "cp850": (0.02, of.WESTERN),
    "cp1250": (0.05, of.CENTRAL),
    "iso8859_2": (0.01, of.CENTRAL),
    "cp852": (0.01, of.CENTRAL),
    "mac_latin2": (0.003, of.CENTRAL),
    "cp1254": (0.03, of.TURKISH),
    "cp857": (0.003, of.TURKISH),
    "cp1257": (0.01, of.BALTIC),
    "cp1251": (0.08, of.CYRILLIC),
    "koi8_u": (0.01, of.CYRILLIC),
    "cp866": (0.01, of.CYRILLIC),
    "mac_cyrillic": (0.003, of.CYRILLIC),
    "iso8859_5": (0.003, of.CYRILLIC),
    "cp1253": (0.02, of.GREEK),
    "cp737": (0.002, of.GREEK),
    "cp1255": (0.02, of.HEBREW),
    "cp862": (0.002, of.HEBREW),
    "cp1256": (0.02, of.ARABIC),
    "iso8859_6": (0.003, of.ARABIC),
    "cp874": (0.02, of.THAI),
}
_DAMAGE, _DAMAGE_PRIOR, _NO_DAMAGE = log(1 / 128), log(0.01), 4.5
_CERTAIN = 3.5  # 33 times as likely as the next one
_CERTAIN_EAST_ASIAN = 9.0  # letters of two bytes are distinguished by their rows only
_LINES = 200
_LINE = 300
_WORD = re.compile(r"[^\W\d_]+(?:[^\w\s!-/:-@\[-`{-~][^\W\d_]+)*|[^\x00-\x7f]")
_USUAL_SIGNS = frozenset("‘’“”„–—…€£«»°®©™§·•¿¡´ ºª")
_USUAL, _UNUSUAL, _IMPOSSIBLE = log(0.02), -8.0, -12.0
_APOSTROPHE, _SIGN_INSIDE = -0.5, -6.0
_FOREIGN = -10.0  # a letter that the language does not have
_MIXED = -5.5  # a letter of another script beside an ASCII letter
_CAPITAL, _CAPITAL_INSIDE, _CAPITAL_ALONE = log(0.1), log(0.002), -3.0


class Detected(NamedTuple):
    """The encodings that a text can be in, the best first; none if its odd bytes look like damage."""

    encodings: tuple[str, ...]


def detect(content: bytes) -> Detected:
    """One encoding if it is certain; otherwise several that read the text differently."""
    sample = _sample(content)
    texts = {encoding: sample.decode(encoding, errors="replace") for encoding in (*_CANDIDATES, *EAST_ASIAN)}
    scores = {encoding: _score(encoding, text) for encoding, text in texts.items()}
    best = max(scores, key=lambda encoding: scores[encoding])
    high = sum(byte > 127 for byte in sample)  # noqa: PLR2004 -- beyond ASCII
    if scores[best] - (high * _DAMAGE + _DAMAGE_PRIOR) < _NO_DAMAGE:
        return Detected(())
    least = scores[best] - (_CERTAIN_EAST_ASIAN if best in EAST_ASIAN else _CERTAIN)
    near = [encoding for encoding in texts if scores[encoding] > least and texts[encoding] != texts[best]]
    return Detected((best, *sorted(near, key=lambda encoding: -scores[encoding])))


def _sample(content: bytes) -> bytes:
    """Lines that are not ASCII, from all parts of the file."""
    lines = [line for line in content.splitlines() if not line.isascii()]
    chosen = dict.fromkeys(lines[:: max(1, len(lines) // _LINES)])
    return b"\n".join(_around(line) for line in list(chosen)[:_LINES])


def _around(line: bytes) -> bytes:
    first = next(at for at, byte in enumerate(line) if byte > 127)  # noqa: PLR2004 -- beyond ASCII
    return line[max(0, first - 20) : first + _LINE]


def _score(encoding: str, text: str) -> float:
    if encoding in EAST_ASIAN:
        return east_asian_score(encoding, text)
    prior, languages = _CANDIDATES[encoding]
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    return log(prior) + max(sum(_word_score(word, alphabet) for word in words) for alphabet in languages.values())


def _word_score(word: str, alphabet: Alphabet) -> float:
    score = 0.0
    for at, letter in enumerate(word):
        if letter.isascii():
            continue
        before, behind = word[at - 1 : at] if at else "", word[at + 1 : at + 2]
        score += _letter_score(letter, before, alphabet) if letter.isalpha() else _sign_score(letter, before, behind)
        if alphabet.latin and word.isupper() and len(word) == 1:
            score += _CAPITAL_ALONE
        if not alphabet.latin and letter.isalpha():
            score += _MIXED * sum(near.isascii() and near.isalpha() for near in (before, behind) if near)
    return score


def _letter_score(letter: str, before: str, alphabet: Alphabet) -> float:
    small = letter.lower() if letter != "İ" else "ı"
    score = alphabet.shares.get(letter, alphabet.shares.get(small, _FOREIGN))
    if letter not in alphabet.shares and letter.isupper():
        score += _CAPITAL if not before or before.isupper() or not before.isalpha() else _CAPITAL_INSIDE
    if alphabet.latin and before and not before.isascii() and before.isalpha():
        score += alphabet.pair
    return score


def _sign_score(sign: str, before: str, behind: str) -> float:
    if sign == "\ufffd" or "\x80" <= sign <= "\x9f":
        return _IMPOSSIBLE
    if "\u0e30" <= sign <= "\u0e4e":
        return -3.5  # a Thai vowel or tone mark above its letter
    inside = _APOSTROPHE if sign == "’" else _SIGN_INSIDE
    enclosed = before.isalpha() and behind.isalpha()
    return (_USUAL if sign in _USUAL_SIGNS else _UNUSUAL) + (inside if enclosed else 0.0)
