"""Matters, and whether they were resolved.

A matter is what somebody asks about one intent without pausing for a day. It is *confirmed* if the customer says that
its last answer is good, *assumed* if they are quiet for 24 hours after an answer, and *taken back* if they come with
the same intent within 72. Greetings never count (Intercom counts so, too).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from schemas.support.analysis import Resolution
from tasks.support.learning.exchange import Exchange

QUIET = timedelta(hours=24)
RETURNED = timedelta(hours=72)


@dataclass(frozen=True, slots=True)
class Matter:
    """Exchanges about one thing, oldest first."""

    exchanges: tuple[Exchange, ...]
    resolution: Resolution

    @property
    def last(self) -> Exchange:
        """The exchange that decides, and to whose version the matter counts."""
        return self.exchanges[-1]


def matters(exchanges: Iterable[Exchange], until: datetime) -> list[Matter]:
    """All matters, as they stand at `until`."""
    chains: dict[tuple[str, str | None], list[Exchange]] = {}
    for one in sorted(exchanges, key=lambda one: (one.at, one.interaction_id)):
        if one.counts and one.at < until:
            chains.setdefault((one.whose, one.intent), []).append(one)
    return [matter for chain in chains.values() for matter in _of_chain(chain, until)]


def _of_chain(chain: Sequence[Exchange], until: datetime) -> list[Matter]:
    stretches: list[list[Exchange]] = []
    for one in chain:
        if stretches and one.at - stretches[-1][-1].at < QUIET:
            stretches[-1].append(one)
        else:
            stretches.append([one])
    found = []
    for at, stretch in enumerate(stretches):
        returned = stretches[at + 1][0].at if at + 1 < len(stretches) else None
        found.append(Matter(tuple(stretch), _resolution(stretch, returned, until)))
    return found


def _resolution(stretch: Sequence[Exchange], returned: datetime | None, until: datetime) -> Resolution:
    last = stretch[-1]
    resolved: Resolution | None = None
    if last.judgement == "negative" or not last.is_answer or any(_asked_for_person(one) for one in stretch):
        pass
    elif last.judgement == "positive":
        resolved = "confirmed"
    elif until - last.at >= QUIET:
        resolved = "assumed"
    else:
        return "open"
    if resolved is None:
        return "unresolved" if _is_decided(last, until) else "open"
    return "taken_back" if returned is not None and returned - last.at <= RETURNED else resolved


def _is_decided(last: Exchange, until: datetime) -> bool:
    """Whether the matter is decided: a customer who got a question back, or "not known", may still continue."""
    return last.judgement == "negative" or last.turn.reply.outcome == "escalated" or until - last.at >= QUIET


def _asked_for_person(one: Exchange) -> bool:
    return one.turn.reply.outcome == "escalated"
