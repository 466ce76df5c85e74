"""A cache of values derived from events: while an event is worked on, its chain asks for them ten times."""

from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

from schemas.upsell.event import Event

_MOST = 512  # events that are worked on at a time, and more
Value = TypeVar("Value")


class Once(Generic[Value]):
    """Calls a function once for an event, as long as it is the same object."""

    def __init__(self, derive: Callable[[Event], Value]) -> None:
        self._derive = derive
        self._kept: OrderedDict[str, tuple[Event, Value]] = OrderedDict()

    def __call__(self, event: Event) -> Value:
        """What the function makes of this event."""
        kept = self._kept.get(event.key)
        if kept is not None and kept[0] is event:
            return kept[1]
        value = self._derive(event)
        self._kept[event.key] = event, value
        if len(self._kept) > _MOST:
            self._kept.popitem(last=False)
        return value
