"""The outcome of sending a message once, and the interface of a channel."""

from dataclasses import dataclass
from typing import Literal, Protocol

from schemas.outbox import Content

State = Literal["sent", "failed", "unknown"]


@dataclass(frozen=True, slots=True)
class Delivery:
    """`failed`: surely not accepted, so it may be tried again. `unknown`: it may have been; a person looks."""

    state: State
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Reached:
    """Whether the other side answered a question that sends nothing, and what it said."""

    ok: bool
    said: str


class Channel(Protocol):
    """Something that sends."""

    @property
    def name(self) -> str:
        """Its name in the outbox; without secrets."""

    async def send(self, message_id: str, content: Content) -> Delivery:
        """Send once; never raises for what the other side does. `message_id` lets the receiver notice a double."""


class CheckedChannel(Channel, Protocol):
    """One whose configuration can be tried; all of ours can."""

    async def check(self) -> Reached:
        """Ask the other side whether it would take something, as far as it says so. Nothing is sent."""
