"""An upload against the one before it: of the same kind, the latest, and no other."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from conftest import HEADER
from fakes.bedrock import FakeBedrock
from fakes.killed_runs import win_back

from blocks.artifacts import ArtifactStore
from blocks.layout import Upload
from schemas.bulk import Status
from schemas.reading import Mapping
from schemas.winback.run import WinbackParams
from schemas.winback.summary import AgainstBefore
from tasks.bulk.place import open_place
from tasks.winback.before import against_before, summarise

NOW = datetime(2026, 6, 1, tzinfo=UTC)


async def store() -> ArtifactStore:
    return (await open_place("local")).store


async def exported(name: str, day: int, header: str = "E-Mail", **causes: int) -> AgainstBefore | None:
    status = Status(upload_id=name, status="complete", mapping=Mapping(columns={"email": header}))
    place = await store()
    return await against_before(place, await summarise(place, status, causes, NOW + timedelta(days=day)))


async def test_the_latest_of_the_same_kind_counts() -> None:
    assert await exported("a", 0, pricing=90, features=10) is None
    await exported("b", 1, pricing=50, features=50)
    await exported("other", 2, header="Contact", pricing=100)
    found = await exported("c", 3, pricing=10, features=88, unclear=2)
    assert found is not None
    assert (found.upload_id, found.customers_before, found.customers_now) == ("b", 100, 100)
    by_cause = {one.cause: one for one in found.changes}
    assert by_cause["features"].decided
    assert by_cause["pricing"].high < 0
    assert not by_cause["unclear"].decided  # 2 of 100: too few to say


async def test_an_export_once_more_does_not_make_an_upload_the_later_one() -> None:
    await exported("a", 0, pricing=9)
    await exported("b", 1, pricing=5)
    assert await exported("a", 2, pricing=9) is None
    found = await exported("b", 3, pricing=5)
    assert found is not None
    assert found.upload_id == "a"


@pytest.mark.parametrize("damage", [b"", b"{", b'{"upload_id": 1}', b"\xff"])
async def test_a_damaged_summary_says_nothing(damage: bytes) -> None:
    await exported("a", 0, pricing=9)
    await (await store()).put(Upload("a").summary, damage)
    assert await exported("b", 1, pricing=5) is None


async def test_an_upload_without_an_analysis_is_not_compared() -> None:
    await exported("a", 0)
    assert await exported("b", 1, pricing=5) is None
    assert await exported("c", 2) is None


@pytest.mark.usefixtures("in_process")
async def test_the_report_of_the_second_run_has_it(fake: FakeBedrock, tmp_path: Path) -> None:
    for name in ("first", "second"):
        rows = [f"{name}{n},{name}{n}@a.example,Company,growth,90,2026-03-01,Too expensive" for n in range(3)]
        (tmp_path / f"{name}.csv").write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
        await win_back(WinbackParams(source=str(tmp_path / f"{name}.csv"), upload_id=name), gate=False)
    assert fake.stats.paid
    place = await store()
    first, second = await place.get(Upload("first").report), await place.get(Upload("second").report)
    assert first
    assert b"Against the upload before" not in first
    assert second
    assert b"Against the upload before" in second
    assert b"too few to say" in second
