"""The terminal for the commands: no text from outside reaches it as an escape sequence."""

from collections.abc import Iterable

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

from schemas.printable import printable_lines


class Screen(Console):
    """A rich console that makes every text printable as it is drawn, also those inside tables."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """The segments to draw; rich's own control codes stay."""
        for segment in super().render(renderable, options):
            yield segment if segment.control else Segment(printable_lines(segment.text), segment.style)


stdout = Screen(highlight=False)
stderr = Screen(stderr=True, highlight=False)
