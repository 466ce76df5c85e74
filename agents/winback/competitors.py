"""Which other tools a customer names: in a column for it, or behind the words that say where they went."""

import re
from collections.abc import Iterator, Mapping

from agents.winback.competitor_words import AFTER, BEFORE, COLUMNS, GERMAN, GERMAN_VERBS, NO_NAMES
from agents.winback.offline.plain_words import head

_LONGEST = 40
_NEVER = frozenset('@<>{}[]|=\\"*;')  # what no tool is called
_NO_NAMES, _COLUMNS = frozenset(NO_NAMES.split()), frozenset(COLUMNS.split())
_SIGNS = re.compile(r"[\W_]+")
# A name: one to three words, each with a capital first.
_WORD = r"[A-ZÀ-Þ][\w.&+'-]{1,29}"
_NAME = rf"({_WORD}(?: {_WORD}){{0,2}})"
_BEFORE = re.compile(rf"\b({'|'.join(BEFORE)}) {_NAME}")
_AFTER = re.compile(rf"\b{_NAME} {AFTER}\b")
_VERB = re.compile(rf"\b(?:{'|'.join(GERMAN_VERBS)})", re.IGNORECASE)
_PLACES = (" in ", " at ", " near ")
_CLAUSE = re.compile(r"[.;!?\n]\s")


def competitors_in(reason: str, context: Mapping[str, str], company: str) -> list[str]:
    """The names as they are written, each once; `company` is the customer's own name, which does not count."""
    found = {name.casefold(): name for name in (*_of_reason(head(reason)), *_of_columns(context))}
    own = company.casefold()
    return [name for key, name in found.items() if key not in own]


def _of_columns(context: Mapping[str, str]) -> Iterator[str]:
    for column, value in context.items():
        name = " ".join(value.split())
        if _SIGNS.sub("", column).casefold() in _COLUMNS and name and len(name) <= _LONGEST and _is_name(name):
            yield name


def _of_reason(text: str) -> Iterator[str]:
    for clause in _CLAUSE.split(text):
        for found in _BEFORE.finditer(_lowered_start(clause)):
            if found[1] not in GERMAN or _VERB.search(clause):
                yield from _names(found[2])
        for found in _AFTER.finditer(clause):
            # A sentence begins with a capital whatever its first word is, and "in Chicago" is a place.
            if found.start() > 0 and not clause[: found.start()].endswith(_PLACES):
                yield from _names(found[1])


def _lowered_start(clause: str) -> str:
    """With a small first letter: "Switched to …" is "switched to …"."""
    return clause[:1].lower() + clause[1:]


def _names(said: str) -> Iterator[str]:
    """The name, without words at either end that do not belong to it."""
    words = said.rstrip(".'-").split()
    while words and words[0].casefold().strip(".'") in _NO_NAMES:
        del words[0]
    while words and words[-1].casefold().strip(".'") in _NO_NAMES:
        del words[-1]
    name = " ".join(words).removesuffix("'s")
    if name and _is_name(name):
        yield name[:_LONGEST]


def _is_name(name: str) -> bool:
    return name.casefold() not in _NO_NAMES and name[0].isalnum() and not _NEVER.intersection(name)
