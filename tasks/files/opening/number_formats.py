"""What a number format adds to a number: `0.2` in a cell of percent is 20%, `49` in one of euros is €49.

CSV has it in the text, because that is what Excel saves. Formats of dates are left to calamine.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from tasks.files.opening.parts import Parts

# Those that are not written into the file (ECMA-376, 18.8.30) and add something. The symbol of built-in currencies
# (5 to 8, 42, 44) is that of the computer which opens the file: it is not known here.
_BUILT_IN = {9: "0%", 10: "0.00%"}
_TOKEN = re.compile(
    r'"([^"]*)"|\\(.)|\[\$([^][-]*)[^][]*\]|\[[^][]*\]|[_*].|(General)|([0#?.,]+)|(E[+-])|(.)', re.DOTALL
)
_SCALED = re.compile(r"[0#?],+(?![0#?,])|\[[<>=]")
_DATE_LETTERS = re.compile(r"[a-df-zA-DF-Z]")
_BARE = frozenset("-+()/ @")
_LONGEST = 255  # characters of a format code in Excel
_EXCEL_DIGITS = 15  # a number has no more of them in Excel


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """What stands before and after a number, whether it counts hundredths, and how many digits it is filled up to."""

    before: str = ""
    after: str = ""
    percent: bool = False
    digits: int = 0

    @classmethod
    def of(cls, code: str) -> Self | None:
        """Of a format code; None for one that shows a day, and for one that adds nothing.

        None as well where what is shown is not the number: in thousands (`0,"k"`), or by a condition (`[>999]…`);
        and for one that is longer than Excel writes: each of a million cells would get all of it.
        """
        if len(code) > _LONGEST or _SCALED.search(code):
            return None
        before, after, number, percent = "", "", "", False
        for quoted, escaped, symbol, general, holders, science, bare in _TOKEN.findall(code.partition(";")[0]):
            if general or holders or science:
                number += general or holders or science
            elif bare == "%":
                percent = True
            elif bare and _DATE_LETTERS.match(bare):
                return None
            elif literal := quoted or escaped or symbol or ("" if bare in _BARE else bare):
                before, after = (before, after + literal) if number else (before + literal, after)
        digits = len(number) if set(number) == {"0"} and len(number) > 1 else 0
        found = cls(_apart(before), _apart(after), percent, digits)
        return None if found == cls() else found

    def text(self, number: float) -> str:
        """The number as the cell shows it, with all of its decimals."""
        plain = plain_number(number * 100 if self.percent else number)
        sign, bare = ("-", plain[1:]) if plain.startswith("-") else ("", plain)
        before = f"{self.before} " if self.before[-1:].isalnum() else self.before
        after = f" {self.after}" if self.after[:1].isalnum() else self.after
        return f"{sign}{before}{bare.zfill(self.digits)}{after}{'%' if self.percent else ''}"


def plain_number(number: float) -> str:
    """Digits without exponent. Three decimals get a fourth, as 1.299 could be thirteen hundred less one."""
    if isinstance(number, int) or number.is_integer():
        return str(int(number))
    text = format(Decimal(f"{number:.{_EXCEL_DIGITS}g}"), "f")
    whole, _, decimals = text.partition(".")
    decimals = decimals.rstrip("0")
    return f"{whole}.{decimals}0" if len(decimals) == 3 else f"{whole}.{decimals}" if decimals else whole  # noqa: PLR2004 -- three as in thousands


def read_formats(parts: Parts) -> dict[str, NumberFormat]:
    """The formats of cells that add something, by the number by which cells name them."""
    codes, styles = dict[str, str](), list[str]()
    inside = False

    def start(tag: str, said: dict[str, str]) -> None:
        nonlocal inside
        if tag == "numFmt":
            codes[said.get("numFmtId", "")] = said.get("formatCode", "")
        elif tag == "cellXfs":
            inside = True
        elif tag == "xf" and inside:
            styles.append(said.get("numFmtId", "0"))

    def end(tag: str) -> None:
        nonlocal inside
        inside = inside and tag != "cellXfs"

    parts.walk(parts.styles(), start, end)
    codes = {str(number): code for number, code in _BUILT_IN.items()} | codes
    found = {number: NumberFormat.of(code) for number, code in codes.items()}
    return {str(at): one for at, number in enumerate(styles) if (one := found.get(number)) is not None}


def _apart(literal: str) -> str:
    return " ".join(literal.replace("\xa0", " ").replace("\u202f", " ").split())
