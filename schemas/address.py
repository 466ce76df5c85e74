"""An address as two sources can be compared by it: a customer file, a suppression list, a request to be erased."""

import html
import re
import unicodedata
from functools import lru_cache
from urllib.parse import unquote

import idna

_MAILTO = re.compile(r"mailto:", re.IGNORECASE)
# `Ann <ann@acme.example>`: what stands between the brackets is the address (RFC 5322, name-addr).
_NAMED = re.compile(r".*<([^<>]*@[^<>]*)>[\s,;]*", re.DOTALL)
# A spreadsheet's guard against formulas: the apostrophe of `'+ann@acme.example` is not the address's.
_GUARD = re.compile(r"'(?=[=+\-@])")
_WRAPPED = re.compile(r"\"([^\"\s]+@[^\"\s]+)\"|'([^'\s]+@[^'\s]+)'|`([^`\s]+@[^`\s]+)`|\(([^()\s]+@[^()\s]+)\)")
_WIDE_AT = str.maketrans({"\uff20": "@", "\ufe6b": "@"})  # as East Asian keyboards type it
_INVISIBLE = frozenset({"Cf", "Cc"})
_MOST = 320  # characters: 64 before the @, 255 after it (RFC 5321)
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
# RFC 6531 allows every letter beside these; what follows RFC 5322's atext allows them.
_LOCAL = re.compile(r"[^\s@,;:<>()\[\]\\\"]+")
_DOMAIN = re.compile(r"[^\s@,;:<>()\[\]\\\"'/?#&=]+")


def normalised(text: str) -> str | None:
    """An address, or a domain as `@example.com`, in the one form in which two are compared; None if it is neither.

    Case, Unicode form, invisible characters, `mailto:`, a name with angle brackets, wrapping quotes, a trailing dot and
    the spelling of an international domain (IDNA, UTS 46) make no difference; every character that a local part may
    have (RFC 5322, RFC 6531) does.
    """
    bare = _unwrapped(text)
    local, at, domain = bare.rpartition("@")
    if not at or len(bare) > _MOST:
        return None
    if local and not (_LOCAL.fullmatch(local) or _QUOTED.fullmatch(local)):
        return None
    host = _host(domain)
    return None if host is None else f"{local.casefold()}@{host}"


def written(text: str) -> str | None:
    """An address as mail is sent to it: in its owner's spelling, without what stood around it; None if it is none."""
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
    plain = "".join(sign for sign in plain if unicodedata.category(sign) not in _INVISIBLE or sign in "\t\r\n").strip()
    if (named := _NAMED.fullmatch(plain)) is not None:
        plain = named[1].strip()
    plain = _GUARD.sub("", plain, count=1) if plain.startswith("'") else plain
    if _MAILTO.match(plain):
        plain = unquote(plain[len("mailto:") :].partition("?")[0])
    plain = plain.strip().rstrip(".,;")
    wrapped = _WRAPPED.fullmatch(plain)
    if wrapped is None:
        return plain
    return _unwrapped(next(group for group in wrapped.groups() if group))


@lru_cache(maxsize=4096)  # a list has few domains
def _host(domain: str) -> str | None:
    """A domain in its ASCII form, lower case; None where it is none. One that IDNA refuses is kept as it is written."""
    plain = unicodedata.normalize("NFKC", domain).casefold().strip(".")
    if "." not in plain.replace("\u3002", ".") or not _DOMAIN.fullmatch(plain):
        return None
    if plain.isascii() and "--" not in plain:
        return plain  # what IDNA would say of it, without the 30 microseconds
    try:
        return idna.encode(plain, uts46=True, transitional=False).decode("ascii").strip(".")
    except idna.IDNAError:
        return plain
