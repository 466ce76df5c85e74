"""What the pages of one process share: who is where, who changes what, and how often somebody may ask."""

import asyncio
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING

from blocks.identity import IdentityProvider
from web.access import RateLimit

if TYPE_CHECKING:
    from web.pages.section import Section  # which knows this module by way of what is asked

_AWAY_S = 20.0  # somebody whose page has not asked for so long has left it
_RECORDS = 10_000  # with somebody in them, remembered at once


@dataclass(slots=True)
class Presence:
    """Who has which record open. Each process knows its own readers only."""

    now: Callable[[], float] = monotonic
    _there: dict[str, dict[str, float]] = field(default_factory=dict)  # by record and name: when they asked last

    def others(self, record: str, name: str) -> list[str]:
        """Note that this person is there; returns who else is."""
        now = self.now()
        there = {who: at for who, at in self._there.pop(record, {}).items() if now - at < _AWAY_S}
        others = sorted(who for who in there if who != name)
        self._there[record] = there | {name: now}
        if len(self._there) > _RECORDS:
            del self._there[next(iter(self._there))]
        return others


@dataclass(slots=True)
class SiteState:
    """Made once for each process."""

    sections: "tuple[Section, ...]" = ()  # in the order of the navigation
    provider: IdentityProvider | None = None  # by which people sign in, beside keys
    presence: Presence = field(default_factory=Presence)
    # A tab polls 30 times a minute; ten tabs are still one person.
    rate: RateLimit = field(default_factory=lambda: RateLimit(per_minute=900.0, burst=150.0))
    # Of sign-ins, by address. A key cannot be guessed; this keeps the log short.
    sign_ins: RateLimit = field(default_factory=lambda: RateLimit(per_minute=10.0, burst=10.0))
    # Changes to one thing come one after the other, so that what a person saw can be compared with what is there.
    turns: dict[str, asyncio.Lock] = field(default_factory=lambda: defaultdict(asyncio.Lock))
