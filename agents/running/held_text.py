"""Releases a text while it is written: in whole sentences, each checked together with all that precedes it."""

import re
from collections.abc import Callable

from schemas.plain_text import plain

# What is wrong with a text up to the end of one of its sentences; None if it may be heard.
Objection = Callable[[str], str | None]

# A sentence ends at its mark where a space follows, at a line's end, or at a mark of a script without spaces.
_END = re.compile(r"""[.!?\u2026]["'\u201d\u2019)\]]{0,3}(?=\s)|[\u3002\uff01\uff1f]|\n""")
# Each check reads the text from its beginning. In a long one, sentences wait until they are a fiftieth of it: a model
# that says "a. a. a." ten thousand times would otherwise keep the process busy for seconds.
_PARTS = 50


class HeldText:
    """Text on its way to somebody who waits. `say` gets what may be heard, and nothing that `objects` refuses."""

    def __init__(self, objects: Objection, say: Callable[[str], None]) -> None:
        self.heard = False
        self._objects = objects
        self._say = say
        self._text = ""
        self._read = 0  # where the last whole sentence ended
        self._said = ""  # as it was heard
        self._objection: str | None = None

    def begin(self) -> None:
        """Start over with another answer, as nothing of the last one was heard."""
        self._text, self._read, self._objection = "", 0, None

    def add(self, part: str) -> None:
        """Add a part, and release the sentences that it completes."""
        start, self._text = max(self._read, len(self._text) - 4), self._text + part
        for end in _END.finditer(self._text, start):
            if end.end() - self._read > self._read // _PARTS:
                self._release(end.end())

    def finish(self, whole: str) -> str | None:
        """Release the rest; `whole` is the text as the answer has it. Returns what is wrong, None if nothing is."""
        if _words(self._text) != _words(whole):
            if self.heard:
                return "what was heard of the answer is not what it says"
            self.begin()
            self.add(whole)
        self._release(len(self._text))
        return self._objection

    def _release(self, end: int) -> None:
        """Say what comes before `end`, if nothing is wrong with it."""
        shown = plain(self._text[:end]).strip()
        self._read = end
        if self._objection is None and not shown.startswith(self._said):
            self._objection = "it changes what was heard already"
        self._objection = self._objection or self._objects(shown)
        if self._objection is None and (part := shown[len(self._said) :]):
            self.heard, self._said = True, shown
            self._say(part)


def _words(text: str) -> list[str]:
    return plain(text).split()
