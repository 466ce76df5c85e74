"""Taking a file in: which one, under which name, what is stored of it, and what leaves nothing behind."""

import csv
import hashlib
import io
import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import boto3
import pytest
from fakes.places import place_of
from fakes.web_server import serving
from fakes.workbooks import rows, workbook
from moto.server import ThreadedMotoServer

from blocks.artifacts import ArtifactStore
from blocks.layout import Upload
from blocks.source import SourceFile
from blocks.stores import open_folder, open_store
from schemas.bulk import DONE, RunState, Status
from schemas.customer import REQUIRED_COLUMNS, Customer
from schemas.environment import AwsIdentity
from schemas.errors import BadInputError
from schemas.reading import Mapping
from schemas.winback.run import WinbackParams
from tasks.bulk.asked import kept_params
from tasks.bulk.estimate import estimate_run
from tasks.bulk.picking import default_upload_id
from tasks.bulk.status import read_status, write_status
from tasks.winback.system import WINBACK

pytestmark = pytest.mark.usefixtures("in_process")
BUCKET = "intake-bucket"
HEADER = "customer_id,email,company_name,subscription_tier,mrr,churn_date,cancellation_reason"


def row(customer_id: str, mrr: str = "49") -> str:
    return f"{customer_id},{customer_id}@acme.example,Acme,growth,{mrr},2026-01-31,too expensive"


def content(*rows: str, header: str = HEADER) -> bytes:
    return "\n".join((header, *rows, "")).encode()


GOOD = content(row("c1"), row("c2", "99"), row("c3", "0"), row("c4", "1"), row("c5"), row("c6"))


class _Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        found = self.path.startswith("/customers.csv?X-Amz-Signature=SECRET")
        self.send_response(200 if found else 404)
        self.send_header("Content-Length", str(len(GOOD) if found else 0))
        self.end_headers()
        self.wfile.write(GOOD if found else b"")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- its name there
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """Address of a web site that has `/customers.csv` for those who sign."""
    with serving(_Site) as address:
        yield f"http://ann:PASSWORD@{address}"


@pytest.fixture(scope="module")
def s3() -> Iterator[str]:
    """Endpoint of an S3 with one bucket."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    client = boto3.client(
        "s3",
        endpoint_url=f"http://{host}:{port}",
        region_name="us-east-1",
        aws_access_key_id="a",
        aws_secret_access_key="b",
    )
    client.create_bucket(Bucket=BUCKET)
    client.close()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def store(tmp_path: Path) -> ArtifactStore:
    return open_folder(tmp_path / "store")


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """An empty folder for sources."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


@pytest.fixture
def source(inbox: Path) -> Path:
    """A file with five good customers and a bad one."""
    path = inbox / "customers.csv"
    path.write_bytes(GOOD)
    return path


async def take(store: ArtifactStore, endpoint: str | None = None, **params: object) -> Status:
    asked = {name: str(value) if isinstance(value, Path) else value for name, value in params.items()}
    return await WINBACK.subjects(place_of(store, s3_endpoint=endpoint), WinbackParams.model_validate(asked))


async def refusal(store: ArtifactStore, endpoint: str | None = None, **params: object) -> str:
    """The message that a file is refused with: one line without a secret in it."""
    with pytest.raises(BadInputError) as error:
        await take(store, endpoint, **params)
    message = str(error.value)
    assert len(message.splitlines()) == 1
    assert not any(secret in message for secret in ("SECRET", "PASSWORD", "planted-secret"))
    return message


async def finish(store: ArtifactStore, status: Status, state: RunState) -> None:
    """Give an upload its last word, as a run does."""
    await write_status(store, status.model_copy(update={"status": state}))


async def rejects(store: ArtifactStore, upload_id: str) -> list[list[str]]:
    """`rejects.csv` as a spreadsheet reads it: what is wrong, without the cells of the rows behind it."""
    found = await store.get(Upload(upload_id).rejects)
    assert found is not None
    return [cells[:4] for cells in csv.reader(io.StringIO(found.decode(), newline=""))]


