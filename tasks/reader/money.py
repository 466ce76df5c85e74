"""Amounts of money as people and systems write them: `$1,299.00`, `1.299,00 €`, `799`, `CHF 1'299.-`, `49/mo`."""

import re
from collections.abc import Iterable
from typing import NamedTuple

_SYMBOLS = {
    "R$": "BRL", "A$": "AUD", "C$": "CAD", "US$": "USD", "NZ$": "NZD", "HK$": "HKD", "S$": "SGD", "$": "USD",
    "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "zł": "PLN", "Kč": "CZK", "₩": "KRW", "₺": "TRY", "₽": "RUB",
}  # fmt: skip
_WORDS = {"euro": "EUR", "euros": "EUR", "dollar": "USD", "dollars": "USD", "pounds": "GBP"}
_CODE = re.compile(
    r"(?<![A-Za-z])(USD|EUR|GBP|CHF|JPY|CNY|INR|BRL|AUD|CAD|NZD|SEK|NOK|DKK|PLN|CZK|HUF|RON|MXN|SGD|HKD|ZAR|ILS|TRY|KRW|"
    r"AED|COP|CLP|ARS)(?![A-Za-z])",
    re.IGNORECASE,
)
_MONTHLY = re.compile(
    r"(?:/|per|pro|par|al?|p\.?)\s*(?:mo|month|m|monat|mois|mes|mese)\.?$|monthly$|monatlich$|mensuel$|mtl\.?$",
    re.IGNORECASE,
)
_YEARLY = re.compile(
    r"(?:/|per|pro|par|al?|p\.?)\s*(?:yr|year|y|a|annum|jahr|an|año)\.?$|yearly$|annually$|jährlich$", re.IGNORECASE
)
# Digits in groups of three with a decimal part, digits without groups, or only decimals.
_NUMBER = re.compile(
    r"[+-]?(?:[0-9]{1,3}(?:([.,' ’])[0-9]{3})(?:\1[0-9]{3})*(?:[.,][0-9]+)?|[0-9]+(?:[.,][0-9]+)?|[.,][0-9]+)"
    r"(?:[.,](?:-+|–|—)?)?"
)
_PLAIN = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
_GROUP = 3
_LONGEST = 40


class Amount(NamedTuple):
    """A number of `currency` a month; no currency where the cell names none."""

    number: float
    currency: str | None


def currency_in(text: str) -> str | None:
    """The ISO code that a cell or a header names."""
    if (code := _CODE.search(text)) is not None:
        return code[1].upper()
    for symbol, iso in _SYMBOLS.items():
        if symbol in text:
            return iso
    return next((code for word, code in _WORDS.items() if word in text.casefold().split()), None)


def currency_code(cell: str) -> str:
    """The ISO code that a cell of a currency column stands for; the cell itself where it is no currency."""
    text = cell.strip()
    return _SYMBOLS.get(text) or _WORDS.get(text.casefold()) or text


def read_amounts(cells: Iterable[str], *, yearly: bool = False) -> dict[str, Amount]:
    """Cell to amount, for the cells of one column that are amounts. `yearly` says that the header speaks of a year."""
    parts = {cell: part for cell in cells if (part := _taken_apart(cell)) is not None}
    marks = [mark for _, number, _ in parts.values() if (mark := _decimal_mark(number)) is not None]
    comma = marks.count(",") > marks.count(".") or (not marks and _looks_european(parts))
    found: dict[str, Amount] = {}
    for cell, (sign, number, divisor) in parts.items():
        value = _value(number, comma=comma)
        found[cell] = Amount(sign * value / (12 if yearly else divisor), currency_in(cell))
    return found


def _looks_european(parts: dict[str, tuple[int, str, int]]) -> bool:
    """Nothing in the column decides what the point in `1.299` is: in euros and the like it parts thousands."""
    dotted = [cell for cell, (_, number, _) in parts.items() if "." in number]
    return bool(dotted) and all(currency_in(cell) in ("EUR", "BRL", "DKK", "PLN", "TRY") for cell in dotted)


def _taken_apart(cell: str) -> tuple[int, str, int] | None:
    """Sign, the digits with their marks, and how many months it is for; None where this is no amount."""
    text = _SPACES.sub(" ", cell.strip()).replace("−", "-")
    if _PLAIN.fullmatch(text) and "e" in text.lower():
        return (1, repr(float(text)), 1) if abs(float(text)) < 1e15 else None  # noqa: PLR2004 -- no such amount
    negative = text.startswith("(") and text.endswith(")")
    text = text[1:-1] if negative else text
    divisor = 1
    for pattern, months in ((_YEARLY, 12), (_MONTHLY, 1)):
        bare = pattern.sub("", text).strip()
        if bare != text:
            text, divisor = bare, months
            break
    bare = _CODE.sub("", text)
    for symbol in _SYMBOLS:
        bare = bare.replace(symbol, "")
    bare = " ".join(word for word in bare.split() if word.casefold() not in _WORDS)
    bare = re.sub(r"^([+-]) (?=\d)", r"\1", bare)
    if _NUMBER.fullmatch(bare) is None or len(bare) > _LONGEST:
        return None
    return (-1 if negative or bare.startswith("-") else 1), bare.lstrip("+-").rstrip("-–— "), divisor


def _decimal_mark(number: str) -> str | None:
    """The decimal mark, where the number itself decides it; None where it has none or could be read either way."""
    marks = [character for character in number if character in ".,"]
    if not marks:
        return None
    last = marks[-1]
    after = len(number) - number.rindex(last) - 1
    if len(set(marks)) == 2:  # noqa: PLR2004 -- both marks: the last one is the decimal
        return last
    if len(marks) > 1 or after == 0:
        return "," if last == "." and len(marks) > 1 else "." if len(marks) > 1 else None
    if after != _GROUP or number.startswith(("0", ".", ",")) or re.search(r"[' ’]", number):
        return last
    return None


def _value(number: str, *, comma: bool) -> float:
    mark = _decimal_mark(number)
    marks = {character for character in number if character in ".,"}
    if mark is None and len(marks) == 1 and not number.endswith((".", ",")):
        only = marks.pop()
        # Read either way, as 1.299 or 1,299: the column decides; without it a comma parts thousands.
        mark = ("," if comma else ".") if only == "." else ("," if comma else None)
        mark = mark if mark != "," or only == "," or comma else None
    whole, _, decimals = number.rpartition(mark) if mark and mark in number else (number, "", "")
    digits = re.sub(r"\D", "", whole)
    return float(f"{digits or '0'}.{re.sub(r'[^0-9]', '', decimals) or '0'}")
