"""Why questions failed, in one line: the commonest cause, without what belongs to a single subject."""

import re
from collections import Counter

from schemas.errors import one_line
from schemas.paid import Failure

_BROKE_RULES = re.compile(r"^\d+ answers broke the rules; the last: ")
_ATTEMPTS = re.compile(r" \(\d+ attempts in \d+ s\)$")
# A broken rule may quote the answer, and so the customer; this line goes to terminals, Prefect and the logs.
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"|(?<!\S)\S+@\S+")
_ADDRESS = re.compile(r"(?<!\S)\S+@\S+")
_DIGITS = re.compile(r"\d+")
MOST = 5


class Causes:
    """Counts failures by cause. Causes that differ only in numbers count as one."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._shown: dict[str, str] = {}

    def add(self, cause: str, count: int = 1) -> None:
        """Count further failures by this cause."""
        kind = _DIGITS.sub("#", cause)
        self._counts[kind] += count
        self._shown.setdefault(kind, cause)

    @property
    def commonest(self) -> dict[str, int]:
        """The commonest causes, with the number of failures."""
        return {self._shown[kind]: count for kind, count in self._counts.most_common(MOST)}

    @property
    def named(self) -> str:
        """`, 5 of them: …`, to follow the number of failures; empty if nothing failed."""
        cause, count = next(iter(self.commonest.items()), ("", 0))
        of_them = "" if count == self._counts.total() else f", {count} of them"
        return f"{of_them}: {cause}" if cause else ""


def cause_of(failure: Failure) -> str:
    """What went wrong with a subject, in words that can be shared with other subjects' failures."""
    if failure.step == "internal":
        return one_line(f"internal: {_shared(failure.message)}")
    return cause_in(failure.message)


def cause_in(message: str) -> str:
    """What the message of a failed question says, in words that can be shared with other questions'."""
    rules = _BROKE_RULES.sub("", message)
    if rules != message:
        return one_line(f"the model's answer broke the rules: {_QUOTED.sub('…', rules.partition('; ')[0])}")
    return one_line(_shared(message))


def _shared(message: str) -> str:
    return _ADDRESS.sub("…", _ATTEMPTS.sub("", message))
