"""Spans: what was done for one question, how long it took, and how it ended. Untraced unless somebody configures it.

A span holds names, counts and ids, and no word of what was asked or answered: traces go to other people's systems.
"""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import Literal, Protocol

Value = str | int | float | bool | tuple[str, ...]
SpanKind = Literal["internal", "client", "server"]


class Span(Protocol):
    """Something that is under way."""

    def note(self, attributes: Mapping[str, Value | None]) -> None:
        """Add what is known of it; None is left out."""


class Tracer(Protocol):
    """Begins spans; one that begins inside another is its child."""

    def span(
        self, name: str, attributes: Mapping[str, Value | None], kind: SpanKind = "internal"
    ) -> AbstractContextManager[Span]:
        """A span until the block ends; an exception that leaves the block is noted by its type."""


class Meter(Protocol):
    """Counts and times calls; a collector adds them up."""

    def count(self, name: str, value: int, attributes: Mapping[str, Value | None]) -> None:
        """Add to a counter, of tokens."""

    def time(self, name: str, seconds: float, attributes: Mapping[str, Value | None]) -> None:
        """Put a duration into a histogram."""


class _Unnoted:
    def note(self, attributes: Mapping[str, Value | None]) -> None:
        """Nobody looks."""


_UNNOTED = _Unnoted()


class Untraced:
    """The tracer where nobody looks."""

    @contextmanager
    def span(
        self,
        name: str,  # noqa: ARG002 -- the signature of Tracer
        attributes: Mapping[str, Value | None],  # noqa: ARG002 -- same
        kind: SpanKind = "internal",  # noqa: ARG002 -- same
    ) -> Iterator[Span]:
        """Nothing is kept."""
        yield _UNNOTED
