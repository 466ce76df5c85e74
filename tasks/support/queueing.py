"""Whether one more question could be answered in time; if not, it is refused at once instead of late.

By Little's law, a new question waits as long as it takes to answer all that are there, at the rate of replies. A rate
says how fast this process can be only while there is enough to do, so it is measured from the moment on when more wait
than are worked on at once; before, everybody is let in.
"""

import math
from collections import deque
from collections.abc import Callable
from time import monotonic

from schemas.errors import OverloadedError

_WINDOW = 200  # replies that a rate is measured over
_FEWEST = 10  # below, a rate says nothing


class WaitingLine:
    """Of one process. `at_once` is how many are worked on together, `most` how many may wait before a rate is known."""

    def __init__(
        self, deadline_s: float, at_once: int, most: int = 400, clock: Callable[[], float] = monotonic
    ) -> None:
        self._deadline_s = deadline_s
        self._at_once = at_once
        self._most = most
        self._clock = clock
        self._inside = 0
        self._ends: deque[float] = deque(maxlen=_WINDOW)  # of the replies since it is busy, and when that began

    def enter(self) -> None:
        """Take a place until `leave`. Raises `OverloadedError` if the reply would come after the deadline."""
        now = self._clock()
        wait_s = self._wait_s(now)
        if wait_s > self._deadline_s:
            raise OverloadedError(
                f"{self._inside} questions wait, and a reply would take {wait_s:.0f} s; ask again later",
                max(1, math.ceil(wait_s - self._deadline_s)),
            )
        self._inside += 1
        if self._inside >= self._at_once and not self._ends:
            self._ends.append(now)

    def leave(self) -> None:
        """The reply is made."""
        self._inside -= 1
        if self._inside < self._at_once:
            self._ends.clear()
        else:
            self._ends.append(self._clock())

    def _wait_s(self, now: float) -> float:
        """How long a reply to one more would take, as far as that is known."""
        took = now - self._ends[0] if self._ends else 0.0
        if len(self._ends) <= _FEWEST or took <= 0:
            return 0.0 if self._inside < self._most else 2 * self._deadline_s
        return (self._inside + 1) * took / (len(self._ends) - 1)
