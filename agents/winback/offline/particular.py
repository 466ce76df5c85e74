"""One particular of a cause (the price rise, the import, the colleague who left), as the letters speak of it."""

from functools import lru_cache
from importlib import import_module
from typing import NamedTuple

from schemas.sender import Language

# What is offered to the cause has nothing to do with these.
_WITHOUT_OFFER = ("support", "leaving", "person_left", "adoption", "removed", "outage")


class Particular(NamedTuple):
    """What replaces the texts of the cause."""

    name: str
    subject: str  # of the first email
    question: str  # in the first email
    proposal: str  # of the second, which goes on from the question
    close: str  # of the third
    regret: str = ""  # in the first, where that of the cause would not fit

    @property
    def takes_offer(self) -> bool:
        """Whether an offer that is made to the cause fits this particular."""
        return self.name not in _WITHOUT_OFFER


@lru_cache(maxsize=8)
def particulars_in(language: Language) -> dict[str, Particular]:
    """All of them by name; a language's file is read when the first letter in it is written."""
    texts: str = import_module(f"agents.winback.offline.particular_copy.{language}").TEXTS
    blocks = (block.splitlines() for block in texts.strip().split("\n\n"))
    return {lines[0]: Particular(*lines) for lines in blocks}
