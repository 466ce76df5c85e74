"""Where a text names one address, in whatever spelling; and the text without it. Nobody else's address is touched."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from schemas.address import normalised

ERASED = "[erased]"
_AROUND_AT = re.compile(r"(?:&#?\w{2,8};|[^\s@,;|<>()\[\]{}]){1,320}?(?:@|%40)[^\s@,;|<>()\[\]{}\"]{1,255}")
_AT = re.compile("@|%40")  # in a link the sign may be escaped
# Where an address may begin inside a run of characters: `mailto:ann@…`, `"ann@…`, `?to=ann@…`.
_BEFORE = frozenset("'\"`:=/?&*_")
_HOST = re.compile(r"[^/?#&'`*:!=]+")


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


def _inside(run: str, address: str) -> tuple[int, int] | None:
    """Where exactly in a run of characters around an @ the address stands."""
    for sign in _AT.finditer(run):
        host = _HOST.match(run, sign.end())
        end = sign.end() if host is None else sign.end() + len(host[0].rstrip("._"))
        for start in _starts(run, sign.start()):
            if normalised(f"{run[start : sign.start()]}@{run[sign.end() : end]}") == address:
                return start, end
    return None


def _starts(run: str, at: int) -> list[int]:
    later = [place + 1 for place in range(at) if run[place] in _BEFORE and not _in_a_name(run, place)]
    return [*reversed(later), 0]


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
