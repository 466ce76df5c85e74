"""Personal data in a text: it is masked before a text is stored or sent, and never a reason to refuse it.

Cards need an issuer's prefix beside the check digit: one in ten order numbers passes the latter.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from agents.checks.check_digits import cpf, dni, iban, insee, luhn


class _Kind(NamedTuple):
    name: str
    pattern: re.Pattern[str]
    holds: Callable[[str], bool]


def _digits(text: str) -> str:
    return "".join(filter(str.isdecimal, text))


def _card(text: str) -> bool:
    digits = _digits(text)
    return _ISSUERS.match(digits) is not None and len(set(digits)) > 1 and luhn(digits)


def _phone(text: str) -> bool:
    return _LEAST_DIGITS <= len(_digits(text)) <= _MOST_DIGITS and _NOT_PHONE.fullmatch(text.strip()) is None


def _person(text: str) -> bool:
    """Whether it is somebody's address: not a login of a machine image, a repository or an example."""
    name, _, host = text.casefold().rpartition("@")
    return name not in _LOGINS and not host.endswith(
        (".compute.amazonaws.com", ".compute-1.amazonaws.com", ".internal")
    )


def _always(_text: str) -> bool:
    return True


# Visa, Mastercard, American Express, Discover, Diners, JCB, UnionPay, Maestro.
_ISSUERS = re.compile(
    r"4(?:\d{12}|\d{15}|\d{18})$|(?:5[1-5]\d{2}|222[1-9]|22[3-9]\d|2[3-6]\d{2}|27[01]\d|2720)\d{12}$|3[47]\d{13}$"
    r"|(?:6011|65\d{2}|64[4-9]\d)\d{12}$|3(?:0[0-5]|[689]\d)\d{11}$|35(?:2[89]|[3-8]\d)\d{12}$|62\d{14,17}$"
    r"|(?:50[0-9]{2}|5[6-8]\d{2}|6304|67\d{2})\d{8,15}$"
)
_LEAST_DIGITS, _MOST_DIGITS = 8, 15
_NOT_PHONE = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}(?:/\d+)?|\d{4}[-./ ]\d{1,2}[-./ ]\d{1,2}|\d{1,2}[-./ ]\d{1,2}[-./ ]\d{4}|\d{4}-\d{4}-\d{4}")  # fmt: skip
_LOGINS = frozenset(
    "ec2-user ubuntu root admin centos debian fedora rocky bitnami core git noreply no-reply rosa user username you name".split()
)
_EDGE, _END = r"(?<![\w.:/=-])", r"(?![\w/=-]|\.\d)"
_KINDS = (
    _Kind("iban", re.compile(r"\b[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{2,4}){3,9}\b"), iban),
    _Kind("card", re.compile(rf"{_EDGE}\d(?:[ -]?\d){{11,18}}{_END}"), _card),
    _Kind("email", re.compile(r"(?<![\w.+/-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.)+[A-Za-z]{2,24}\b"), _person),
    _Kind("national_id", re.compile(rf"{_EDGE}(?!000|666|9\d\d)\d{{3}}-(?!00)\d\d-(?!0000)\d{{4}}{_END}"), _always),
    _Kind("national_id", re.compile(r"\b(?![DFIQUV])[A-CEGHJ-PR-TW-Z](?![DFIQUVO])[A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b"), _always),
    _Kind("national_id", re.compile(r"\b(?:[XYZ][ -]?\d{7}|\d{8})[ -]?[A-HJ-NP-TV-Z]\b"), dni),
    _Kind("national_id", re.compile(r"\b[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z]\b"), _always),
    _Kind("national_id", re.compile(r"\b[12][ .]?\d{2}[ .]?(?:0[1-9]|1[0-2]|[2-9]\d)[ .]?(?:\d{2}|2[AB])[ .]?\d{3}[ .]?\d{3}[ .]?\d{2}\b"), insee),
    _Kind("national_id", re.compile(r"\b\d{3}\.\d{3}\.\d{3}-\d{2}\b"), cpf),
    _Kind("national_id", re.compile(r"\b756\.\d{4}\.\d{4}\.\d{2}\b"), _always),
    _Kind("phone", re.compile(rf"(?<![\w.:/=+-])(?:\+|00)\d{{1,3}}(?:[ .()/-]{{0,3}}\d){{7,13}}{_END}"), _phone),
    _Kind("phone", re.compile(rf"(?<![\w.:/=+-])\(?\d{{3}}\)?[ .-]\d{{3}}[ .-]\d{{4}}{_END}"), _phone),
    _Kind("phone", re.compile(r"\b(?:phone|tel(?:efon|ephone|efono)?|mobile|cell|call me (?:at|on)|whatsapp|reach me (?:at|on)|handy|rufnummer)\b\.?:?\s*(?:number|nr\.?|no\.?)?\s*(?:is\s*)?(\(?\d(?:[ .()/-]{0,3}\d){6,13})\b", re.IGNORECASE), _always),
)  # fmt: skip


def masked(text: str) -> tuple[str, tuple[str, ...]]:
    """A plain text with `[email]`, `[card]` … in place of personal data, and the kinds that were found, each once."""
    kinds: dict[str, None] = {}
    for kind in _KINDS:
        if any(kind.holds(found[0]) for found in kind.pattern.finditer(text)):
            text = kind.pattern.sub(lambda found, kind=kind: _mask(kind, found), text)  # type: ignore[misc]
            kinds[kind.name] = None
    return text, tuple(kinds)


def _mask(kind: _Kind, found: re.Match[str]) -> str:
    if not kind.holds(found[0]):
        return found[0]
    mark = f"[{kind.name.replace('_', ' ')}]"
    return found[0].replace(found[1], mark) if found.re.groups and found[1] else mark
