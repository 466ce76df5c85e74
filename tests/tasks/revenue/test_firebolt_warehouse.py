"""A whole warehouse in Firebolt: analysed, asked, imported, checked; what fails of it is said."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest
from fakes.authority import make_authority
from fakes.firebolt import WORD, FakeFirebolt
from fakes.saas import serve

from schemas.connections import Connections
from schemas.errors import BadInputError
from schemas.revenue.request import RevenueRequest
from tasks.bulk.place import Place, open_place
from tasks.revenue.checks import check_all
from tasks.revenue.importing import import_source
from tasks.revenue.intake import analysed
from tasks.revenue.knowledge.tables import knowledge
from tasks.revenue.reading import local_warehouse
from tasks.revenue.run import run_analysis

pytestmark = pytest.mark.wire


@pytest.fixture(scope="module")
def small(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with two pages of usage."""
    folder = tmp_path_factory.mktemp("small")
    for table in knowledge().tables:
        few = " WHERE account_id < 'acc_00060'" if table == "consumption_daily" else ""
        duckdb.sql(f"COPY (SELECT * FROM read_parquet('{demo}/{table}.parquet'){few}) TO '{folder}/{table}.parquet'")
    return folder


@pytest.fixture
def fake(small: Path, tmp_path: Path) -> Iterator[FakeFirebolt]:
    one = FakeFirebolt()
    for table in knowledge().tables:
        one.data.execute(f"CREATE TABLE public.{table} AS SELECT * FROM read_parquet('{small}/{table}.parquet')")
    stop = serve(one, make_authority(tmp_path)[1])
    yield one
    stop()


@pytest.fixture
async def place(fake: FakeFirebolt, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    monkeypatch.setattr("blocks.connectors.patience._FIRST_S", 0.0)
    access = {
        "account": "acme", "client_id": "service", "client_secret": WORD, "database": "sales", "engine": "small",
        "url": fake.url, "login_url": fake.url, "ca_file": str(tmp_path / "authority.pem"),
    }  # fmt: skip
    found = await open_place("local")
    connections = Connections.model_validate({"firebolt": access})
    return replace(found, environment=found.environment.model_copy(update={"connections": connections}))


async def test_findings_are_those_of_the_same_tables_in_files(place: Place, small: Path) -> None:
    asked = RevenueRequest(analysis="A1", warehouse="firebolt://sales")
    there = await analysed(place, asked, "analysis_1")
    here = await run_analysis(asked.model_copy(update={"warehouse": str(small)}), "analysis_1")
    assert (there.status, there.findings, bool(there.findings)) == ("complete", here.findings, True)
    with pytest.raises(BadInputError, match="connected to the database sales, not to other"):
        await analysed(place, asked.model_copy(update={"warehouse": "firebolt://other"}), "analysis_2")


async def test_a_table_that_stops_in_the_middle_is_partial_and_the_others_are_whole(
    place: Place, fake: FakeFirebolt, tmp_path: Path
) -> None:
    fake.data.execute("DROP TABLE public.opportunity_stages")
    fake.data.execute("ALTER TABLE public.tickets DROP COLUMN priority")
    fake.fails = {'FROM "public"."consumption_daily" WHERE "account_id" IS NOT NULL': 1}
    done = await import_source("firebolt", place.environment.connections, tmp_path / "w", None)
    assert (done.rows["accounts"], done.rows["consumption_daily"], done.absent) == (
        200,
        20_000,
        ("opportunity_stages",),
    )
    assert "out of memory" in done.partial
    marks = {path.stem: pq.read_metadata(path).metadata[b"revive_partial"] for path in (tmp_path / "w").iterdir()}
    assert marks["accounts"] == marks["opportunities"] == b""
    assert b"out of memory" in marks["consumption_daily"]
    assert "opportunity_stages" not in marks
    fake.fails = {}
    again = await import_source("firebolt", place.environment.connections, tmp_path / "w", None)
    assert (again.partial, again.rows["consumption_daily"] > 25_000) == ("", True)
    assert "priority" not in pq.read_schema(tmp_path / "w" / "tickets.parquet").names


async def test_the_check_tries_it(place: Place, fake: FakeFirebolt) -> None:
    found = {one.name: one for one in await check_all(place, "firebolt://")}
    assert (found["firebolt"].state, found["firebolt"].said) == ("works", "8 of 8 tables in sales")
    for _ in range(4):
        fake.trouble("/oauth", status=503)
    found = {one.name: one for one in await check_all(place, "firebolt://")}
    assert (found["firebolt"].state, "does not answer" in found["firebolt"].said) == ("broken", True)


async def test_a_copy_goes_when_its_reading_ends(place: Place) -> None:
    async with local_warehouse("firebolt://", place.environment) as folder:
        assert (Path(folder) / "accounts.parquet").exists()
    assert not Path(folder).exists()
