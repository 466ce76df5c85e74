"""The dry run: what a run would cost, without paying, storing or needing anything."""

import hashlib
import os
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from fakes.places import place_of

from agents.core.prices import price_of
from blocks.source import SourceFile
from blocks.stores import open_folder
from schemas.agent import Usage
from schemas.bulk import Estimate
from schemas.environment import EnvironmentSpec
from schemas.errors import BadInputError
from schemas.reading import Mapping
from schemas.winback.run import WinbackParams
from tasks.bulk.estimate import estimate_run
from tasks.bulk.picking import default_upload_id
from tasks.outreach.rulings import ruling_now, write_rulings
from tasks.winback.system import WINBACK

pytestmark = pytest.mark.usefixtures("in_process")
HEADER = "customer_id,email,company_name,subscription_tier,mrr,churn_date,cancellation_reason"
NOVA = "bedrock:amazon.nova-lite-v1:0"
UNKNOWN = "bedrock:no.such-model-v1:0"
DEMO = Path(__file__).resolve().parents[3] / "demo" / "demo_50_customers.csv"


def row(customer_id: str, reason: str = "too expensive", mrr: str = "49") -> str:
    return f"{customer_id},{customer_id}@acme.example,Acme,growth,{mrr},2026-01-31,{reason}"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write(tmp_path / "customers.csv", *(row(f"c{number}") for number in range(10)))


def write(path: Path, *rows: str) -> Path:
    path.write_text("\n".join((HEADER, *rows, "")), encoding="utf-8")
    return path


async def estimate(model: str | None, **params: object) -> Estimate:
    environment = EnvironmentSpec(name="local", artifacts_url="file:///nowhere", model=model)
    asked = {name: str(value) if isinstance(value, Path) else value for name, value in params.items()}
    with TemporaryDirectory() as name:
        store = open_folder(Path(name))
        return await estimate_run(
            WINBACK, place_of(store, environment), WinbackParams.model_validate({"dry_run": True, **asked})
        )


async def refusal(**params: object) -> str:
    with pytest.raises(BadInputError) as error:
        await estimate(NOVA, **params)
    message = str(error.value)
    assert len(message.splitlines()) == 1
    return message


async def test_every_number_of_a_paid_run_is_positive_and_fits_the_others() -> None:
    found = await estimate(NOVA, source=DEMO)
    price = price_of(NOVA)
    assert price is not None
    assert (found.status, found.model, found.total, found.rejected, found.calls) == (
        "dry_run",
        NOVA,
        50,
        0,
        100 - found.held,
    )
    assert found.upload_id == default_upload_id(SourceFile(DEMO.name, DEMO.read_bytes()), Mapping())
    assert found.input_tokens / found.calls > 300
    assert found.output_tokens / found.calls > 50
    assert found.cost_usd is not None
    assert found.worst_cost_usd is not None
    assert found.usd_per_1000_customers is not None
    usage = Usage(input_tokens=found.input_tokens, output_tokens=found.output_tokens)
    assert found.cost_usd == pytest.approx(price(usage), abs=0.0001)
    assert 0 < found.cost_usd < found.worst_cost_usd
    assert found.usd_per_1000_customers == pytest.approx(found.cost_usd * 20, abs=0.002)


async def test_the_model_of_each_agent_counts_where_the_environment_names_none(source: Path) -> None:
    found = await estimate(None, source=source)
    assert found.model
    assert all(name.startswith("bedrock:") for name in found.model.split(", "))
    assert found.cost_usd


async def test_offline_costs_nothing(source: Path) -> None:
    found = await estimate("offline", source=source)
    assert (found.total, found.calls, found.model) == (10, 20, "offline")
    assert (found.cost_usd, found.worst_cost_usd, found.usd_per_1000_customers) == (0.0, 0.0, 0.0)
    assert (found.input_tokens, found.output_tokens) == (0, 0)


async def test_a_price_that_is_not_known_is_none_and_not_nothing(source: Path) -> None:
    found = await estimate(UNKNOWN, source=source)
    assert (found.cost_usd, found.worst_cost_usd, found.usd_per_1000_customers) == (None, None, None)
    assert found.input_tokens > 0
    assert found.output_tokens > 0


