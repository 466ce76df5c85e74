"""A quota per minute, counted over a rolling window so that no alignment of minutes can exceed it."""

from collections import deque


class Window:
    """At most `quota` units in any `length_s` seconds; an entry larger than the quota may pass alone."""

    def __init__(self, quota: int | None, length_s: float) -> None:
        self._quota = quota
        self._length_s = length_s
        self._entries: deque[list[float]] = deque()
        self._used = 0.0

    def wait_s(self, amount: int, now: float) -> float:
        """Seconds until `amount` fits, 0 if it does now."""
        if self._quota is None:
            return 0.0
        self._expire(now)
        excess = self._used + amount - self._quota
        if excess <= 0 or self._used <= 0:
            return 0.0
        freed = 0.0
        for started, used in self._entries:
            freed += used
            if freed >= excess:
                return started + self._length_s - now
        return self._entries[-1][0] + self._length_s - now

    def add(self, amount: int, now: float) -> list[float]:
        """Count `amount` from now on; the entry returned can be settled."""
        entry = [now, float(amount)]
        if self._quota is not None:
            self._entries.append(entry)
            self._used += amount
        return entry

    def settle(self, entry: list[float], amount: int, now: float) -> None:
        """Replace what was reserved by what was used; an entry that has left the window no longer counts."""
        if self._quota is None or entry[0] + self._length_s <= now:
            return
        self._used += amount - entry[1]
        entry[1] = float(amount)

    def _expire(self, now: float) -> None:
        while self._entries and self._entries[0][0] + self._length_s <= now:
            self._used -= self._entries.popleft()[1]
