"""Python's garbage collector while a run works."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# New objects before a look at them, and looks of each kind before the next kind. A subject makes some thousand, almost
# all of which are gone with their last reference; with the default of 700, it looked more than once a subject.
_THRESHOLD = (10_000, 20, 20)


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """Let the collector pass by what was imported before: all that stays is looked through each time.

    It was 11% of the CPU of a run of 2,000. https://docs.python.org/3/library/gc.html#gc.freeze
    """
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(*_THRESHOLD)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
