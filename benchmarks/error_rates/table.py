"""Tables of figures, in Markdown."""

from typing import NamedTuple


class Table(NamedTuple):
    """Columns and rows as shown."""

    title: str
    columns: list[str]
    rows: list[list[str]]

    def markdown(self) -> str:
        """The table under its title."""
        lines = [self.columns, ["---"] * len(self.columns), *self.rows]
        return f"**{self.title}**\n\n" + "\n".join(f"| {' | '.join(line)} |" for line in lines)


def percent(share: float) -> str:
    """A share as the tables show it."""
    return f"{100 * share:.1f}%"
