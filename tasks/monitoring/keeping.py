"""Counts readings, each once: what was counted of a run is beside the sums, and changes in the same commit.

A run that is read again, because it went on or something became known of it, adds the difference. Two watchers at once
are told by the revision of a row that the other was faster, and look again.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from blocks.records.interface import Records
from blocks.records.table import Put, RefusedWriteError, Table
from schemas.errors import StoreError
from schemas.monitoring.figures import Figures, Reading
from tasks.monitoring.sums import Sum, SumsOfDay, read_sums
from tasks.monitoring.tables import DAYS, DAYS_FOR, HOURS, HOURS_FOR, READINGS

_WRITES = 100  # of one commit
_TRIES = 30
_Row = tuple[str, str]  # table and place


async def keep(records: Records, readings: Iterable[Reading]) -> list[Reading]:
    """Count readings; returns what each that brought something new has added. Raises `StoreError` if it cannot."""
    by_day: dict[str, dict[str, Reading]] = defaultdict(dict)
    for one in readings:
        by_day[f"{one.at.astimezone(UTC):%Y-%m-%d}"][_name(one)] = one
    return [one for day, of_day in sorted(by_day.items()) for one in await _count_day(records, day, of_day)]


async def _count_day(records: Records, day: str, readings: Mapping[str, Reading]) -> list[Reading]:
    counted: list[Reading] = []
    for _ in range(_TRIES):
        sums = await read_sums(records, day)
        new = [one for one in readings.values() if sums.readings.get(_name(one), Sum()).figures != one.figures]
        new.sort(key=lambda one: (one.series.key, one.at))
        try:
            while new:
                together, new = _fitting(new)
                added = [_added(one, sums) for one in together]
                await records.commit(*_writes(sums, day, together))
                counted += added
        except RefusedWriteError:  # another watcher was faster
            continue
        return counted
    raise StoreError("the watch's figures are written to by too many at once; try again")


def _added(one: Reading, sums: SumsOfDay) -> Reading:
    figures = one.figures.model_copy(deep=True)
    figures.add(sums.readings.get(_name(one), Sum()).figures, -1)
    return one.model_copy(update={"figures": figures})


def _fitting(readings: list[Reading]) -> tuple[list[Reading], list[Reading]]:
    """As many as fit into a commit with the sums that they change, and the rest."""
    rows: set[_Row] = set()
    for number, one in enumerate(readings):
        rows |= {("reading", _name(one)), ("hour", _hour(one)), ("day", _day(one))}
        if len(rows) > _WRITES:
            return readings[:number], readings[number:]
    return readings, []


def _writes(sums: SumsOfDay, day: str, readings: Sequence[Reading]) -> list[Put]:
    """The rows of these readings and of their sums, which are brought up to it in `sums`, too."""
    changed: dict[_Row, Put] = {}
    expected: dict[_Row, int | None] = {}

    def put(table: Table, kind: dict[str, Sum], key: str, place: str, figures: Figures, until: int) -> None:
        name = (table.name, place)
        one = kind.setdefault(place, Sum())
        expected.setdefault(name, one.revision or None)
        one.figures, one.revision = figures, (expected[name] or 0) + 1
        changed[name] = Put(table, one.row(table, key, place, until), expected[name])

    for one in readings:
        before = sums.readings.get(_name(one), Sum()).figures
        for table, kind, key, place, kept in (
            (HOURS, sums.hours, day, _hour(one), HOURS_FOR),
            (DAYS, sums.days, day[:7], _day(one), DAYS_FOR),
        ):
            total = kind.get(place, Sum()).figures.model_copy(deep=True)
            total.add(one.figures)
            total.add(before, -1)
            put(table, kind, key, place, total, _until(one.at, kept))
        put(READINGS, sums.readings, day, _name(one), one.figures, _until(one.at, DAYS_FOR))
    return list(changed.values())


def _name(one: Reading) -> str:
    """A run may be several series' at once."""
    return f"{one.source} {one.series.key}"


def _hour(one: Reading) -> str:
    return f"{one.at.astimezone(UTC):%H} {one.series.key}"


def _day(one: Reading) -> str:
    return f"{one.at.astimezone(UTC):%d} {one.series.key}"


def _until(at: datetime, kept: timedelta) -> int:
    return int((at + kept).timestamp())
