"""Firebolt over TLS: the way to an engine, pages, what passes and what does not, and what is left of a table."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from fakes.firebolt import WORD, FakeFirebolt
from fakes.saas import serve

from blocks.connectors.firebolt import Firebolt
from blocks.connectors.page import Page, ServiceError, ServiceRefusedError, TableShape
from blocks.connectors.patience import Patience
from schemas.connections import FireboltAccess

pytestmark = pytest.mark.wire
Patient = Callable[[], Patience]
SHAPES = {
    "accounts": TableShape({"account_id": "VARCHAR", "arr_usd": "DOUBLE", "created_on": "DATE"}, ("account_id",)),
    "consumption_daily": TableShape(
        {"account_id": "VARCHAR", "usage_date": "DATE", "units": "DOUBLE", "loaded_at": "TIMESTAMP"},
        ("account_id", "usage_date"),
    ),
    "calls": TableShape({"call_id": "VARCHAR"}, ("call_id",)),
}


@pytest.fixture
def fake(authority: tuple[Path, Path]) -> Iterator[FakeFirebolt]:
    one = FakeFirebolt()
    one.data.execute("CREATE TABLE public.customers (account_id BIGINT, arr_usd DOUBLE)")
    one.data.execute("INSERT INTO public.customers SELECT range, range * 1.5 FROM range(7)")
    one.data.execute(
        "CREATE TABLE public.consumption_daily (account_id VARCHAR, usage_date DATE, units DOUBLE, loaded_at TIMESTAMP)"
    )
    one.data.execute(
        "INSERT INTO public.consumption_daily SELECT 'a' || (range % 3),"
        " DATE '2026-01-01' + CAST(range // 3 AS INTEGER),"
        " range,"
        " TIMESTAMP '2026-01-02 10:00:00' + range * INTERVAL 1 HOUR FROM range(20)"
    )
    stop = serve(one, authority[1])
    yield one
    stop()


def firebolt(fake: FakeFirebolt, ca: Path, patience: Patience, **said: Any) -> Firebolt:
    access = {
        "account": "acme", "client_id": "service", "client_secret": WORD, "database": "sales", "engine": "small",
        "tables": {"accounts": "customers"}, "url": fake.url, "login_url": fake.url, "ca_file": str(ca), **said,
    }  # fmt: skip
    return Firebolt(FireboltAccess.model_validate(access), SHAPES, patience, rows_a_page=4)


async def read(service: Firebolt, since: date | None = None) -> list[Page]:
    return [page async for page in service.pages(since)]


async def into(found: list[Page], service: Firebolt) -> None:
    async for page in service.pages(None):
        found.append(page)  # noqa: PERF401 -- what came before it fails is what is looked at


def rows_of(pages: list[Page], table: str) -> list[dict[str, Any]]:
    return [row for page in pages if page.table == table for row in page.rows]


async def test_a_warehouse_comes_table_by_table_in_pages(
    fake: FakeFirebolt, authority: tuple[Path, Path], patience: Patient
) -> None:
    fake.data.execute("INSERT INTO public.consumption_daily SELECT * FROM public.consumption_daily WHERE units = 9")
    fake.expires_after = 5  # a token lasts for five statements
    pages = await read(firebolt(fake, authority[0], patience()))
    assert [row["account_id"] for row in rows_of(pages, "accounts")] == [str(number) for number in range(7)]
    assert pages[0].columns == ("account_id", "arr_usd")  # there is no created_on
    used = rows_of(pages, "consumption_daily")
    assert sorted(row["units"] for row in used) == sorted([*range(20), 9.0])  # what is there twice comes twice
    assert used[0] == {
        "account_id": "a0", "usage_date": date(2026, 1, 1), "units": 0.0,
        "loaded_at": datetime.fromisoformat("2026-01-02T10:00"),
    }  # fmt: skip
    states = {page.table: page.state for page in pages}
    assert states == {"accounts": "last", "consumption_daily": "last", "calls": "absent"}
    assert fake.logins > 1
    assert all(settings["output_format"] == ["JSON_Compact"] for _, settings in fake.asked)


async def test_only_what_was_loaded_since_a_day_is_read_again(
    fake: FakeFirebolt, authority: tuple[Path, Path], patience: Patient
) -> None:
    pages = await read(firebolt(fake, authority[0], patience()), date(2026, 1, 3))
    assert [row["units"] for row in rows_of(pages, "consumption_daily")] == [15.0, 18.0, 16.0, 19.0, 14.0, 17.0]
    assert len(rows_of(pages, "accounts")) == 7  # nothing there says when it changed


async def test_what_passes_is_waited_for(
    fake: FakeFirebolt, authority: tuple[Path, Path], patience: Patient, waited: list[float]
) -> None:
    fake.trouble("/engine?", status=429, headers={"Retry-After": "3"})
    fake.trouble("/engine?", status=502, body=b"<html>")
    fake.trouble("/engineUrl", status=200, body=b"[]")
    fake.trouble("/engine?", status=200, body=b'{"meta": [{"name"', cut=True)
    fake.trouble("/engine?", status=200, body=b'{"meta": [{"name": "n"}], "data": [], "rows": 7}')
    fake.trouble("/oauth", status=503)
    fake.trouble("/system", status=200, slow_s=0.05)
    assert len(rows_of(await read(firebolt(fake, authority[0], patience())), "accounts")) == 7
    assert 3.0 in waited
    assert len(waited) == 6


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"client_secret": f"other-{WORD}"}, "refuses the service account: HTTP 401"),
        ({"account": "other"}, "no such account"),
    ],
)
async def test_what_is_refused_is_said_and_not_asked_again(
    fake: FakeFirebolt, authority: tuple[Path, Path], patience: Patient, waited: list[float], said: Any, why: str
) -> None:
    with pytest.raises(ServiceRefusedError, match=why) as refused:
        await read(firebolt(fake, authority[0], patience(), **said))
    assert not waited
    assert "planted" not in str(refused.value)


async def test_database_and_engine_that_are_not_there(
    fake: FakeFirebolt, authority: tuple[Path, Path], patience: Patient
) -> None:
    for said in ({"database": "none"}, {"engine": "none"}):
        with pytest.raises(ServiceError, match=f"no {next(iter(said))}"):
            await read(firebolt(fake, authority[0], patience(), **said))


async def test_a_token_goes_to_no_other_host(
    fake: FakeFirebolt, authority: tuple[Path, Path], patience: Patient
) -> None:
    fake.engine = "engines.example.com"
    with pytest.raises(ServiceRefusedError, match="none of its hosts"):
        await read(firebolt(fake, authority[0], patience()))


async def test_a_table_that_fails_in_the_middle_leaves_what_came(
    fake: FakeFirebolt, authority: tuple[Path, Path], patience: Patient
) -> None:
    fake.fails = {'"consumption_daily"': 3}
    found: list[Page] = []
    with pytest.raises(ServiceError, match="out of memory"):
        await into(found, firebolt(fake, authority[0], patience()))
    assert (len(rows_of(found, "accounts")), len(rows_of(found, "consumption_daily"))) == (7, 7)
    assert found[-1].state == "more"


async def test_rows_without_a_key_and_endless_keys_are_said(
    fake: FakeFirebolt, authority: tuple[Path, Path], patience: Patient
) -> None:
    fake.data.execute("INSERT INTO public.customers VALUES (NULL, 1), (NULL, 2)")
    with pytest.raises(ServiceError, match="2 of 9 rows have no key"):
        await read(firebolt(fake, authority[0], patience()))
    fake.data.execute("UPDATE public.customers SET account_id = 1")
    with pytest.raises(ServiceError, match="more than 4 rows have one key"):
        await read(firebolt(fake, authority[0], patience()))
