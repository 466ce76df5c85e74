"""Tables of plain text, and how a moment is written in one."""

from collections.abc import Iterable, Sequence

from rich.table import Table
from rich.text import Text

from commands.console import stdout

_SHORT = ("agent", "version", "when", "what", "share", "serves")  # a date or a name broken in two is hard to read


def text_table(title: str | None, *columns: str) -> Table:
    """An empty table; short columns are not wrapped."""
    table = Table(title=Text(title) if title else None, title_justify="left")
    for column in columns:
        table.add_column(column, overflow="fold", no_wrap=column in _SHORT)
    return table


def print_table(table: Table, rows: Iterable[Sequence[str]]) -> None:
    """Fill a table and print it."""
    for row in rows:
        # As Text: what a record contains is never markup.
        table.add_row(*(Text(cell) for cell in row))
    stdout.print(table)


def moment(at: str) -> str:
    """An instant of the registry to the minute, in UTC."""
    return at[:16].replace("T", " ")
