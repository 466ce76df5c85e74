"""Upsell's features: a version of 100,000 events, and one customer of it."""

import asyncio
import os
import random
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

from fakes.upsell_histories import events, stored

from benchmarks.measure import Figure
from blocks.layout import Upload
from schemas.upsell.event import Event
from tasks.bulk.place import Place, open_place
from tasks.upsell.features.build import build_features
from tasks.upsell.features.reading import FeatureReader, open_features

CUSTOMERS, MOST, READ = 15_400, 12, 2_000  # some 100,000 events, with 15 visits each


def figures(folder: Path) -> list[Figure]:
    """The build on two threads of DuckDB; reads of one customer after the other, in no order."""
    os.environ["REVIVE_HOME"] = str(folder)
    return asyncio.run(_figures())


async def _figures() -> list[Figure]:
    place, found, now = await open_place("local"), events(CUSTOMERS, MOST), datetime.now(UTC)
    await _store(place, found)
    started = perf_counter()
    about = await build_features(place, now, now)
    built_s = perf_counter() - started
    started = perf_counter()
    reader = await open_features(place)
    opened_s = perf_counter() - started
    asked = random.Random(2).sample(found, READ)
    reads, serves = _times(lambda one: _read(reader, one), asked), _times(reader.of_event, asked)
    return [
        Figure.at_most(f"features of {about.customers:,} customers from {about.events:,} events", built_s, 60, " s", 1),
        Figure.at_most("… a version opened for the first time on a machine", opened_s, 5, " s", 2),
        _percentiles("… read for one customer, as of a moment", reads),
        _percentiles("… served for an event, with what it tells itself", serves),
    ]


async def _store(place: Place, found: list[Event]) -> None:
    for start in range(0, len(found), 10_000):
        keys = Upload(f"bench-{start}", "upsell")
        await place.store.put(keys.customers_in, stored(found[start : start + 10_000]))


def _read(reader: FeatureReader, event: Event) -> object:
    return reader.of_customer(event.customer.id, event.occurred_at, event.received_at)


def _times(read: Callable[[Event], Any], asked: list[Event]) -> list[float]:
    times = []
    for one in asked:
        started = perf_counter()
        read(one)
        times.append(perf_counter() - started)
    return sorted(times)


def _percentiles(what: str, times: list[float]) -> Figure:
    middle, late = times[len(times) // 2] * 1_000, times[len(times) * 99 // 100] * 1_000
    return Figure.at_most(what, middle, 5, " ms", 2, f"p99 {late:.2f} ms")
