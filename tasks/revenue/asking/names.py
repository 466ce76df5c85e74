"""Names and the pseudonyms that stand for them: hidden on the way to the agent, put back in the answer."""

import re
from collections.abc import Iterable
from typing import Any

from blocks.warehouse.source import NAMES
from blocks.warehouse.warehouse import Warehouse
from schemas.errors import ReviveError
from tasks.revenue.anonymise import without_addresses

_PSEUDONYM = re.compile(r"\b(?:Account|Owner) [0-9a-f]{10}\b")
_WORD = re.compile(r"\w+")


class Names:
    """Those of one session; `pairs` are (pseudonym, name)."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._names = {pseudonym: name for pseudonym, name in pairs if name.strip()}
        self._by_word: dict[str, list[tuple[str, str]]] = {}  # by the first word of a name: names and pseudonyms
        for pseudonym, name in self._names.items():
            if (first := _WORD.search(name)) is not None and first.start() == 0:
                self._by_word.setdefault(first[0].lower(), []).append((name.lower(), pseudonym))
        for found in self._by_word.values():
            found.sort(key=lambda one: -len(one[0]))

    def hide(self, text: str) -> str:
        """A text with pseudonyms for the names that are known, whatever their case, and without addresses."""
        lowered, parts, end = text.lower(), list[str](), 0
        if len(lowered) != len(text):
            return without_addresses(text)  # a letter whose lower case is two; no name of ours has one
        for word in _WORD.finditer(lowered):
            found = None if word.start() < end else self._at(lowered, word.start())
            if found is not None:
                name, pseudonym = found
                parts += [text[end : word.start()], pseudonym]
                end = word.start() + len(name)
        return without_addresses("".join((*parts, text[end:])))

    def reveal(self, text: str) -> str:
        """The names back."""
        return _PSEUDONYM.sub(lambda found: self._names.get(found[0], found[0]), text)

    def hidden(self, value: Any) -> Any:
        """A value of JSON with every text in it hidden."""
        return _through(value, self.hide)

    def revealed(self, value: Any) -> Any:
        """The same with names back."""
        return _through(value, self.reveal)

    def _at(self, text: str, place: int) -> tuple[str, str] | None:
        word = _WORD.match(text, place)
        assert word is not None
        for name, pseudonym in self._by_word.get(word[0], ()):
            end = place + len(name)
            if text.startswith(name, place) and not (end < len(text) and text[end].isalnum()):
                return name, pseudonym
        return None


async def names_of(warehouse: Warehouse) -> Names:
    """The names that stand in an open warehouse. Raises `ReviveError` if it cannot say them."""
    found = await warehouse.rows(f"SELECT pseudonym, name FROM {NAMES}")  # noqa: S608 -- ours
    if found.answer == "failed":  # then the views may give names, too
        raise ReviveError(f"the warehouse gives no pseudonyms, so nothing is asked of it: {found.error}")
    return Names((str(row[0]), str(row[1])) for row in found.rows)


def _through(value: Any, change: Any) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list | tuple):
        return [_through(one, change) for one in value]
    if isinstance(value, dict):
        return {name: _through(one, change) for name, one in value.items()}
    return value
