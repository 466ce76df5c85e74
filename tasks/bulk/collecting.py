"""Python's garbage collector while a run works."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# Allocations before a collection, and collections of one generation before the next. A subject makes about a thousand
# objects, almost all of which go with their last reference; the default of 700 collected more than once a subject.
_THRESHOLD = (10_000, 20, 20)


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """Keep the collector from what is already imported: it would look through all of that each time.

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
