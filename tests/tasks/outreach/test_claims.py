"""Who gets emails where several uploads know the same people: whole runs without Prefect, against a fake Bedrock."""

import asyncio
import csv
import hashlib
import io
import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fakes.bedrock import FakeBedrock

from blocks.layout import Upload
from blocks.stores import open_folder
from schemas.bulk import Status
from schemas.errors import BadInputError
from schemas.winback.run import WinbackParams
from tasks.bulk.batch import run_batch
from tasks.bulk.finalize import finalize_upload
from tasks.bulk.place import open_place
from tasks.bulk.prepare import prepare_upload
from tasks.bulk.run import open_run
from tasks.outreach.suppress import add_address, import_list, remove_address, summary
from tasks.outreach.upgrade import upgrade_home
from tasks.winback.sent import mark_sent
from tasks.winback.system import WINBACK

pytestmark = pytest.mark.usefixtures("in_process")
HEADER = "customer_id,email,company_name,subscription_tier,mrr,churn_date,cancellation_reason"
PASSED = json.dumps({"success": True, "checks": [], "rows": 1}).encode()


def write(path: Path, *emails: str) -> Path:
    rows = [f"c{n},{email},Acme {n},growth,{90 - n},2026-01-31,too expensive" for n, email in enumerate(emails)]
    path.write_text("\n".join((HEADER, *rows, "")), encoding="utf-8")
    return path


async def win_back(upload: str, source: Path | None, **asked: object) -> Status:
    """What the flow does, but for the gate's child and Prefect."""
    given = {"source": str(source) if source else None, "upload_id": upload} | asked
    params, place = WinbackParams.model_validate(given), await open_place("local")
    await WINBACK.subjects(place, params)
    await place.store.put(Upload(upload).data_quality, PASSED)
    async with open_run(WINBACK, params, upload, "local") as run:
        for batch in range(await prepare_upload(run, None)):
            await run.admission.enter(batch)
            await run_batch(run, batch)
        return await finalize_upload(run)


def home() -> Path:
    return Path(os.environ["REVIVE_HOME"])


def sent(upload: str) -> set[str]:
    table = (home() / "results" / upload / "emails.csv").read_text(encoding="utf-8")
    return {row["email"] for row in csv.DictReader(io.StringIO(table, newline=""))}


def holds(upload: str) -> dict[str, str | None]:
    campaigns = json.loads((home() / "results" / upload / "campaigns.json").read_text())
    return {campaign["customer_id"]: campaign.get("hold") for campaign in campaigns}


PEOPLE = ("o'neil@acme.example", "kim@münchen.example", "mailto:max@eta.example", "neil@acme.example")


async def test_a_list_holds_in_every_spelling_and_says_how_many(tmp_path: Path) -> None:
    stop = tmp_path / "stop.csv"
    stop.write_text(
        "Email,Status\nO'NEIL@acme.example,gone\nkim@xn--mnchen-3ya.example,gone\nmax@eta.example,gone\nx,y\n"
    )
    status = await win_back("u", write(tmp_path / "c.csv", *PEOPLE), suppress=str(stop))
    assert holds("u") == {"c0": "suppressed", "c1": "suppressed", "c2": "suppressed", "c3": None}
    assert status.suppression.said() == (
        "3 addresses on the list, 3 customers held; 3 on the standing list; 1 odd entry (line 5)"
    )
    assert status.held == 3


@pytest.mark.usefixtures("fake")
async def test_two_files_at_once_write_to_nobody_twice(tmp_path: Path) -> None:
    people = [f"p{number}@acme.example" for number in range(5)]
    files = [write(tmp_path / f"{name}.csv", *people, f"{name}@acme.example") for name in ("a", "b")]
    await asyncio.gather(win_back("a", files[0]), win_back("b", files[1]))
    assert sent("a") & sent("b") == set()
    assert sent("a") | sent("b") == {*people, "a@acme.example", "b@acme.example"}
    later = next(name for name in ("a", "b") if "contacted" in holds(name).values())
    status = await win_back(later, None)
    assert (status.held, len(sent(later))) == (5, 1)


