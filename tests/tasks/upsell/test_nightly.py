"""What is built every night: from stored events, decisions and what became of them to cases for the next day."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from fakes.upsell_histories import event, stored

from blocks.layout import Upload, safe
from schemas.upsell.decided import Decided, ToldOutcome
from schemas.upsell.event import Event
from schemas.upsell.features import Features, FeaturesParams
from schemas.upsell.run import EventRecord
from tasks.bulk.place import open_place
from tasks.upsell.decisions import open_decisions
from tasks.upsell.features.reading import open_features
from tasks.upsell.forget_figures import forget_in_figures
from tasks.upsell.nightly import build_night
from tasks.upsell.similar.finding import open_cases

NOW = datetime(2026, 12, 1, tzinfo=UTC)


def told(name: str, score: float) -> Event:
    visit = {"type": "rodent", "date": "2026-03-01", "satisfaction_score": score, "technician": "Bob Miller"}
    return event(
        name,
        {
            "customer": {"id": f"c-{name}", "first_name": "Zoe", "email": f"zoe{name}@b.example"},
            "service_history": [visit],
        },
    )


def record(one: Event) -> bytes:
    found = EventRecord.model_validate({"key": one.key, "event_id": one.key, "event": one})
    return found.model_dump_json().encode()


async def test_a_night(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVIVE_HOME", str(tmp_path))
    monkeypatch.delenv("REVIVE_RECORDS_URL", raising=False)
    place, events = await open_place("local"), [told(str(number), 3 + number % 2) for number in range(8)]
    keys = Upload("u", "upsell")
    await place.store.put(keys.customers_in, stored(events))
    for one in events[:7]:  # the record of the last one is gone
        await place.store.put(keys.customer(one.key), record(one))
    kinds: list[Any] = [
        "accepted",
        "declined",
        "ignored",
        "complained",
        "accepted",
        "unsubscribed",
        "declined",
        "declined",
    ]
    async with open_decisions(place.environment) as decisions:
        decided = [Decided(key=one.key, upload_id="u", item="attic", decision="approved") for one in events]
        decided[0] = decided[0].model_copy(update={"decision": "held"})
        await decisions.write([(one, "person") for one in decided])
        outcomes = [
            ToldOutcome(key=one.key, kind=kind, at=NOW.isoformat()) for one, kind in zip(events, kinds, strict=True)
        ]
        await decisions.tell("u", outcomes)
    features, cases = await build_night(FeaturesParams(as_of=NOW), "local")
    assert (features.customers, features.events) == (8, 8)
    assert cases.cases == {"accepted": 1, "others": 5}  # without the one that was held, and the one that is gone
    found = (await open_cases(place)).of(Features.model_validate((await open_features(place)).of_event(events[1])), NOW)
    assert {(one.item, one.outcome) for one in found} <= {("attic", kind) for kind in kinds}
    assert found[0].outcome == "accepted"
    for path in (tmp_path / "upsell" / "cases").rglob("*.*"):
        assert not any(word in path.read_bytes() for word in (b"Zoe", b"Bob", b"c-1", b"example"))
    # The third of them is erased: as the command does it, the decision first.
    async with open_decisions(place.environment) as decisions:
        gone = {safe(events[2].key): decided[2]}
        await decisions.forget_outcomes(gone)
        await decisions.blank(gone)
    assert await forget_in_figures(place, "zoe2@b.example", NOW)
    reader, left = await open_features(place), (await open_cases(place)).about
    assert (reader.timeline("c-2"), reader.timeline("c-3") is None) == (None, False)
    assert left is not None
    assert left.cases == {"accepted": 1, "others": 4}
    assert [one for one in (tmp_path / "upsell").rglob("*.parquet") if b"c-2" in one.read_bytes()] == []
    assert len([one for one in (tmp_path / "upsell" / "cases").iterdir() if one.is_dir()]) == 1
