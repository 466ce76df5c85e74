"""A person's word on the category of an analysis: recorded, shown beside the model's, counted; nothing sent changes."""

import json
import os
from pathlib import Path
from typing import Any, get_args

import pyarrow.parquet as pq
import pytest
from conftest import HEADER, Revive
from fakes.bedrock import FakeBedrock
from fakes.in_production import ANALYSIS, CAMPAIGN
from fakes.killed_runs import win_back

from blocks.layout import Upload
from blocks.registry.open_registry import open_registry
from commands.winback.correct import CATEGORIES
from schemas.customer import Category
from schemas.errors import BadInputError
from schemas.registry import Observation
from schemas.retention import RetentionParams
from schemas.winback.run import CustomerRecord, WinbackParams
from tasks.bulk.place import open_place
from tasks.privacy.erase import erase_person
from tasks.privacy.retention import delete_old
from tasks.winback.correct import correct
from tasks.winback.rule_on import rule_on

pytestmark = pytest.mark.usefixtures("in_process")


def home() -> Path:
    return Path(os.environ["REVIVE_HOME"]) / "results/u"


@pytest.fixture
async def upload(fake: FakeBedrock, tmp_path: Path) -> FakeBedrock:
    """Three customers, whose analyses all say pricing."""
    rows = [f"c{n},ann{n}@a{n}.example,Company {n},growth,90,2026-03-01,Too expensive" for n in range(3)]
    source = tmp_path / "customers.csv"
    source.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    await win_back(WinbackParams(source=str(source), upload_id="u"), gate=False)
    return fake


async def observed(agent: str = "churn-analysis") -> Observation:
    place = await open_place("local")
    async with open_registry(place.environment) as registry:
        (one,) = await registry.observations(agent, {"churn-analysis": ANALYSIS, "campaign": CAMPAIGN}[agent])
        return one


def analyses() -> dict[str, dict[str, Any]]:
    return {one["customer_id"]: one for one in json.loads((home() / "analyses.json").read_bytes())}


async def test_what_people_said_is_recorded_shown_beside_and_counted(upload: FakeBedrock) -> None:
    emails, paid = (home() / "emails.csv").read_bytes(), upload.stats.paid
    said = await correct("u", "c0", "features", "ann", "local")
    assert said.startswith(f"c0: features, not pricing; counted for churn-analysis {ANALYSIS}")
    await correct("u", "c1", None, "ben", "local")
    kept = json.loads((home() / "corrections.json").read_bytes())
    assert (kept["c0"]["by"], kept["c0"]["was"], kept["c0"]["category"]) == ("ann", "pricing", "features")
    assert (kept["c1"]["by"], kept["c1"]["was"], kept["c1"]["category"]) == ("ben", "pricing", "pricing")
    figures = await observed()
    assert (figures.quality_n, figures.quality_sum, figures.customers) == (2, 1.0, 3)
    assert (await observed("campaign")).quality_n == 0
    assert (analyses()["c0"]["category"], analyses()["c0"]["corrected_category"]) == ("pricing", "features")
    assert "corrected_category" not in analyses()["c1"]
    table = pq.read_table(home() / "results.parquet")
    assert table["corrected_category"].to_pylist() == ["features", None, None]
    assert set(table["category"].to_pylist()) == {"pricing"}
    assert (home() / "report.html").read_text().count("Corrected: ") == 1
    record = CustomerRecord.model_validate_json((home() / "customers/c0.json").read_bytes())
    assert record.analysis is not None
    assert record.analysis.output.category == "pricing"
    assert (home() / "emails.csv").read_bytes() == emails
    assert upload.stats.paid == paid


async def test_it_holds_through_a_ruling_a_resume_and_a_second_word(upload: FakeBedrock) -> None:
    paid = upload.stats.paid
    await correct("u", "c0", "features", "ann", "local")
    await rule_on("u", "c1", "hold", "", "local")
    assert (await observed()).quality_n == 1
    await win_back(WinbackParams(upload_id="u"), gate=False)
    assert ((await observed()).quality_n, (await observed()).quality_sum) == (1, 0.0)
    assert (await observed("campaign")).quality_n == 1
    assert analyses()["c0"]["corrected_category"] == "features"
    await correct("u", "c0", None, "ben", "local")
    assert ((await observed()).quality_n, (await observed()).quality_sum) == (1, 1.0)
    assert upload.stats.paid == paid


@pytest.mark.usefixtures("upload")
async def test_what_was_said_of_another_analysis_does_not_count() -> None:
    await correct("u", "c0", "features", "ann", "local")
    store, key = (await open_place("local")).store, Upload("u").customer("c0")
    content = json.loads(await store.get(key) or b"")
    content["analysis"]["fingerprint"] = "of another question"
    (home() / "parts/00000.jsonl").unlink(missing_ok=True)
    await store.put(key, json.dumps(content).encode())
    await correct("u", "c1", None, "ben", "local")
    assert ((await observed()).quality_n, (await observed()).quality_sum) == (1, 1.0)
    assert "corrected_category" not in analyses()["c0"]


@pytest.mark.usefixtures("upload")
async def test_who_and_what_is_not_there() -> None:
    for upload_id, customer_id, said in (("v", "c0", "there is no upload v"), ("u", "c9", "has no customer c9")):
        with pytest.raises(BadInputError, match=said):
            await correct(upload_id, customer_id, "features", "ann", "local")
    assert not (home() / "corrections.json").exists()


@pytest.mark.usefixtures("upload")
async def test_it_is_sealed() -> None:
    await correct("u", "c0", "features", "ann", "local")
    (home() / "corrections.json").write_text("{}")
    with pytest.raises(BadInputError, match=r"corrections\.json is not what Revive wrote"):
        await correct("u", "c1", None, "ann", "local")


@pytest.mark.usefixtures("upload")
async def test_it_goes_with_the_person_and_with_the_upload() -> None:
    await correct("u", "c0", "features", "ann", "local")
    await correct("u", "c1", "features", "ann", "local")
    assert not (await erase_person("ann0@a0.example", "local")).unread
    assert list(json.loads((home() / "corrections.json").read_bytes())) == ["c1"]
    assert analyses()["c1"]["corrected_category"] == "features"
    status = json.loads((home() / "status.json").read_bytes())
    (home() / "status.json").write_text(json.dumps(status | {"updated_at": "2020-01-01T00:00:00+00:00"}))
    assert (await delete_old(RetentionParams(days=30), "local")).uploads == ["u"]
    assert not (home() / "corrections.json").exists()


def test_the_command_asks_for_one_of_the_two(revive: Revive) -> None:
    assert get_args(Category) == CATEGORIES
    for options in ((), ("--right", "--category", "pricing"), ("--category", "price")):
        assert revive("correct", "u", "c0", *options).code == 2
    done = revive("correct", "u", "c0", "--right")
    assert (done.code, len(done.err.splitlines())) == (2, 1)
    assert "there is no upload u" in done.err
