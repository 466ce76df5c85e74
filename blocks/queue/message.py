"""What goes through a queue."""

from dataclasses import dataclass
from typing import Any, Literal

TOO_MANY_ATTEMPTS = "too_many_attempts"  # leased as often as is allowed, and never acknowledged
# accepted: it is stored; repeated: the same one was stored before; conflicting: another body was, under the same id.
Outcome = Literal["accepted", "repeated", "conflicting"]


@dataclass(frozen=True, slots=True)
class Message:
    """One message. `source` and `id` name it for good, whatever a queue calls it inside."""

    source: str
    id: str
    group: str  # messages of one group are leased one after the other, in the order in which they came
    body: bytes
    digest: str  # of what counts as its content: the same id with another digest is a conflict


@dataclass(frozen=True, slots=True)
class Leased:
    """A message that nobody else is given until its lease ends."""

    message: Message
    attempt: int  # which lease of this message this is: 1, 2, 3 …
    put_at: float  # epoch seconds
    receipt: Any  # how the queue knows the lease


@dataclass(frozen=True, slots=True)
class Dead:
    """A message that is not tried again until somebody redrives it."""

    message: Message
    reason: str  # a code, such as `too_many_attempts`
    detail: str  # what a person should know beside the code
    attempts: int
    put_at: float  # epoch seconds
    died_at: float  # the same
    receipt: Any  # how the queue knows it


@dataclass(frozen=True, slots=True)
class Depth:
    """How much is in a queue; approximate on SQS."""

    waiting: int  # not leased now, whether or not they may be leased yet
    leased: int
    dead: int

    @property
    def open(self) -> int:
        """Everything that is still to be done."""
        return self.waiting + self.leased
