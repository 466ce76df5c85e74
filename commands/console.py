"""The terminal as the commands write to it: nothing from outside reaches it as an escape sequence."""

from collections.abc import Iterable

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

from schemas.printable import printable_lines


class Screen(Console):
    """A rich console whose texts are made printable as they are drawn, whoever put them into a table."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """What is drawn; rich's own control codes stay."""
        for segment in super().render(renderable, options):
            yield segment if segment.control else Segment(printable_lines(segment.text), segment.style)


stdout = Screen(highlight=False)
stderr = Screen(stderr=True, highlight=False)
