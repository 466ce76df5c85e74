"""Addresses in a form that can be compared across sources: customer files, suppression lists, requests to be erased."""

import html
import re
import unicodedata
from functools import lru_cache
from urllib.parse import unquote

import idna

_MAILTO = re.compile(r"mailto:", re.IGNORECASE)
# `Ann <ann@acme.example>`: the part in brackets is the address (RFC 5322, name-addr).
_NAMED = re.compile(r".*<([^<>]*@[^<>]*)>[\s,;]*", re.DOTALL)
# A spreadsheet's guard against formulas: the apostrophe of `'+ann@acme.example` is not part of the address.
_GUARD = re.compile(r"'(?=[=+\-@])")
_WRAPPED = re.compile(
    r"\"([^\"\s]+@[^\"\s]+)\"|'([^'\s]+@[^'\s]+)'|`([^`\s]+@[^`\s]+)`|[(\[]([^()\[\]\s]+@[^()\[\]\s]+)[)\]]"
)
# Typographic quotes, which word processors put in place of plain ones; inside a name they are apostrophes.
_TYPOGRAPHIC = "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2039\u203a\u2018\u2019\u201a\u201b\u300c\u300d"
_APOSTROPHES = str.maketrans(dict.fromkeys("\u2018\u2019\u02bc\u00b4\uff07", "'"))
_WIDE_AT = str.maketrans({"\uff20": "@", "\ufe6b": "@"})  # as East Asian keyboards type it
_INVISIBLE = frozenset({"Cf", "Cc"})
_BLANK = frozenset("\u2800\u3164\u115f\u1160\uffa0\u034f")  # letters by their category, nothing on the screen
_MOST = 320  # characters: 64 before the @, 255 after it (RFC 5321)
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_ATEXT = frozenset("!#$%&'*+-/=?^_`{|}~.")  # beside letters and digits (RFC 5322), of any script (RFC 6531)
_HOST = frozenset("-._\u3002\uff61")


def normalised(text: str) -> str | None:
    """An address, or a domain as `@example.com`, in the form that is compared; None if it is neither.

    Case, Unicode form, invisible characters, `mailto:`, a name with angle brackets, wrapping quotes, a trailing dot and
    the spelling of an international domain (IDNA, UTS 46) make no difference; every character that a local part may
    have (RFC 5322, RFC 6531) does.
    """
    bare = _unwrapped(text)
    local, at, domain = bare.rpartition("@")
    if not at or len(bare) > _MOST:
        return None
    name = _local(local)
    host = _host(domain) if name is not None else None
    return None if host is None else f"{name}@{host}"


def written(text: str) -> str | None:
    """An address as mail is sent to it: in its owner's spelling, without its surroundings; or None."""
    bare = _unwrapped(text)
    local = bare.rpartition("@")[0]
    if not local or "@" in local or any(sign.isspace() for sign in bare) or normalised(bare) is None:
        return None
    return bare


def domain_of(address: str) -> str:
    """The domain of a normalised address as a list names it: `@example.com`."""
    return "@" + address.rpartition("@")[2]


def _unwrapped(text: str) -> str:
    plain = unicodedata.normalize("NFC", html.unescape(text)).translate(_WIDE_AT)
    plain = "".join(
        sign
        for sign in plain
        if sign in "\t\r\n" or (unicodedata.category(sign) not in _INVISIBLE and sign not in _BLANK)
    ).strip()
    if (named := _NAMED.fullmatch(plain)) is not None:
        plain = named[1].strip()
    plain = _GUARD.sub("", plain, count=1) if plain.startswith("'") else plain
    if _MAILTO.match(plain):
        plain = unquote(plain[len("mailto:") :].partition("?")[0]).lstrip("/")
    plain = plain.strip().strip(_TYPOGRAPHIC).rstrip(".,;")
    wrapped = _WRAPPED.fullmatch(plain)
    if wrapped is None:
        return plain
    return _unwrapped(next(group for group in wrapped.groups() if group))


def _local(local: str) -> str | None:
    """A local part in the form that is compared; None if it has a character that no mailbox has."""
    if local.isascii() and not local.startswith('"'):
        return local.casefold() if _has_only(local, _ATEXT) else None
    quoted = _QUOTED.fullmatch(local)
    if quoted is not None and not _has_only(quoted[1], _ATEXT):
        return local.casefold()  # a space or an @ in quotes is legal, and rare
    plain = unicodedata.normalize("NFKC", (quoted[1] if quoted else local).translate(_APOSTROPHES)).casefold()
    # The dot that a Turkish capital I leaves over its small form.
    plain = plain.replace("i\u0307", "i")
    return plain if _has_only(plain, _ATEXT) else None


def _has_only(text: str, signs: frozenset[str]) -> bool:
    """Whether a text consists of letters, digits and marks of any script, and of these other signs."""
    return all(sign.isalnum() or sign in signs or unicodedata.category(sign)[0] == "M" for sign in text)


@lru_cache(maxsize=4096)  # a list has few domains
def _host(domain: str) -> str | None:
    """A domain in lower-case ASCII; None if it is not one. A domain that IDNA refuses is kept as it is written."""
    plain = unicodedata.normalize("NFKC", domain).casefold().strip(".")
    if "." not in plain.replace("\u3002", ".") or not _has_only(plain, _HOST):
        return None
    if plain.isascii() and "--" not in plain:
        return plain  # what IDNA would say of it, without the 30 microseconds
    try:
        return idna.encode(plain, uts46=True, transitional=False).decode("ascii").strip(".")
    except idna.IDNAError:
        return plain