async def test_a_claim_caps_until_it_is_given_back(tmp_path: Path, fake: FakeBedrock) -> None:
    source = write(tmp_path / "c.csv", "ann@acme.example")
    await win_back("monday", source)
    await win_back("tuesday", source)
    assert (sent("monday"), sent("tuesday")) == ({"ann@acme.example"}, set())
    assert fake.stats.paid == 2
    assert "1 claim is given back" in await mark_sent("monday", "local", none=True)
    await win_back("tuesday", None)
    assert sent("tuesday") == {"ann@acme.example"}
    assert "1 address was" in await mark_sent("tuesday", "local", none=False)
    assert "0 claims are given back; 1 were confirmed" in await mark_sent("tuesday", "local", none=True)
    await win_back("wednesday", source)
    assert sent("wednesday") == set()


async def test_a_trial_without_a_model_claims_nobody_until_it_was_sent(tmp_path: Path) -> None:
    source = write(tmp_path / "c.csv", "ann@acme.example")
    await win_back("trial", source)
    await win_back("again", source)
    assert sent("trial") == sent("again") == {"ann@acme.example"}
    await mark_sent("trial", "local", none=False)
    await win_back("third", source)
    assert holds("third") == {"c0": "contacted"}
    with pytest.raises(BadInputError, match="no upload"):
        await mark_sent("nothing", "local", none=False)


async def test_the_standing_list_is_asked_by_every_run_and_export(tmp_path: Path) -> None:
    source = write(tmp_path / "c.csv", "ann@acme.example", "bob@beta.example", "eve@eps.example")
    await win_back("u", source)
    assert len(sent("u")) == 3
    await add_address("MAILTO:Ann@acme.example", "asked to", "dana", "local")
    (tmp_path / "stop.txt").write_text("@beta.example\nnobody\n")
    said = await import_list(str(tmp_path / "stop.txt"), "", "dana", "local")
    assert said.startswith("1 address on the list, 1 of them new; 1 entry names no address")
    await win_back("u", None)
    assert sent("u") == {"eve@eps.example"}
    await win_back("later", source)
    assert holds("later") == {"c0": "suppressed", "c1": "suppressed", "c2": None}
    assert (await summary("local")).addresses == 2
    assert "asked to" in "\n".join((await summary("local")).lines())
    await remove_address("ann@acme.example", "local")
    with pytest.raises(BadInputError, match="not on the standing list"):
        await remove_address("ann@acme.example", "local")
    await win_back("u", None)
    assert sent("u") == {"ann@acme.example", "eve@eps.example"}


async def test_a_home_of_an_older_version_holds_before_and_after_its_upgrade(tmp_path: Path) -> None:
    source = write(tmp_path / "c.csv", "ann@acme.example", "bob@beta.example", "eve@eps.example")
    await win_back("old", source)
    store, keys = open_folder(home()), Upload("old")
    plain = [hashlib.sha256(name.encode()).hexdigest() for name in ("ann@acme.example", "@beta.example")]
    await store.put(keys.suppressed, plain[1].encode())
    contact = {"address": plain[0], "at": datetime.now(UTC).isoformat(timespec="seconds")}
    await store.put(keys.contacts, json.dumps(contact).encode() + b"\n")
    (home() / "secrets/outreach.json").write_text("{}")  # none of an older version
    assert (await win_back("old", None)).suppression.held == 1
    await store.put(keys.contacts, json.dumps(contact).encode() + b"\n")
    (home() / "secrets/outreach.json").write_text("{}")  # none of an older version
    await win_back("new", source)
    assert holds("new") == {"c0": "contacted", "c1": None, "c2": None}
    (home() / "secrets/outreach.json").write_text("{}")  # none of an older version
    assert len((await upgrade_home("local", dry_run=True)).objects) == 3
    assert len((await upgrade_home("local", dry_run=False)).objects) == 3
    assert (await upgrade_home("local", dry_run=False)).lines() == ["everything is up to date"]
    for path in (home() / keys.suppressed, home() / keys.contacts):
        assert not any(entry in path.read_text() for entry in plain)
    await win_back("newer", source)
    assert holds("newer") == {"c0": "contacted", "c1": None, "c2": None}
    await win_back("old", None)
    assert holds("old")["c1"] == "suppressed"
