"""SIGTERM (an ECS stop) and Ctrl-C: finish and record the calls in flight, start nothing new."""

import asyncio
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from agents.core.limiter import Limiter
from schemas.errors import InterruptedRunError

_SIGNALS = (signal.SIGTERM, signal.SIGINT)


@contextmanager
def stop_on_signals(limiter: Limiter) -> Iterator[None]:
    """The first signal stops the limiter; a second one reaches the previous handlers."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    loop = asyncio.get_running_loop()
    before = {number: signal.getsignal(number) or signal.SIG_DFL for number in _SIGNALS}

    def restore() -> None:
        for number in _SIGNALS:
            loop.remove_signal_handler(number)
            signal.signal(number, before[number])

    def stop(number: signal.Signals) -> None:
        restore()
        limiter.stop(
            InterruptedRunError(f"stopped by {number.name}: what was in flight is recorded, the rest waits", number)
        )

    for number in _SIGNALS:
        loop.add_signal_handler(number, stop, number)
    try:
        yield
    finally:
        restore()
