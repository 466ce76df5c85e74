"""What the pages of one process share: who is where, who changes what, and how often somebody may ask."""

import asyncio
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from blocks.identity import IdentityProvider
from tasks.access.presence import Presence
from web.access import RateLimit

if TYPE_CHECKING:
    from web.pages.section import Section  # which knows this module by way of what is asked


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
