"""Finds one address in a text, in any spelling, and removes it. Nobody else's address is touched.

Files are named after people: `ann@acme.example.csv`, `churn-ann@acme.example-2026.csv`, or by the id of a customer.
"""

import re
from collections.abc import Callable, Collection, Iterator
from typing import Any
from urllib.parse import unquote

from schemas.address import normalised

ERASED = "[erased]"
# The sign as it is, as East Asian keyboards type it, escaped in a link or in HTML.
_SIGN = r"@|\uff20|\ufe6b|%40|&\#0{0,4}64;|&\#[xX]0{0,4}40;|&commat;"
# Signs beside an address that no address has: dashes, bullets, arrows, brackets and stops of other scripts. Not among
# them: what is invisible, quotes that stand for an apostrophe, and full stops that stand for the dot.
_ASIDE = (
    r"\u2010-\u2017\u2020-\u2027\u2030-\u2038\u203b-\u205e\u2190-\u27ff\u2900-\u2bff\u3001\u3003-\u3020"
    r"\uff01\uff08\uff09\uff0c\uff1a-\uff1c\uff1e\uff1f\uff3b\uff3d\uff5b\uff5d\uff5f\uff60\uff62-\uff64"
)
_NOT_BESIDE = rf"\s@\uff20\ufe6b,;|<>()\[\]{{}}{_ASIDE}"
_AROUND_AT = re.compile(rf"(?:&\#?\w{{2,8}};|[^{_NOT_BESIDE}]){{1,320}}?(?:{_SIGN})[^{_NOT_BESIDE}\"]{{1,255}}")
_AT = re.compile(_SIGN)
_AT_IN_JSON = re.compile(b"@|\\xef\\xbc\\xa0|\\xef\\xb9\\xab|%40|64;|40;|commat|\\\\u(?:0040|[fF][fF]20|[fF][eE]6[bB])")
# Where an address may begin inside a run of characters: `mailto:ann@…`, `"ann@…`, `?to=ann@…`.
_BEFORE = frozenset("'\"`:=/?&*_")
_HOST = re.compile(r"[^/?#&'`*:!=+$^\\\u2018-\u201f\u00ab\u00bb\u2039\u203a]+")
_LEADING = "-.~#"  # at the start of a line or a word; no mailbox begins so
# Endings of file names that are no domains, unless a domain ends with them, too.
_ENDING = re.compile(
    r"(?:\.(?:csv|tsv|tab|txt|jsonl?|ndjson|xlsx?|xlsm|xlsb|ods|parquet|html|pdf|ya?ml|bak))(?:\.(?:gz|zip|bz2|xz|zst|bak))*$",
    re.IGNORECASE,
)
_FILE_NAME = re.compile(r"[^\s/\\\"'`<>|,;:]{1,255}")
_PARTS = frozenset("-_+~(")  # what people put between the parts of a file's name
_TELLING = 4  # characters: `2` in `export-2.csv` is nobody


def may_mention(line: bytes) -> bool:
    """Whether JSON in UTF-8 may name any address at all: most lines need no second look."""
    return _AT_IN_JSON.search(line) is not None


def mentions(text: str, address: str) -> bool:
    """Whether a text names this address, which is in its normalised form."""
    return _AT.search(text) is not None and next(_spans(text, address), None) is not None


def without_address(text: str, address: str) -> str:
    """The text with `[erased]` in place of this address, which is in its normalised form."""
    pieces, at = [], 0
    for start, end in _spans(text, address) if _AT.search(text) else ():
        pieces += [text[at:start], ERASED]
        at = end
    return text if at == 0 else "".join([*pieces, text[at:]])


def _spans(text: str, address: str) -> Iterator[tuple[int, int]]:
    for found in _AROUND_AT.finditer(text):
        span = _inside(found[0], address)
        if span is not None:
            yield found.start() + span[0], found.start() + span[1]


def without_ids(text: str, ids: Collection[str]) -> str:
    """The text with `[erased]` in place of these ids of subjects, if a file's name is or contains one.

    An id is a whole part of the name. Anywhere else it may be a word like any other, and stays.
    """
    if not ids:
        return text
    return _FILE_NAME.sub(lambda found: _without_ids(found[0], ids), text)


def _without_ids(name: str, ids: Collection[str]) -> str:
    ending = _ENDING.search(name)
    if ending is None:
        return name
    stem = name[: ending.start()]
    if stem in ids:
        return ERASED + ending[0]
    for one in ids:
        if len(one) >= _TELLING:
            stem = re.sub(rf"(?<![^\W_]){re.escape(one)}(?![^\W_])", ERASED, stem, flags=re.IGNORECASE)
    return stem + ending[0]


def _inside(run: str, address: str) -> tuple[int, int] | None:
    """Where exactly the address stands in a run of characters around an @."""
    domain = address.rpartition("@")[2]
    for sign in _AT.finditer(run):
        host = _HOST.match(run, sign.end())
        if host is None:
            continue
        named = host[0].rstrip("._-~")
        plain = unquote if sign[0] == "%40" else str
        ending = _ENDING.search(named)
        for length in _lengths(named, ending):
            if normalised(plain(f"x@{named[:length]}")) != f"x@{domain}":
                continue
            end = sign.end() + length
            for start in _starts(run, sign.start(), in_file=ending is not None):
                if normalised(plain(f"{run[start : sign.start()]}@{named[:length]}")) == address:
                    return start, end
    return None


def _lengths(host: str, ending: re.Match[str] | None) -> list[int]:
    """How much of the text after the @ may be the domain: all of it or, in a file's name, less."""
    if ending is None:
        return [len(host)]
    cuts = [place for place in range(ending.start()) if host[place] in _PARTS]
    return [len(host), ending.start(), *reversed(cuts)]


def _starts(run: str, at: int, *, in_file: bool) -> list[int]:
    later = [
        place + 1
        for place in range(at)
        if (run[place] in _BEFORE and not _in_a_name(run, place)) or (in_file and run[place] in _PARTS)
    ]
    leading = len(run[:at]) - len(run[:at].lstrip(_LEADING))
    return [*reversed(later), leading, 0]


def _in_a_name(run: str, place: int) -> bool:
    """The apostrophe of `o'neil@…` is a letter of that address: `neil@…` is somebody else's."""
    return run[place] in "'_" and place > 0 and run[place - 1].isalnum()


def rewritten(value: Any, text: Callable[[str], str]) -> Any:
    """A JSON value with every string in it, keys included, passed through `text`."""
    if isinstance(value, str):
        return text(value)
    if isinstance(value, list):
        return [rewritten(one, text) for one in value]
    if isinstance(value, dict):
        return {text(name): rewritten(one, text) for name, one in value.items()}
    return value
