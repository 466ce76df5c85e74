"""Versions of the features: built from what is stored, read for one, compared, and without whom was erased."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fakes.places import place_of
from fakes.upsell_histories import event, events, stored

from blocks.layout import Upload
from blocks.stores import open_folder
from schemas.errors import BadInputError
from tasks.bulk.place import Place
from tasks.upsell.features import build
from tasks.upsell.features.build import build_features, current_version, feature_bundles, forget_customers
from tasks.upsell.features.diff import diff_features
from tasks.upsell.features.one import features_of
from tasks.upsell.features.reading import open_features
from tasks.upsell.features.timeline import timeline_of, together

NOW = datetime(2026, 12, 1, tzinfo=UTC)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    monkeypatch.setenv("REVIVE_HOME", str(tmp_path))
    return place_of(open_folder(tmp_path))


async def test_what_is_built_is_read_for_each_customer(place: Place) -> None:
    found = events(customers=40, most=6)
    for name, some in (("a", found[::2]), ("b", found[1::2]), ("again", found[:9])):
        await place.store.put(Upload(name, "upsell").customers_in, stored(some))
    about = await build_features(place, NOW, NOW)
    assert (about.events, about.customers, about.unread) == (len(found), 40, 9)
    assert await current_version(place) == about
    reader = await open_features(place)
    for name in {one.customer.id for one in found}:
        timeline = together(name, [timeline_of(one) for one in found if one.customer.id == name])
        for moment in (NOW, datetime(2025, 9, 1, tzinfo=UTC)):
            assert reader.of_customer(name, moment, moment) == features_of(timeline, moment, moment)
    assert reader.of_customer("c0", NOW, NOW) is None
    assert reader.of_customer("zz", NOW, NOW) is None


async def test_an_event_is_served_with_what_was_known_before_it(place: Place) -> None:
    visit = {"type": "rodent", "date": "2026-03-01", "satisfaction_score": 4}
    before = event("before", {"service_history": [visit], "received_at": "2026-03-02T00:00:00Z"})
    after = event("after", {"current_plan": "basic", "received_at": "2026-05-01T00:00:00Z"})
    await place.store.put(Upload("a", "upsell").customers_in, stored([before, after]))
    new = event("new", {"service_history": [visit | {"date": "2026-04-01", "satisfaction_score": 2}]})
    alone = await open_features(place)
    assert alone.of_event(new)["visits"] == 1
    assert alone.version.endswith("events alone")
    about = await build_features(place, NOW, NOW)
    reader = await open_features(place)
    served = reader.of_event(new)
    assert (served["visits"], served["satisfaction_mean"], served["plan"]) == (2, 3.0, None)
    assert about.id in reader.version


async def test_who_is_erased_is_in_no_version(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "KEPT", 3)
    found = events(customers=5, most=2)
    await place.store.put(Upload("a", "upsell").customers_in, stored(found))
    for day in range(5):
        about = await build_features(place, NOW, NOW + timedelta(days=day))
        await open_features(place)
    assert len(await feature_bundles(place).ids()) == 3
    changed = await forget_customers(place, frozenset({"c00002", "unheard"}), NOW + timedelta(days=9))
    assert changed
    left = await current_version(place)
    assert (left.customers, left.erased_from) == (4, about.id)
    assert await feature_bundles(place).ids() == [left.id]
    reader = await open_features(place)
    assert reader.timeline("c00002") is None
    assert reader.timeline("c00003") is not None
    for path in Path(place.settings.home).rglob("*.*"):
        if path.is_file() and path.name != "a.json":
            assert b"c00002" not in path.read_bytes(), path


async def test_without_events_there_is_a_version_of_nobody(place: Place) -> None:
    with pytest.raises(BadInputError, match="revive upsell features build"):
        await current_version(place)
    assert (await build_features(place, NOW, NOW)).customers == 0
    assert (await open_features(place)).timeline("c") is None
    assert await forget_customers(place, frozenset({"c"}), NOW)


@pytest.mark.parametrize("kept", [-9, 0])
@pytest.mark.parametrize("damage", ["features.parquet", "about.json", "bundle.json"])
async def test_a_damaged_version_says_so(place: Place, damage: str, kept: int) -> None:
    about = await build_features(place, NOW, NOW)
    path = place.settings.home / "upsell" / "features" / about.id / damage
    content: Any = path.read_bytes()
    path.write_bytes(content[:kept] if kept else b"x" * len(content))
    with pytest.raises(BadInputError, match="damaged; build again"):
        await open_features(place)
    if damage == "features.parquet":
        with pytest.raises(BadInputError, match="damaged; build again"):
            await forget_customers(place, frozenset({"c"}), NOW)


async def test_two_versions_are_compared(place: Place) -> None:
    visit = {"type": "rodent", "date": "2026-03-01", "satisfaction_score": 4}
    first = event("one", {"current_plan": "basic", "service_history": [visit]})
    other = event("two", {"customer": {"id": "d"}})
    await place.store.put(Upload("a", "upsell").customers_in, stored([first, other]))
    before = await build_features(place, NOW, NOW)
    told = event("three", {"service_history": [visit, visit | {"date": "2026-03-05", "satisfaction_score": 2}]})
    await place.store.put(
        Upload("a", "upsell").customers_in, stored([first, told, event("new", {"customer": {"id": "e"}})])
    )
    after = await build_features(place, NOW, NOW + timedelta(days=1))
    found = await diff_features(place, before.id, after.id)
    assert (found.added, found.removed, found.in_both) == (1, 1, 1)
    assert found.features["satisfaction_mean"].model_dump() == {
        "changed": 1, "known_before": 1, "known_after": 1, "mean_before": 4.0, "mean_after": 3.0,
    }  # fmt: skip
    assert (found.features["plan"].changed, found.features["plan"].mean_after) == (0, None)
    with pytest.raises(BadInputError, match="there is no"):
        await diff_features(place, before.id, "../x")