async def test_longer_reasons_cost_more(tmp_path: Path) -> None:
    short = await estimate(NOVA, source=write(tmp_path / "a.csv", row("c1")))
    long = await estimate(NOVA, source=write(tmp_path / "b.csv", row("c1", "too expensive " * 200)))
    assert long.input_tokens > short.input_tokens + 500


async def test_the_same_file_gives_the_same_estimate() -> None:
    assert await estimate(NOVA, source=DEMO) == await estimate(NOVA, source=DEMO)


@pytest.mark.parametrize(("sample", "total"), [(1, 1), (3, 3), (10, 10), (99, 10)])
async def test_a_sample_counts_so_many(source: Path, sample: int, total: int) -> None:
    whole, part = await estimate(NOVA, source=source), await estimate(NOVA, source=source, sample=sample)
    assert (part.total, part.calls) == (total, 2 * total)
    assert part.input_tokens == pytest.approx(whole.input_tokens * total / 10, rel=0.01)
    assert whole.usd_per_1000_customers
    assert part.usd_per_1000_customers == pytest.approx(whole.usd_per_1000_customers, rel=0.02)


async def test_a_sample_is_that_of_the_run(tmp_path: Path) -> None:
    rows = [row(f"c{number}", "too expensive " * (10 * number)) for number in range(10)]
    drawn = min(range(10), key=lambda number: hashlib.sha256(f"c{number}".encode()).hexdigest())
    assert drawn != 0
    sampled = await estimate(NOVA, source=write(tmp_path / "all.csv", *rows), sample=1)
    alone = await estimate(NOVA, source=write(tmp_path / "one.csv", rows[drawn]))
    assert sampled.input_tokens == alone.input_tokens


async def test_rejected_rows_are_told_and_not_counted(tmp_path: Path) -> None:
    found = await estimate(
        NOVA, source=write(tmp_path / "a.csv", *(row(f"c{n}") for n in range(4)), row("c9", mrr="0"))
    )
    assert (found.total, found.rejected, found.calls) == (4, 1, 8)


async def test_it_refuses_what_a_run_refuses(tmp_path: Path) -> None:
    bad = write(tmp_path / "bad.csv", row("c1"), row("c2", mrr="0"))
    message = await refusal(source=bad)
    assert message.startswith("bad.csv: 1 of 2 rows are rejected, more than 20% allows")
    assert "line 3, mrr must be more than 0" in message
    assert (await estimate(NOVA, source=bad, max_reject_rate=0.5)).total == 1
    assert await refusal(source=write(tmp_path / "none.csv")) == "none.csv has a header and no rows"
    assert "No such file" in await refusal(source=tmp_path / "missing.csv")
    assert await refusal() == "a dry run needs a source"
    (tmp_path / "empty").mkdir()
    assert "holds no new file" in await refusal(source=tmp_path / "empty")


async def test_a_folder_stands_for_its_oldest_new_file(tmp_path: Path) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    for age, name in enumerate(["new", "old"]):
        path = write(folder / f"{name}.csv", *(row(f"c{number}") for number in range(age + 1)))
        os.utime(path, (2_000_000_000 - age, 2_000_000_000 - age))
    assert (await estimate("offline", source=folder)).upload_id.startswith("old-")


async def test_a_given_upload_id_is_kept(source: Path) -> None:
    assert (await estimate("offline", source=source, upload_id="mine")).upload_id == "mine"


async def test_nothing_is_written_anywhere(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    store = open_folder(tmp_path / "store")
    environment = EnvironmentSpec(name="local", artifacts_url=store.url, model=NOVA)
    params = WinbackParams(source=str(source))
    await WINBACK.subjects(place_of(store, environment), params)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    await estimate_run(WINBACK, place_of(store, environment), params)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


async def test_a_person_s_rulings_count(source: Path, tmp_path: Path) -> None:
    store = open_folder(tmp_path / "home")
    environment = EnvironmentSpec(name="local", artifacts_url=(tmp_path / "home").as_uri(), model=NOVA)
    params = WinbackParams(source=str(source))
    status = await WINBACK.subjects(place_of(store, environment), params)
    before = await estimate_run(WINBACK, place_of(store, environment), params)
    held = {"c1": ruling_now("hold", "", datetime.now(UTC)), "c2": ruling_now("hold", "", datetime.now(UTC))}
    await write_rulings(store, status, held)
    after = await estimate_run(WINBACK, place_of(store, environment), params)
    assert (after.held - before.held, before.calls - after.calls) == (2, 2)
