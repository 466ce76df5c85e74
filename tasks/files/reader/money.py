"""Amounts of money as people and systems write them: `$1,299.00`, `1.299,00 €`, `1,23,456`, `1.5k`, `49/mo`, `49-`."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from tasks.files.reader.currencies import Currency, currency_in, without_currency
from tasks.files.reader.periods import months_of, recurs

Mark = Literal[".", ","]
_EASY = re.compile(r"[0-9]{1,12}(?:\.(?:[0-9]{1,2}|[0-9]{4,9}))?")
_PLAIN = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?[eE][+-]?[0-9]+")
_BREAK = re.compile(r"\s*/\s*|\s+")
_SCALE = re.compile(
    r"(?<=[0-9])\s?(k|tsd\.?|thousand|m|mm|mn|mio\.?|million|b|bn|billion|lakhs?|lacs?|crores?|cr)$", re.IGNORECASE
)
_SCALES = {"k": 1e3, "t": 1e3, "m": 1e6, "b": 1e9, "l": 1e5, "c": 1e7}
# Digits in groups of three, in groups of two before the last three (lakh, crore), without groups, or only decimals.
_NUMBER = re.compile(
    r"(?:[0-9]{1,3}(?:([.,' ’])[0-9]{3})(?:\1[0-9]{3})*(?:[.,][0-9]+)?|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]+)?|"
    r"[0-9]+(?:[.,][0-9]+)?|[.,][0-9]+)(?:[.,](?:-+|–|—)?)?"
)
_LAKHS = re.compile(r"[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]+)?")
_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff]")
_SIGNS = str.maketrans({"−": "-", "‐": "-", "‑": "-", "﹣": "-", "٫": ".", "٬": ",", "`": "'", "´": "'", "′": "'"})
_GROUP = 3
_LONGEST = 60
_MOST = 1e15


@dataclass(frozen=True, slots=True)
class WrittenAmount:
    """An amount as written in a cell: the digits with their marks, and the cell's sign, unit and period."""

    number: str
    sign: int = 1
    scale: float | None = None
    months: float | None = None
    currency: Currency | None = None

    @property
    def decides(self) -> Mark | None:
        """The decimal mark, if the number itself shows it; None if it has none or is ambiguous."""
        return _decimal_mark(self.number)

    @property
    def is_open(self) -> bool:
        """Whether its point or comma may be a decimal mark or a thousands separator, as in `1.299` and `1,299`."""
        return self.decides is None and self.number[-1].isdigit() and not self.number.isdigit()

    @property
    def mark(self) -> Mark:
        """The mark of an ambiguous number."""
        return "," if "," in self.number else "."

    def value(self, mark: Mark) -> float:
        """The number, times its scale; `mark` is the decimal mark of an ambiguous number."""
        return self.sign * _value(self.number, mark) * (self.scale or 1.0)


def read_amount(cell: str) -> WrittenAmount | None:
    """The amount in a cell; None if there is none."""
    text = _unguarded(cell.strip())
    if _EASY.fullmatch(text):
        return WrittenAmount(text)
    text = _plain(text)
    if len(text) > _LONGEST:
        return None
    if _PLAIN.fullmatch(text):
        return WrittenAmount(f"{float(text):.10f}") if abs(float(text)) < _MOST else None
    text, months = _without_period(text)
    currency = currency_in(text)
    bare = _SPACES.sub(" ", without_currency(text)).strip() if currency else text
    number, sign = _without_sign(bare)
    number, scale = _without_scale(number)
    if _NUMBER.fullmatch(number) is None:
        return None
    return WrittenAmount(number.rstrip("-–— "), sign, scale, months, currency)


def _unguarded(text: str) -> str:
    """`'49` and `="49"`, as spreadsheets keep a number from being read as one, without the guard."""
    if text.startswith('="') and text.endswith('"'):
        return text[2:-1].strip()
    return text.removeprefix("'")


def _plain(text: str) -> str:
    """One line with ASCII digits and signs: full-width and Arabic digits are digits, too."""
    if text.isascii():
        return _SPACES.sub(" ", text)
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).translate(_SIGNS)
    digits = (str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)
    return _SPACES.sub(" ", "".join(digits)).strip()


def _without_period(text: str) -> tuple[str, float | None]:
    """`49 per month` gives 49 and 1, `49` gives 49 and None."""
    for found in _BREAK.finditer(text):
        behind = text[found.end() :]
        if "/" in found[0] or recurs(behind):
            months = months_of(behind) if behind[:1].isalpha() else None
            if months is not None:
                return text[: found.start()], months
    return text, None


def _without_scale(text: str) -> tuple[str, float | None]:
    """`1.5k` gives 1.5 and 1000."""
    found = _SCALE.search(text)
    if found is None:
        return text, None
    number = text[: found.start()]
    if number.count(",") + number.count(".") == 1:
        # 1.299k has decimals: nobody groups the digits of an abbreviated number.
        number = number.replace(",", ".") + "0"
    return number, _SCALES[found[1][0].casefold()]


def _without_sign(text: str) -> tuple[str, int]:
    """The digits and the sign, wherever it is written: `-49`, `(49)`, `49-`."""
    if text.startswith("(") and text.endswith(")"):
        return text[1:-1].strip(), -1
    if text[:1] in "+-":
        return text[1:].strip(), -1 if text[:1] == "-" else 1
    if text.endswith("-") and text[-2:-1].isdigit():
        return text[:-1], -1
    return text, 1


def _decimal_mark(number: str) -> Mark | None:
    marks = [character for character in number if character in ".,"]
    if not marks:
        return None
    last: Mark = "." if marks[-1] == "." else ","
    other: Mark = "," if last == "." else "."
    before, _, after = number.rpartition(last)
    if _LAKHS.fullmatch(number):
        return "."
    if len(set(marks)) == 2:  # noqa: PLR2004 -- both marks: the last one is the decimal
        return last
    if len(marks) > 1:
        return other
    if not after:
        return None
    grouped = len(after) == _GROUP and 1 <= len(before) <= _GROUP and not before.startswith("0")
    return None if grouped and before.isdigit() else last


def _value(number: str, mark: Mark) -> float:
    decimal = _decimal_mark(number) or mark
    whole, _, decimals = number.rpartition(decimal) if decimal in number else (number, "", "")
    return float(f"{re.sub(r'[^0-9]', '', whole) or '0'}.{re.sub(r'[^0-9]', '', decimals) or '0'}")
