"""Building a version of the features from all events that are stored, and rebuilding it without somebody."""

import asyncio
import hashlib
from datetime import datetime
from pathlib import Path

from pydantic import ValidationError

from blocks.artifacts import ArtifactStore
from blocks.layout import FEATURES, UPLOADS
from schemas.errors import BadInputError
from schemas.upsell.features import FeatureVersion
from tasks.bulk.place import Place
from tasks.bundles import Bundles
from tasks.upsell.features.table import PARQUET, write_table, write_without
from tasks.upsell.features.version import feature_set

ABOUT = "about.json"
KEPT = 14  # versions, the newest ones
_EVENTS = f"upsell/{UPLOADS}/"


def feature_bundles(place: Place) -> Bundles:
    """Where the versions are."""
    return Bundles(place.store, FEATURES, place.settings.home)


async def build_features(place: Place, as_of: datetime, now: datetime) -> FeatureVersion:
    """A new version, which counts from then on; older ones than the last `KEPT` are dropped.

    Raises `AlreadyRunningError` while somebody else builds.
    """
    bundles = feature_bundles(place)
    async with bundles.changing():
        with bundles.room() as room:
            lines, folder = room / "events.jsonl", room / "version"
            folder.mkdir()
            stored = await _write_lines(place.store, lines)
            events, customers = await asyncio.to_thread(write_table, lines, folder, as_of)
            about = _about(folder, as_of=as_of, now=now, events=events, customers=customers)
            about = about.model_copy(update={"unread": max(0, stored - events)})
            await _publish(bundles, folder, about)
        await bundles.keep(KEPT, about.id)
    return about


async def forget_customers(place: Place, customers: frozenset[str], now: datetime) -> list[str]:
    """A version without these customers counts from now on; all older ones are dropped. Returns the changed keys.

    A version that was built since says nothing of them either, if their events were erased before.
    """
    bundles = feature_bundles(place)
    async with bundles.changing():
        current = await bundles.current()
        if current is None or not customers:
            return []
        about = await read_about(bundles, current)
        before = await bundles.folder(current)
        with bundles.room() as folder:
            left = await asyncio.to_thread(write_without, before / PARQUET, folder, customers)
            without = _about(folder, as_of=about.as_of, now=now, events=about.events, customers=left)
            without = without.model_copy(update={"set": about.set, "erased_from": about.id})
            await _publish(bundles, folder, without)
        dropped = await bundles.keep(1, without.id)
        await bundles.forget_gone()
    return [place.store.location(key) for key in dropped]


async def read_about(bundles: Bundles, version: str) -> FeatureVersion:
    """What a version is of. Raises `BadInputError` if there is none, or if it is damaged."""
    folder = await bundles.folder(version)
    try:
        return FeatureVersion.model_validate_json(await asyncio.to_thread((folder / ABOUT).read_bytes))
    except ValidationError:
        raise BadInputError(f"{folder / ABOUT} is damaged; build again") from None


async def current_version(place: Place) -> FeatureVersion:
    """The version that counts. Raises `BadInputError` if none was built."""
    bundles = feature_bundles(place)
    current = await bundles.current()
    if current is None:
        raise BadInputError("no features were built yet: revive upsell features build")
    return await read_about(bundles, current)


async def _write_lines(store: ArtifactStore, path: Path) -> int:
    """All stored events, one a line; how many there are."""
    count = 0
    with path.open("wb") as lines:
        async for key, _ in store.keys(_EVENTS):
            if not key.endswith(".json"):
                continue
            async for line in store.lines(key):
                if line.startswith(b"{"):
                    lines.write(line.rstrip(b",") + b"\n")
                    count += 1
    return count


def _about(folder: Path, *, as_of: datetime, now: datetime, events: int, customers: int) -> FeatureVersion:
    with (folder / PARQUET).open("rb") as table:
        digest = hashlib.file_digest(table, "sha256").hexdigest()
    return FeatureVersion(
        id=f"{now:%Y%m%dt%H%M%S}{now.microsecond // 1_000:03d}z-{digest[:8]}",
        set=feature_set(),
        as_of=as_of,
        built_at=now,
        events=events,
        customers=customers,
        sha256=digest,
    )


async def _publish(bundles: Bundles, folder: Path, about: FeatureVersion) -> None:
    (folder / ABOUT).write_text(about.model_dump_json(indent=2), encoding="utf-8")
    await bundles.publish(folder, about.id)