def aged(path: Path, seconds: int, *rows: str) -> Path:
    path.write_bytes(content(*rows))
    os.utime(path, (2_000_000_000 - seconds, 2_000_000_000 - seconds))
    return path


def with_churn_date(path: Path, cell: str) -> Path:
    """A file, written by a spreadsheet, with a good row and one that has this for the day of its churn."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([HEADER.split(","), row("c1").split(","), [*row("c2").split(",")[:5], cell, "x"]])
    path.write_bytes(text.getvalue().encode())
    return path


# What is stored.


async def test_what_stands_in_the_store_afterwards(store: ArtifactStore, source: Path) -> None:
    status = await take(store, source=source)
    keys = Upload(status.upload_id)
    assert status.model_copy(update={"seconds": 0.0, "updated_at": ""}) == Status(
        upload_id=f"customers-{hashlib.sha256(GOOD).hexdigest()[:12]}",
        status="stored",
        total=5,
        rejected=1,
        rows_read=6,
        source="customers.csv",
        content_sha256=hashlib.sha256(GOOD).hexdigest(),
        mapping=status.mapping,
        encoding="utf-8",
        params=kept_params(WinbackParams(), "local"),
        kept={"sender.json": (hashlib.sha256(await store.get(keys.sender) or b"").hexdigest(),)},
    )
    assert status.mapping.columns == {name: name for name in status.mapping.columns}
    assert set(REQUIRED_COLUMNS) <= set(status.mapping.columns)
    assert await read_status(store, status.upload_id) == status
    assert datetime.fromisoformat(status.updated_at).tzinfo is not None
    assert status.seconds > 0
    assert await store.get(keys.source) == GOOD
    assert await rejects(store, status.upload_id) == [
        ["line", "column", "value", "reason"],
        ["4", "mrr", "0", "must be more than 0"],
    ]
    stored = [key async for key, _ in store.keys("")]
    assert sorted(stored) == sorted(
        [keys.source, keys.customers_in, keys.rejects, keys.sender, keys.status, f"{keys.results}/.lock"]
    )


async def test_customers_are_stored_one_a_line_highest_mrr_first(store: ArtifactStore, source: Path) -> None:
    status = await take(store, source=source)
    stored = await store.get(Upload(status.upload_id).customers_in) or b""
    customers = [Customer.model_validate(customer) for customer in json.loads(stored)]
    assert [customer.customer_id for customer in customers] == ["c2", "c1", "c5", "c6", "c4"]
    first, *lines, last, end = stored.decode().split("\n")
    assert (first, last, end) == ("[", "]", "")
    assert [json.loads(line.removesuffix(","))["customer_id"] for line in lines] == ["c2", "c1", "c5", "c6", "c4"]


async def test_a_cell_with_line_ends_stays_on_its_line(store: ArtifactStore, inbox: Path) -> None:
    path = inbox / "a.csv"
    path.write_bytes(content(row("c1").replace("too expensive", '"a\n{\r\nb\u2028c"'), row("c2")))
    status = await take(store, source=path)
    lines = [line async for line in store.lines(Upload(status.upload_id).customers_in) if line.startswith(b"{")]
    assert json.loads(lines[0].rstrip(b","))["cancellation_reason"] == "a\n{\r\nb\u2028c"
    assert len(lines) == 2


async def test_days_after_today_are_rejected(store: ArtifactStore, inbox: Path) -> None:
    today = datetime.now(UTC).date()
    path = inbox / "a.csv"
    bad = row("c2").replace("2026-01-31", (today + timedelta(days=2)).isoformat())
    path.write_bytes(content(row("c1").replace("2026-01-31", today.isoformat()), bad))
    status = await take(store, source=path, max_reject_rate=0.5)
    assert (status.total, status.rejected) == (1, 1)


# Under which name.


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("customers.csv", "customers"),
        ("My Export (Q3) 2026.CSV", "my-export-q3-2026"),
        ("日本.csv", "upload"),
        (".csv", "csv"),
        ("../../etc/passwd.csv", "passwd"),
        ("x" * 200 + ".csv", "x" * 40),
        ("a=b;c.d.csv", "a-b-c-d"),
        ("download", "download"),
    ],
)
def test_the_default_upload_id(name: str, stem: str) -> None:
    upload_id = default_upload_id(SourceFile(name, b"x"), Mapping())
    assert upload_id == f"{stem}-{hashlib.sha256(b'x').hexdigest()[:12]}"
    assert f"results/{upload_id}" == Upload(upload_id).results
    assert upload_id != default_upload_id(SourceFile(name, b"y"), Mapping())


@pytest.mark.parametrize("upload_id", ["Mine", "../../../etc", "a/b", "🙂" * 99, "x" * 4096, "a\nb"])
async def test_any_upload_id_stays_inside_the_store(store: ArtifactStore, source: Path, upload_id: str) -> None:
    status = await take(store, source=source, upload_id=upload_id)
    assert status.upload_id == upload_id
    assert await read_status(store, upload_id) == status
    assert store.folder is not None
    assert {path.parent for path in store.folder.rglob("*") if path.is_file()} == {
        store.folder / "uploads",
        store.folder / Upload(upload_id).results,
    }
    assert {path.name for path in store.folder.parent.iterdir()} == {"store", "inbox"}


async def test_other_content_under_a_taken_name_is_refused(store: ArtifactStore, source: Path) -> None:
    before = await take(store, source=source, upload_id="mine")
    source.write_bytes(content(row("c9")))
    message = await refusal(store, source=source, upload_id="mine")
    assert message == "upload mine exists with other content; choose another --upload-id"
    assert await read_status(store, "mine") == before
    assert await store.get(Upload("mine").source) == GOOD


@pytest.mark.parametrize("state", ["stored", "processing", "complete", "failed"])
async def test_the_same_content_is_taken_in_once(store: ArtifactStore, source: Path, state: RunState) -> None:
    await finish(store, await take(store, source=source), state)
    before = [entry async for entry in store.keys("")]
    again = await take(store, source=source)
    assert again.status == state
    assert [entry async for entry in store.keys("")] == before


async def test_resuming(store: ArtifactStore, source: Path) -> None:
    status = await take(store, source=source, upload_id="mine")
    assert await take(store, upload_id="mine") == status
    assert await refusal(store, upload_id="other") == f"there is nothing to resume: no upload other in {store.url}"
    assert await refusal(store) == "give a source, or the upload id of a run to resume"


@pytest.mark.parametrize("damage", [b"", b"{", b'{"upload_id": "mine"}', b"[]", b"\xff", b"null"])
async def test_a_damaged_status_is_said_in_one_line(store: ArtifactStore, source: Path, damage: bytes) -> None:
    await store.put(Upload("mine").status, damage)
    message = (
        f"{store.location('results/mine/status.json')} is not a status that Revive wrote; remove it and give the "
        "source again: what is done is kept"
    )
    assert await refusal(store, source=source, upload_id="mine") == message
    assert await refusal(store, upload_id="mine") == message


# Where from.


async def test_the_same_file_from_everywhere(store: ArtifactStore, source: Path, site: str, s3: str) -> None:
    await open_store(f"s3://{BUCKET}", AwsIdentity(), s3).put("in/customers.csv", GOOD)
    everywhere = (
        source,
        source.as_uri(),
        f"{site}/customers.csv?X-Amz-Signature=SECRET",
        f"s3://{BUCKET}/in/customers.csv",
        f"s3://{BUCKET}/in/",
    )
    taken = [await take(store, s3, source=name) for name in everywhere]
    assert taken == [taken[0]] * len(everywhere)
    written = [await store.get(key) async for key, _ in store.keys("")]
    assert not any(b"SECRET" in document or b"PASSWORD" in document for document in written if document)


async def test_the_store_may_be_on_s3(source: Path, s3: str) -> None:
    store = open_store(f"s3://{BUCKET}/artifacts", AwsIdentity(), s3)
    status = await take(store, s3, source=source, upload_id="Mine")
    assert await read_status(store, "Mine") == status
    assert await take(store, s3, source=source, upload_id="Mine") == status
    source.write_bytes(content(row("c9"), row("c8", "0")))
    assert "other content" in await refusal(store, s3, source=source, upload_id="Mine")
    message = await refusal(store, s3, source=source)
    assert f"see s3://{BUCKET}/artifacts/results/customers-" in message


async def test_sources_that_cannot_be_had(store: ArtifactStore, inbox: Path, site: str, s3: str) -> None:
    assert await refusal(store, source=inbox / "none.csv")
    assert await refusal(store, source=f"{site}/other.csv?X-Amz-Signature=SECRET")
    assert await refusal(store, s3, source=f"s3://{BUCKET}/none.csv")
    assert [key async for key, _ in store.keys("")] == []


# A folder.


async def test_a_folder_gives_its_oldest_file_that_is_not_finished(store: ArtifactStore, inbox: Path) -> None:
    for seconds, name in enumerate(["new", "middle", "old"]):
        aged(inbox / f"{name}.csv", seconds, row(name))
    for expected in ("old", "middle", "new"):
        status = await take(store, source=inbox)
        assert status.source == f"{expected}.csv"
        await finish(store, status, "complete")
    nothing = await take(store, source=inbox)
    assert (nothing.status, nothing.upload_id) == ("nothing_new", "")
    assert nothing.message == f"{inbox} holds no new file"
    later = aged(inbox / "later.csv", -10, row("later"))
    assert (await take(store, source=inbox)).source == later.name


async def test_a_killed_file_is_picked_again_a_finished_one_is_not(store: ArtifactStore, inbox: Path) -> None:
    aged(inbox / "new.csv", 0, row("new"))
    aged(inbox / "old.csv", 1, row("old"))
    status = await take(store, source=inbox)
    killed: tuple[RunState, ...] = ("stored", "processing", "interrupted", "failed", "stopped_budget")
    for state in killed:
        await finish(store, status, state)
        assert (await take(store, source=inbox)).source == "old.csv"
    for state in DONE:
        await finish(store, status, state)
        assert (await take(store, source=inbox)).source == "new.csv"


async def test_a_finished_file_that_changed_is_new(store: ArtifactStore, inbox: Path) -> None:
    path = aged(inbox / "daily.csv", 0, row("c1"))
    first = await take(store, source=inbox)
    await finish(store, first, "complete")
    aged(path, 0, row("c1"), row("c2"))
    second = await take(store, source=inbox)
    assert (second.status, second.total) == ("stored", 2)
    assert second.upload_id != first.upload_id


async def test_a_finished_file_that_is_named_is_no_longer_new_but_known(store: ArtifactStore, inbox: Path) -> None:
    path = aged(inbox / "a.csv", 0, row("c1"))
    await finish(store, await take(store, source=path), "complete")
    assert (await take(store, source=path)).status == "complete"


async def test_an_s3_prefix_gives_nothing_new_once_all_is_done(store: ArtifactStore, s3: str) -> None:
    await open_store(f"s3://{BUCKET}", AwsIdentity(), s3).put("daily/one.csv", content(row("c1")))
    await finish(store, await take(store, s3, source=f"s3://{BUCKET}/daily"), "complete")
    nothing = await take(store, s3, source=f"s3://{BUCKET}/daily")
    assert (nothing.status, nothing.message) == ("nothing_new", f"s3://{BUCKET}/daily holds no new file")


# Rejects.


@pytest.mark.parametrize("cell", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1+1", "\r=1+1"])
async def test_no_rejected_cell_is_a_formula(store: ArtifactStore, inbox: Path, cell: str) -> None:
    status = await take(store, source=with_churn_date(inbox / "a.csv", cell), max_reject_rate=1.0)
    told = (await rejects(store, status.upload_id))[1:]
    assert told == [["3", "churn_date", f"'{cell}", "is not a date like 2026-01-31"]]


async def test_a_rejected_number_stays_a_number(store: ArtifactStore, inbox: Path) -> None:
    path = inbox / "a.csv"
    path.write_bytes(content(row("c1"), row("c2", "-5"), row("c3", "-5.25"), row("c4", "+0.0")))
    status = await take(store, source=path, max_reject_rate=1.0)
    _, *told = await rejects(store, status.upload_id)
    assert [value for _, _, value, _ in told] == ["-5", "-5.25", "+0.0"]


async def test_no_rejected_column_is_a_formula(store: ArtifactStore, inbox: Path) -> None:
    path = inbox / "a.csv"
    path.write_bytes(content(row("c1") + ",x", row("c2") + ",@", header=f"{HEADER},=1+1").replace(b",@", b",\xff"))
    status = await take(store, source=path, max_reject_rate=1.0)
    _, told = await rejects(store, status.upload_id)
    assert told[3] == "is not UTF-8"
    assert not told[1].startswith("=")


@pytest.mark.parametrize("cell", ["a\rb", "a\nb", "a\r\nb", "a\r=1+1", 'a"b', "a,b", " a ", "'a"])
async def test_rejects_csv_gives_a_cell_back_as_it_came(store: ArtifactStore, inbox: Path, cell: str) -> None:
    status = await take(store, source=with_churn_date(inbox / "a.csv", cell), max_reject_rate=1.0)
    _, told = await rejects(store, status.upload_id)
    assert told[1:] == ["churn_date", cell, "is not a date like 2026-01-31"]


async def test_bytes_that_are_no_text_stand_in_rejects_csv_escaped(store: ArtifactStore, inbox: Path) -> None:
    path = inbox / "a.csv"
    path.write_bytes(content(row("c1"), row("@@")).replace(b"@@", b"c\xff"))
    status = await take(store, source=path, max_reject_rate=1.0)
    assert (await rejects(store, status.upload_id))[1] == ["3", "customer_id", "c\\udcff", "is not UTF-8"]


@pytest.mark.parametrize(
    ("rate", "bad", "rows"),
    [(0.2, 2, 10), (0.1, 3, 30), (0.0, 0, 3), (0.07, 7, 100), (0.58, 29, 50), (0.29, 29, 100), (1.0, 2, 3)],
)
async def test_exactly_at_the_rate_passes(store: ArtifactStore, inbox: Path, rate: float, bad: int, rows: int) -> None:
    path = inbox / "a.csv"
    path.write_bytes(content(*(row(f"c{number}", "0" if number < bad else "1") for number in range(rows))))
    status = await take(store, source=path, max_reject_rate=rate)
    assert (status.rejected, status.rows_read) == (bad, rows)


@pytest.mark.parametrize(("rate", "bad", "rows"), [(0.2, 3, 10), (0.0, 1, 3), (0.58, 30, 50), (1.0, 3, 3)])
async def test_above_the_rate_leaves_rejects_and_no_upload(
    store: ArtifactStore, inbox: Path, rate: float, bad: int, rows: int
) -> None:
    path = inbox / "a.csv"
    path.write_bytes(content(*(row(f"c{number}", "0" if number < bad else "1") for number in range(rows))))
    message = await refusal(store, source=path, max_reject_rate=rate, upload_id="mine")
    none_left = f"a.csv: no row can be used, all {rows} are rejected"
    assert message.startswith(none_left if bad == rows else f"a.csv: {bad} of {rows} rows are rejected")
    assert f"see {store.location(Upload('mine').rejects)}" in message
    assert "the first: line 2, mrr must be more than 0" in message
    assert len(await rejects(store, "mine")) == bad + 1
    assert [key async for key, _ in store.keys("")] == [Upload("mine").rejects]
    assert "nothing to resume" in await refusal(store, upload_id="mine")
    path.write_bytes(GOOD)
    assert (await take(store, source=path, upload_id="mine")).status == "stored"


async def test_a_stricter_rate_refuses_what_is_already_stored(store: ArtifactStore, source: Path) -> None:
    status = await take(store, source=source)
    assert "1 of 6 rows" in await refusal(store, source=source, max_reject_rate=0.1)
    assert await read_status(store, status.upload_id) == status


@pytest.mark.parametrize("damage", [b"", HEADER.encode(), b"a,b\n1,2\n", b"\x89PNG\0\0", b'{"a": 1}'])
async def test_a_file_that_cannot_be_read_leaves_nothing(store: ArtifactStore, source: Path, damage: bytes) -> None:
    source.write_bytes(damage)
    assert "customers.csv" in await refusal(store, source=source, upload_id="mine")
    assert [key async for key, _ in store.keys("")] == []
    assert "nothing to resume" in await refusal(store, upload_id="mine")


async def test_of_a_workbook_only_the_sheet_that_was_read_is_kept(store: ArtifactStore, inbox: Path) -> None:
    lines = [line.split(",") for line in GOOD.decode().splitlines()]
    path = inbox / "Q3.xlsx"
    path.write_bytes(workbook({"Left": rows(*lines), "Salaries": rows(["ceo", 1])}))
    (inbox / "~$Q3.xlsx").write_bytes(b"open in Excel")
    status = await take(store, source=f"{inbox}/")
    assert (status.source, status.total, status.rejected) == ("Q3.xlsx", 5, 1)
    assert await store.get(Upload(status.upload_id).source) == GOOD
    assert await take(store, source=path, sheet="Left", upload_id="again")


ACCOUNTS = b"customer_id,email,company_name,subscription_tier,mrr\nc1,a@a.example,Acme,growth,49\n"
EVENTS = b"customer_id,churn_date,cancellation_reason\nc1,2026-01-31,too expensive\n"


async def test_what_was_joined_needs_its_second_table_no_more(
    store: ArtifactStore, inbox: Path, caplog: pytest.LogCaptureFixture
) -> None:
    events, accounts = inbox / "churn.csv", inbox / "accounts.csv"
    events.write_bytes(EVENTS)
    accounts.write_bytes(ACCOUNTS)
    asked: dict[str, Any] = {"source": events, "join": accounts, "join_on": "customer_id"}
    status = await take(store, **asked)
    customers = await store.get(Upload(status.upload_id).customers_in)
    assert b"a@a.example" in (customers or b"")
    accounts.write_bytes(ACCOUNTS.replace(b"a@a", b"b@b"))
    assert (await take(store, **asked)).upload_id == status.upload_id
    assert "keeps the rows of accounts.csv as they were when it was taken in" in caplog.text
    accounts.unlink()
    assert (await take(store, **asked)).upload_id == (await take(store, upload_id=status.upload_id)).upload_id
    assert await store.get(Upload(status.upload_id).customers_in) == customers
    assert "accounts.csv" in await refusal(store, **asked, upload_id="other")


async def test_a_dry_run_joins_too(store: ArtifactStore, inbox: Path) -> None:
    (inbox / "churn.csv").write_bytes(EVENTS)
    (inbox / "accounts.csv").write_bytes(ACCOUNTS)
    params = WinbackParams(source=str(inbox / "churn.csv"), join=str(inbox / "accounts.csv"), join_on="customer_id")
    estimate = await estimate_run(WINBACK, place_of(store), params)
    assert (estimate.total, estimate.mapping.join_on) == (1, "customer_id")
