"""The recent figures of each agent, as the rules see them: hours of eight weeks and days of five.

Versions and models of an agent are summed, because a rule asks whether the agent is well; the alert says which version
is not.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from pydantic import ValidationError

from blocks.records.interface import Records
from blocks.records.table import Row
from schemas.errors import StoreError
from schemas.monitoring.figures import Figures, Series, total
from tasks.monitoring.tables import DAYS, HOURS

Stream = tuple[str, str]  # system, agent
WEEKS, DAYS_BACK = 8, 35
HOUR_S, DAY_S = 3_600, 86_400


@dataclass(slots=True)
class History:
    """Figures by stream, and by the hour or day counted from 1970 in UTC."""

    hours: dict[Stream, dict[int, Figures]] = field(default_factory=lambda: defaultdict(dict))
    days: dict[Stream, dict[int, Figures]] = field(default_factory=lambda: defaultdict(dict))
    of_today: dict[Series, Figures] = field(default_factory=dict)  # by version and model, for tables

    def streams(self) -> list[Stream]:
        """The agents of which anything is known."""
        return sorted({*self.hours, *self.days})


@dataclass(slots=True)
class Recent:
    """The last hours of an agent, as of one moment; what several rules ask for is summed once."""

    hours: dict[int, Figures]
    here: int  # the hour that has begun
    _since: dict[int, Figures] = field(default_factory=dict)

    def back(self, hours: int) -> Figures:
        """The current hour, and this many before it."""
        return self.since(self.here - hours)

    def since(self, hour: int) -> Figures:
        """From that hour on, the one that has begun included."""
        if hour not in self._since:
            self._since[hour] = total(self.hours[one] for one in range(hour, self.here + 1) if one in self.hours)
        return self._since[hour]


def hour_number(moment: datetime) -> int:
    """Which hour since 1970."""
    return int(moment.timestamp()) // HOUR_S


def day_number(moment: datetime) -> int:
    """Which day since 1970, in UTC."""
    return int(moment.timestamp()) // DAY_S


async def read_history(records: Records, now: datetime) -> History:
    """Everything that the rules ask for. Raises `StoreError`."""
    history = History()
    today = now.astimezone(UTC)
    for back in range(7 * WEEKS + 1):
        day = today - timedelta(days=back)
        for row in await records.query(HOURS, f"{day:%Y-%m-%d}"):
            hour, series, figures = read_cell(row)
            at = int(day.replace(hour=hour, minute=0, second=0, microsecond=0).timestamp()) // HOUR_S
            if not back:
                history.of_today.setdefault(series, Figures()).add(figures)
            _add(history.hours[series.system, series.agent], at, figures)
    for month in sorted({f"{today - timedelta(days=back):%Y-%m}" for back in range(DAYS_BACK + 1)}):
        for row in await records.query(DAYS, month):
            day_of_month, series, figures = read_cell(row)
            midnight = datetime.fromisoformat(f"{month}-{day_of_month:02d}T00:00:00+00:00")
            _add(history.days[series.system, series.agent], day_number(midnight), figures)
    return history


def read_cell(row: Row) -> tuple[int, Series, Figures]:
    """The hour, or the day of the month, of a sum, whose it is, and the sum. Raises `StoreError`."""
    place, _, key = str(row.attributes["place"]).partition(" ")
    try:
        return int(place), Series.of_key(key), Figures.model_validate_json(row.document)
    except (ValidationError, ValueError):
        raise StoreError("the records are damaged: figures of the watch cannot be read") from None


def _add(cells: dict[int, Figures], at: int, figures: Figures) -> None:
    if at in cells:
        cells[at].add(figures)
    else:
        cells[at] = figures
