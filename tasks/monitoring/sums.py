"""The rows of a day, as they were read last: what was counted of each run, and the sums of its hours and of itself."""

from dataclasses import dataclass, field

from pydantic import ValidationError

from blocks.records.interface import Records
from blocks.records.table import Row, Table
from schemas.errors import StoreError
from schemas.monitoring.figures import Figures
from tasks.monitoring.tables import DAYS, HOURS, READINGS


@dataclass(slots=True)
class Sum:
    """Figures, and the revision of their row; 0 where there is none yet."""

    figures: Figures = field(default_factory=Figures)
    revision: int = 0

    def row(self, table: Table, key: str, place: str, until: int) -> Row:
        """As it is stored."""
        attributes = {table.key: key, str(table.sort): place}
        return Row(attributes, self.figures.model_dump_json(), self.revision, until)


@dataclass(slots=True)
class SumsOfDay:
    """By the place of their rows."""

    readings: dict[str, Sum]
    hours: dict[str, Sum]
    days: dict[str, Sum]  # of the month that the day is in


async def read_sums(records: Records, day: str) -> SumsOfDay:
    """The rows of a day such as 2026-11-29. Raises `StoreError`."""
    return SumsOfDay(
        await _read(records, READINGS, day), await _read(records, HOURS, day), await _read(records, DAYS, day[:7])
    )


async def _read(records: Records, table: Table, key: str) -> dict[str, Sum]:
    found: dict[str, Sum] = {}
    for row in await records.query(table, key):
        try:
            figures = Figures.model_validate_json(row.document)
        except ValidationError:
            raise StoreError("the records are damaged: figures of the watch cannot be read") from None
        found[str(row.attributes[str(table.sort)])] = Sum(figures, row.revision)
    return found
