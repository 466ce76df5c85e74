"""A circuit breaker: a model whose calls fail one after the other is left alone for some seconds.

Closed, open, half-open, as M. Nygard ("Release It!") has them. Only failures in a row count: a service that answers
every other call is still worth asking, and the limiter slows down by itself.
"""

from collections.abc import Callable
from time import monotonic

from agents.core.failures import CircuitOpenError

FAILURES = 5
OPEN_S = 10.0


class Circuit:
    """Closed: calls pass. Open after `failures` in a row: they are refused for `open_s` seconds.

    Then half-open: one call passes as a probe while all others are still refused. If it is answered the circuit closes,
    if it fails it is open for as long again.
    """

    def __init__(
        self, failures: int = FAILURES, open_s: float = OPEN_S, clock: Callable[[], float] = monotonic
    ) -> None:
        self._most = failures
        self._open_s = open_s
        self._clock = clock
        self._failures = 0
        self._last = ""
        self._open_until: float | None = None
        self._probing = False

    def check(self) -> None:
        """Raise `CircuitOpenError` where a call would be refused now."""
        if self._open_until is None:
            return
        left_s = self._open_until - self._clock()
        if left_s > 0 or self._probing:
            when = f"asked again in {max(left_s, 0):.0f} s" if left_s > 0 else "one call is trying it out"
            raise CircuitOpenError(f"{self._failures} calls in a row failed, {when}; the last: {self._last}")

    def enter(self) -> bool:
        """`check`, and whether this call is the probe; its end has to be told in any case."""
        self.check()
        self._probing = self._open_until is not None
        return self._probing

    def succeeded(self) -> None:
        """A call was answered."""
        self._failures, self._open_until, self._probing = 0, None, False

    def failed(self, why: str, *, probe: bool) -> None:
        """A call was not; one that started before the circuit opened does not keep it open for longer."""
        self._failures += 1
        self._last = why
        if probe:
            self._probing = False
        if probe or (self._open_until is None and self._failures >= self._most):
            self._open_until = self._clock() + self._open_s

    def abandoned(self, *, probe: bool) -> None:
        """A call ended in a way that says nothing of the model: the next one may be the probe."""
        if probe:
            self._probing = False
