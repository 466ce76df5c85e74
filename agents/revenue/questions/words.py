"""A question as words, each in one form, so that `lost deals` and `deals we lose` are the same words."""

import re
from dataclasses import dataclass, field

from agents.retrieval.words import plain

_WORD = re.compile(r"[a-z0-9äöüéèáíóúñç]+(?:-[0-9]{2}-[0-9]{2})?|%")
_IRREGULAR = {
    "lost": "lose", "losing": "lose", "loses": "lose", "losses": "loss", "won": "win", "winning": "win", "wins": "win",
    "paid": "pay", "held": "hold", "ran": "run", "running": "run", "came": "come", "coming": "come", "sent": "send",
    "written": "write", "wrote": "write", "used": "use", "using": "use", "uses": "use", "opened": "open",
    "closed": "close", "closing": "close", "ended": "end", "created": "create", "issued": "issue", "billed": "bill",
    "invoiced": "invoice", "included": "include", "renewed": "renew", "changed": "change", "committed": "commit",
    "opportunities": "opportunity", "categories": "category", "priorities": "priority", "companies": "company",
    "queries": "query", "people": "person", "european": "europe", "consumed": "consume", "owned": "own",
    "has": "have", "given": "give", "gave": "give", "does": "do", "did": "do",
    "american": "america", "businesses": "business", "business": "business", "status": "status", "says": "say",
    "geographies": "geography", "percentage": "percent", "%": "percent", "credited": "credit", "cancelled": "cancel",
}  # fmt: skip
_SHORT = 3  # a shorter word keeps its s: `us`, `gas`


@dataclass(slots=True)
class Words:
    """The words of a question in their order, and which of them were read already."""

    said: list[str]
    read: set[int] = field(default_factory=set)

    @property
    def left(self) -> list[str]:
        """Those that nobody has read."""
        return [word for place, word in enumerate(self.said) if place not in self.read]

    def at(self, place: int) -> str:
        """The word there; empty beside the question."""
        return self.said[place] if 0 <= place < len(self.said) else ""

    def find(self, phrase: str) -> tuple[int, ...]:
        """Where the words of a phrase stand, in whatever order, unread and each once; nothing if one is missing."""
        places: list[int] = []
        for word in phrase.split():
            found = next((one for one in self._unread(word) if one not in places), None)
            if found is None:
                return ()
            places.append(found)
        return tuple(places)

    def find_together(self, phrase: list[str]) -> list[tuple[int, ...]]:
        """Everywhere that words stand one after the other, unread."""
        starts = range(len(self.said) - len(phrase) + 1) if phrase else ()
        found = (tuple(range(place, place + len(phrase))) for place in starts)
        return [one for one in found if not self.read & set(one) and [self.said[at] for at in one] == phrase]

    def _unread(self, word: str) -> list[int]:
        return [place for place, one in enumerate(self.said) if one == word and place not in self.read]


def words_of(text: str) -> Words:
    """The words of a text, each in its one form; days stay as they are written."""
    return Words([form(word) for word in _WORD.findall(plain(text).replace("_", " "))])


def form(word: str) -> str:
    """A word without its plural, and verbs as they are looked up; numbers stay."""
    if word in _IRREGULAR or not word.isalpha():
        return _IRREGULAR.get(word, word)
    if len(word) > _SHORT and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return _IRREGULAR.get(word[:-1], word[:-1])
    return word
