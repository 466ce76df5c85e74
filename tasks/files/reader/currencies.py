"""Currencies as cells and headers name them: by code, by symbol, by word."""

import re
from typing import NamedTuple


class Currency(NamedTuple):
    """An ISO code; not `sure` if the sign stands for several currencies, like `$` and `kr`."""

    code: str
    sure: bool = True


# Signs of several currencies, with the code they mean if nothing else decides.
_SHARED = {"$": "USD", "¥": "JPY", "£": "GBP", "元": "CNY", "kr": "SEK", "Rs": "INR", "₨": "INR", "R": "ZAR"}
_OWN = {
    "R$": "BRL", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "US$": "USD", "U$S": "USD", "NZ$": "NZD", "HK$": "HKD",
    "S$": "SGD", "MX$": "MXN", "Mex$": "MXN", "CN¥": "CNY", "JP¥": "JPY", "NT$": "TWD", "€": "EUR", "₹": "INR", "zł": "PLN", "zl": "PLN", "Kč": "CZK", "Kc": "CZK",
    "₩": "KRW", "₺": "TRY", "₽": "RUB", "руб": "RUB", "円": "JPY", "圓": "JPY", "원": "KRW", "人民币": "CNY", "RMB": "CNY",
    "₴": "UAH", "грн": "UAH", "₪": "ILS", "฿": "THB", "₫": "VND", "₱": "PHP", "₦": "NGN", "лв": "BGN", "Ft": "HUF",
    "lei": "RON", "SFr": "CHF", "Fr": "CHF", "RM": "MYR", "Rp": "IDR", "د.إ": "AED", "ر.س": "SAR",
}  # fmt: skip
_SYMBOLS = {sign: Currency(code) for sign, code in _OWN.items()}
_SYMBOLS |= {sign: Currency(code, sure=False) for sign, code in _SHARED.items()}
_CODES = (
    "USD|EUR|GBP|CHF|JPY|CNY|INR|BRL|AUD|CAD|NZD|SEK|NOK|DKK|ISK|PLN|CZK|HUF|RON|BGN|MXN|SGD|HKD|TWD|ZAR|ILS|TRY|KRW|AED|"
    "KWD|BHD|OMR|JOD|TND|QAR|MAD|RSD|KZT|GHS|CRC|DOP|BDT|NPR|SAR|COP|CLP|ARS|UYU|PEN|RUB|UAH|THB|VND|IDR|MYR|PHP|NGN|KES|EGP|PKR|LKR"
)
_CODE = re.compile(rf"(?<![A-Za-z])({_CODES})(?![A-Za-z])", re.IGNORECASE)
# `kEUR` and `TEUR` are thousands of euros.
_SCALED_CODE = re.compile(rf"(?<![A-Za-z])[kKTM](?:{_CODES})(?![A-Za-z])")


def _sign_pattern(sign: str) -> str:
    letters = r"(?<![^\W\d_])", r"(?![^\W\d_])\.?"
    return f"{letters[0]}{re.escape(sign)}{letters[1]}" if sign[0].isalpha() and sign[-1].isalpha() else re.escape(sign)


_SIGN = re.compile("|".join(_sign_pattern(sign) for sign in sorted(_SYMBOLS, key=len, reverse=True)))
_NAMES = {
    "euro": "EUR", "euros": "EUR", "us dollar": "USD", "us dollars": "USD", "canadian dollar": "CAD",
    "canadian dollars": "CAD", "australian dollar": "AUD", "australian dollars": "AUD", "pound sterling": "GBP",
    "british pound": "GBP", "british pounds": "GBP", "pounds": "GBP", "swiss franc": "CHF", "swiss francs": "CHF",
    "franken": "CHF", "yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "rupees": "INR", "reais": "BRL", "zloty": "PLN",
}  # fmt: skip
_SHARED_NAMES = {"dollar": "USD", "dollars": "USD"}
_NAME = re.compile(
    r"\b(?:" + "|".join(sorted((*_NAMES, *_SHARED_NAMES), key=len, reverse=True)) + r")\b", re.IGNORECASE
)
_THREE_LETTERS = re.compile(r"[A-Za-z]{3}")
# Currencies whose users write 1.299 for a thousand, and those whose users write 1,299 for it.
COMMA_DECIMAL = frozenset((
    "EUR", "BRL", "DKK", "NOK", "SEK", "ISK", "PLN", "CZK", "HUF", "RON", "BGN", "TRY", "ARS", "CLP", "COP", "UYU", "IDR", "VND", "RUB", "UAH",
))  # fmt: skip
POINT_DECIMAL = frozenset((
    "USD", "GBP", "CAD", "AUD", "NZD", "SGD", "HKD", "CNY", "INR", "MXN", "ILS", "TWD", "THB", "MYR", "PHP", "AED",
    "JPY", "KRW", "PKR", "LKR", "NGN", "KES", "ZAR", "KWD", "BHD", "OMR", "JOD",
))  # fmt: skip
# Currencies that have no cents, and those with a thousand of them (ISO 4217): what one minor unit is worth.
MINOR_UNITS = dict.fromkeys(("JPY", "KRW", "CLP", "VND", "ISK"), 1.0) | dict.fromkeys(
    ("KWD", "BHD", "OMR", "JOD", "TND"), 0.001
)
THREE_DECIMALS = frozenset(code for code, worth in MINOR_UNITS.items() if worth < 1)


def currency_in(text: str) -> Currency | None:
    """The currency that a cell or a header names."""
    if (code := _CODE.search(text)) is not None:
        return Currency(code[1].upper())
    if (code := _SCALED_CODE.search(text)) is not None:
        return Currency(code[0][1:].upper())
    if (sign := _SIGN.search(text)) is not None:
        return _SYMBOLS[sign[0].rstrip(".")] if sign[0] not in _SYMBOLS else _SYMBOLS[sign[0]]
    if text.isascii() and not any(character.isalpha() for character in text):
        return None
    return _named(text)


def _named(text: str) -> Currency | None:
    if (name := _NAME.search(text)) is None:
        return None
    word = name[0].casefold()
    return Currency(_NAMES[word]) if word in _NAMES else Currency(_SHARED_NAMES[word], sure=False)


def currency_code(cell: str) -> str | None:
    """The ISO code for a cell of a currency column; None if it is not a currency."""
    text = cell.strip()
    if _THREE_LETTERS.fullmatch(text):
        return text.upper()
    found = currency_in(text)
    return None if found is None else found.code


def without_currency(text: str) -> str:
    """A cell without its currency."""
    bare = _CODE.sub(" ", _SCALED_CODE.sub(lambda found: found[0][0].replace("T", "k"), text))
    bare = _SIGN.sub(" ", bare)
    return _NAME.sub(" ", bare) if any(character.isalpha() for character in bare) else bare


def is_open(found: Currency | None) -> bool:
    """Whether a sign stands for several currencies, none of which is the usual one."""
    return found is not None and not found.sure and found.code == "SEK"
