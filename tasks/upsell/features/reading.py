"""The features of one customer, from a version on this machine, and of an event, with what it tells itself."""

import asyncio
import os
from bisect import bisect_left
from datetime import datetime
from pathlib import Path
from typing import Any

from schemas.errors import BadInputError, StoreError, one_line
from schemas.upsell.event import Event
from schemas.upsell.features import Features, FeatureVersion, Served, Timeline
from tasks.bulk.place import Place
from tasks.upsell.features.build import feature_bundles, read_about
from tasks.upsell.features.one import features_of
from tasks.upsell.features.table import PARQUET
from tasks.upsell.features.timeline import timeline_of, together
from tasks.upsell.features.version import feature_set

_ARROW = "features.arrow"


class FeatureReader:
    """A version, open for reading; without one, only what events tell themselves."""

    def __init__(self, about: FeatureVersion | None, table: Any = None) -> None:
        self.about = about
        self._table = table  # a record batch of a mapped file, by customer
        self._ids: Any = () if table is None else table.column("customer")

    @property
    def version(self) -> str:
        """As a record keeps it: the set, its code, and the version that was read."""
        known = feature_set()
        built = self.about.id if self.about is not None else "events alone"
        return f"{known.name} {known.version} ({known.code_hash}), {built}"

    def timeline(self, customer: str) -> Timeline | None:
        """All that the version knows of a customer."""
        row = self._row(customer)
        return None if row is None else Timeline.model_validate({**row, "visits": row.pop("history") or ()})

    def of_customer(self, customer: str, happened_by: datetime, known_by: datetime) -> Features | None:
        """As of two moments; None if the version does not know the customer."""
        timeline = self.timeline(customer)
        return None if timeline is None else features_of(timeline, happened_by, known_by)

    def of_event(self, event: Event) -> Served:
        """As of the event: what was known when it came, and what it tells itself."""
        customer = event.customer.id
        timeline = together(customer, [self.timeline(customer), timeline_of(event)])
        return features_of(timeline, event.occurred_at, event.received_at).served()

    def _row(self, customer: str) -> dict[str, Any] | None:
        at = bisect_left(range(len(self._ids)), customer.encode(), key=lambda row: self._ids[row].as_py().encode())
        if at == len(self._ids) or self._ids[at].as_py() != customer:
            return None
        found: dict[str, Any] = self._table.slice(at, 1).select(["customer", "history", "told"]).to_pylist()[0]
        return found


async def open_features(place: Place, version: str | None = None) -> FeatureReader:
    """The version that counts, or the named one. Raises `BadInputError` if the named one is not there."""
    bundles = feature_bundles(place)
    found = await bundles.current_folder() if version is None else (version, await bundles.folder(version))
    if found is None:
        return FeatureReader(None)
    version, folder = found
    await bundles.forget_gone()
    arrow = bundles.beside(version) / _ARROW
    try:
        return FeatureReader(
            await read_about(bundles, version), await asyncio.to_thread(_mapped, folder / PARQUET, arrow)
        )
    except OSError as error:
        raise StoreError(f"cannot write {arrow.parent}: {error.strerror or error}") from None
    except ValueError as error:  # pyarrow's, too
        raise BadInputError(f"{folder} is damaged; build again: {one_line(error)}") from None


def _mapped(parquet: Path, arrow: Path) -> Any:
    """A record batch by customer, mapped from an uncompressed copy: a row of Parquet costs a row group to read."""
    import pyarrow as pa  # noqa: PLC0415 -- 0.15 s
    from pyarrow import ipc  # noqa: PLC0415 -- same
    from pyarrow import parquet as files  # noqa: PLC0415 -- same

    if not arrow.exists():
        building = arrow.with_suffix(f".{os.getpid()}")
        table = files.read_table(parquet, columns=["customer", "history", "told"]).combine_chunks()
        with pa.OSFile(str(building), "wb") as file, ipc.new_file(file, table.schema) as writer:
            writer.write_table(table)
        building.rename(arrow)
    batches = ipc.open_file(pa.memory_map(str(arrow))).read_all().combine_chunks().to_batches()
    return batches[0] if batches else None
