"""What a run was asked is kept before it can be resumed, and what is lost of it is never "nobody"."""

import json
import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fakes.dying_store import KilledError, dying_after
from fakes.places import place_of

from blocks.address_hash import open_address_hash
from blocks.artifacts import ArtifactStore
from blocks.layout import Upload
from blocks.stores import open_folder
from schemas.bulk import Status
from schemas.errors import BadInputError
from schemas.winback.run import WinbackParams
from tasks.bulk.asked import resumed_params
from tasks.bulk.status import read_status
from tasks.outreach.permission import restrictions_of
from tasks.outreach.rulings import read_rulings, ruling_now, write_rulings
from tasks.outreach.run_request import read_sender
from tasks.winback.system import WINBACK

pytestmark = pytest.mark.usefixtures("in_process")
HEADER = "customer_id,email,company_name,subscription_tier,mrr,churn_date,cancellation_reason"
KEYS = Upload("u")


@pytest.fixture
def store() -> ArtifactStore:
    return open_folder(Path(os.environ["REVIVE_HOME"]))


@pytest.fixture
def files(tmp_path: Path) -> Path:
    rows = [f"c{number},p{number}@acme.example,Acme,growth,49,2026-01-31,too expensive" for number in range(5)]
    (tmp_path / "customers.csv").write_text("\n".join((HEADER, *rows, "")))
    (tmp_path / "stop.txt").write_text("mailto:P1@acme.example\n@beta.example\n")
    (tmp_path / "sender.yaml").write_text("company: Northwind\n")
    return tmp_path


async def take(store: ArtifactStore, files: Path, **asked: object) -> Status:
    params = {"source": str(files / "customers.csv"), "upload_id": "u"} | asked
    return await WINBACK.subjects(place_of(store), WinbackParams.model_validate(params))


def all_of(files: Path) -> dict[str, object]:
    return {
        "sample": 3,
        "tiers": ["growth"],
        "max_cost_usd": 1.5,
        "holdout": 0.25,
        "sender": str(files / "sender.yaml"),
        "suppress": str(files / "stop.txt"),
    }


async def requested(store: ArtifactStore) -> tuple[object, ...]:
    """What a run that resumes the upload would go by."""
    status = await read_status(store, "u")
    assert status is not None
    params = resumed_params(WinbackParams(upload_id="u"), status)
    sender = await read_sender(store, status)
    held = (await restrictions_of(place_of(store), status, datetime.now(UTC))).suppresses("p1@acme.example")
    company = sender.company if sender is not None else None
    return params.sample, params.tiers, params.max_cost_usd, params.holdout, company, held


ASKED = (3, ("growth",), 1.5, 0.25, "Northwind", True)


async def killed_at(
    monkeypatch: pytest.MonkeyPatch, store: ArtifactStore, files: Path, writes: int, **asked: object
) -> bool:
    """Take the file in, and die at a write; whether it came to that."""
    with dying_after(writes, monkeypatch):
        try:
            await take(store, files, **asked)
        except KilledError:
            return True
    return False


@pytest.mark.parametrize("writes", range(12))
async def test_an_upload_that_can_be_resumed_knows_all_that_it_was_asked(
    store: ArtifactStore, files: Path, monkeypatch: pytest.MonkeyPatch, writes: int
) -> None:
    await killed_at(monkeypatch, store, files, writes, **all_of(files))
    if await read_status(store, "u") is not None:
        assert await requested(store) == ASKED
    await take(store, files, **all_of(files))
    assert await requested(store) == ASKED


@pytest.mark.parametrize("writes", range(8))
async def test_what_is_asked_of_an_old_upload_is_whole_or_an_error(
    store: ArtifactStore, files: Path, monkeypatch: pytest.MonkeyPatch, writes: int
) -> None:
    await take(store, files)
    before = await requested(store)
    await killed_at(monkeypatch, store, files, writes, **all_of(files))
    # Of what is not whole only the standing list may hold already; an error asks for the rest again.
    with suppress(BadInputError):
        assert await requested(store) in (before, ASKED, (*before[:-1], True))
    await take(store, files, **all_of(files))
    assert await requested(store) == ASKED


async def test_a_resume_says_only_what_is_new(store: ArtifactStore, files: Path) -> None:
    await take(store, files, **all_of(files))
    await take(store, files, source=None, max_cost_usd=2.0)
    assert await requested(store) == (3, ("growth",), 2.0, 0.25, "Northwind", True)


async def test_nothing_is_written_where_nothing_new_is_asked(store: ArtifactStore, files: Path) -> None:
    await take(store, files, **all_of(files))
    before = [found async for found in store.listing("")]
    await take(store, files, source=None)
    assert [found async for found in store.listing("")] == before


@pytest.mark.parametrize("name", ["suppressed.txt", "sender.json", "rulings.json"])
@pytest.mark.parametrize("damage", ["gone", "emptied", "cut off", "edited"])
async def test_absence_is_not_permission(store: ArtifactStore, files: Path, name: str, damage: str) -> None:
    status = await take(store, files, **all_of(files))
    await write_rulings(store, status, {"c3": ruling_now("hold", "in talks", datetime.now(UTC))})
    path = Path(os.environ["REVIVE_HOME"]) / KEYS.results / name
    content = path.read_bytes()
    path.unlink()
    if damage != "gone":
        path.write_bytes({"emptied": b"", "cut off": content[: len(content) // 2], "edited": content + b"\n"}[damage])
    with pytest.raises(BadInputError, match=name) as error:
        await look(store)
    assert len(str(error.value).splitlines()) == 1
    path.write_bytes(content)
    await look(store)


async def look(store: ArtifactStore) -> None:
    status = await read_status(store, "u")
    assert status is not None
    await requested(store)
    await read_rulings(store, status)


async def test_a_list_that_was_lost_can_be_given_again(store: ArtifactStore, files: Path) -> None:
    await take(store, files, **all_of(files))
    (Path(os.environ["REVIVE_HOME"]) / KEYS.suppressed).unlink()
    with pytest.raises(BadInputError, match="give --suppress again"):
        await take(store, files, source=None)
    await take(store, files, source=None, suppress=str(files / "stop.txt"))
    assert await requested(store) == ASKED


async def test_a_list_given_once_holds_in_later_uploads(store: ArtifactStore, files: Path) -> None:
    await take(store, files, **all_of(files))
    status = await take(store, files, upload_id="later")
    restrictions = await restrictions_of(place_of(store), status, datetime.now(UTC))
    assert restrictions.suppresses("p1@acme.example")
    assert restrictions.suppresses("anybody@beta.example")
    assert not restrictions.suppresses("p2@acme.example")


async def test_an_upload_of_an_older_version_is_read_as_it_is(store: ArtifactStore, files: Path) -> None:
    await take(store, files, **all_of(files))
    path = Path(os.environ["REVIVE_HOME"]) / KEYS.status
    document = json.loads(path.read_text())
    for name in ("kept", "suppression"):
        del document[name]
    path.write_text(json.dumps(document))
    assert await requested(store) == ASKED


async def test_the_address_key_of_another_home_holds_nobody_silently(store: ArtifactStore, files: Path) -> None:
    await take(store, files, **all_of(files))
    (Path(os.environ["REVIVE_HOME"]) / "secrets/addresses.key").unlink()
    with pytest.raises(BadInputError, match="another address key"):
        await requested(store)
    assert await open_address_hash(store)
