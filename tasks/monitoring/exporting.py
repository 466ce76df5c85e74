"""The figures of the watch as a Parquet file for analysts: a row for each series and hour, or day."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal, get_args

from blocks.records.interface import Records
from schemas.errors import StoreError
from schemas.latency import quantile
from schemas.monitoring.figures import Count, Figures, Series
from tasks.monitoring.history import read_cell
from tasks.monitoring.tables import DAYS, HOURS

By = Literal["hour", "day"]
_COUNTS: tuple[str, ...] = get_args(Count)
_QUANTILES = (("p50_s", 0.50), ("p95_s", 0.95), ("p99_s", 0.99))


async def export_figures(records: Records, path: Path, by: By, days: int, now: datetime) -> int:
    """Write the figures of this many days (UTC) up to today; returns the number of rows.

    Counts that are missing are 0, so that columns add up; a percentile of nothing is null. `spreads` is JSON: how many
    of each value, by what was counted. The file is whole or not there. Raises `StoreError` if it cannot be written.
    """
    rows = [row async for row in _rows(records, by, days, now.astimezone(UTC))]
    await asyncio.to_thread(_write, rows, path)
    return len(rows)


async def _rows(records: Records, by: By, days: int, now: datetime) -> AsyncIterator[dict[str, Any]]:
    first = (now - timedelta(days=days - 1)).replace(hour=0, minute=0, second=0, microsecond=0)
    every = [first + timedelta(days=number) for number in range(days)]
    if by == "hour":
        for day in every:
            for stored in await records.query(HOURS, f"{day:%Y-%m-%d}"):
                hour, series, figures = read_cell(stored)
                yield _row(day.replace(hour=hour), series, figures)
        return
    for month in dict.fromkeys(f"{day:%Y-%m}" for day in every):
        for stored in await records.query(DAYS, month):
            number, series, figures = read_cell(stored)
            at = datetime.fromisoformat(f"{month}-{number:02d}T00:00:00+00:00")
            if at >= first:
                yield _row(at, series, figures)


def _row(at: datetime, series: Series, figures: Figures) -> dict[str, Any]:
    latency = figures.latency("all" if "all" in figures.stages else next(iter(figures.stages), ""))
    counts = {name: float(figures.counts.get(name, 0.0)) for name in _COUNTS}  # type: ignore[call-overload]
    return {
        "at": at,
        **series.model_dump(),
        **counts,
        **{name: quantile(latency, share) for name, share in _QUANTILES},
        "spreads": json.dumps(figures.spreads, sort_keys=True),
    }


def _write(rows: list[dict[str, Any]], path: Path) -> None:
    import pyarrow as pa  # noqa: PLC0415 -- 40 MB that only such files pay
    from pyarrow import parquet  # noqa: PLC0415 -- same

    schema = pa.schema(
        [("at", pa.timestamp("us", "UTC"))]
        + [(name, pa.string()) for name in Series.model_fields]
        + [(name, pa.float64()) for name in _COUNTS]
        + [(name, pa.float64()) for name, _ in _QUANTILES]
        + [("spreads", pa.string())]
    )
    aside = path.with_name(f".{path.name}.part")
    try:
        parquet.write_table(pa.Table.from_pylist(rows, schema), aside, compression="zstd")
        aside.replace(path)
    except OSError as error:
        aside.unlink(missing_ok=True)
        raise StoreError(f"{path} cannot be written: {error.strerror or error}") from None
