"""What a connector returns: pages of rows of a table, and why there are no more if something failed."""

from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, Protocol, runtime_checkable

from schemas.errors import ReviveError

Row = dict[str, Any]


class ServiceError(ReviveError):
    """A connected service gives no answer, or none that can be read."""

    state = "ServiceFailed"


class ServiceRefusedError(ServiceError):
    """A connected service refuses our credentials, or they may not read what is needed."""


@dataclass(frozen=True, slots=True)
class TableShape:
    """A table that a connector is to bring: its columns with their types, and what names a row."""

    columns: Mapping[str, str]
    key: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Rows of one table of the warehouse, with the columns of that table."""

    table: str
    rows: list[Row]
    state: Literal["more", "last", "absent"] = (
        "more"  # `last`: nothing of the table is missing; `absent`: it is not there
    )
    columns: tuple[str, ...] = ()  # those that the service has, where it may lack some; empty: all


class Connector(Protocol):
    """A service. `pages` raises `ServiceError` where it cannot go on; what came before is good."""

    @property
    def name(self) -> str:
        """As people name it."""

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables of the warehouse that it has rows of."""

    def pages(self, since: date | None) -> AsyncIterator[Page]:
        """Everything from a day on; all there is without one."""


@runtime_checkable
class Checked(Protocol):
    """A service that can be tried for less than a page."""

    async def check(self) -> str:
        """What was reached, in a line. Raises `ServiceError`."""


@dataclass(slots=True)
class Fetched:
    """All that came, by table; `partial` says why there is no more."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    partial: str = ""


async def fetch(
    connector: Connector, since: date | None, most: int, told: Callable[[int], None] | None = None
) -> Fetched:
    """Read pages until the end, a failure or `most` rows. Raises what the first page raises."""
    found, count = Fetched({table: [] for table in connector.tables}), 0
    try:
        async for page in connector.pages(since):
            found.rows[page.table] += page.rows
            count += len(page.rows)
            if told is not None:
                told(count)
            if count >= most:
                found.partial = f"{connector.name} has more than {most:,} rows; what came first is here"
                break
    except ServiceError as error:
        if not count:
            raise
        found.partial = f"{connector.name}: {count:,} rows, then {error}"
    return found


async def first_page(connector: Connector, since: date) -> str:
    """Whether a service answers: its own check, or one page. Raises `ServiceError`."""
    if isinstance(connector, Checked):
        return await connector.check()
    async for page in connector.pages(since):
        return f"{connector.name} answers; {len(page.rows)} rows of {page.table} on its first page since {since}"
    return f"{connector.name} answers, and has nothing since {since}"
