"""What happened after the emails: recorded once, whatever is killed, repeated or imported at the same time."""

import asyncio
import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from conftest import HEADER, Revive
from fakes.aws_emulator import serve_aws
from fakes.bedrock import FakeBedrock
from fakes.killed_runs import win_back
from fakes.small_uploads import small_upload
from hypothesis import given
from hypothesis import strategies as st

from blocks.registry.open_registry import open_registry
from blocks.source import SourceFile
from schemas.errors import BadInputError
from schemas.outcomes import KINDS, Fact, Imported, joined
from schemas.winback.run import WinbackParams
from tasks.bulk.place import open_place
from tasks.outreach.outcome_table import open_outcomes
from tasks.privacy.erase import erase_person
from tasks.winback.outcome_import import Asked, import_outcomes
from tasks.winback.outcomes import outcomes_of
from tasks.winback.sent import mark_sent

pytestmark = pytest.mark.usefixtures("in_process")
TODAY = datetime.now(UTC).date()
FACTS = st.builds(
    Fact,
    kind=st.sampled_from(KINDS),
    day=st.dates(date(2026, 1, 1), date(2026, 1, 5)),
    exact=st.booleans(),
    amount=st.sampled_from((None, Decimal(9), Decimal("49.50"))),
    currency=st.sampled_from((None, "EUR", "USD")),
)


@given(st.lists(st.lists(FACTS, max_size=6), max_size=5), st.randoms())
def test_facts_count_once_in_whatever_order_and_however_often(files: list[list[Fact]], dice: object) -> None:
    once = joined(*files)
    again = [*files, *files]
    dice.shuffle(again)  # type: ignore[attr-defined]
    one_by_one: tuple[Fact, ...] = ()
    for file in again:
        one_by_one = joined(one_by_one, file)
    assert one_by_one == once


def emails() -> set[tuple[str, str]]:
    table = (Path(os.environ["REVIVE_HOME"]) / "results/u/emails.csv").read_text(encoding="utf-8")
    return {(row["customer_id"], row["email_number"]) for row in csv.DictReader(io.StringIO(table, newline=""))}


@pytest.fixture
async def upload(fake: FakeBedrock, tmp_path: Path) -> FakeBedrock:
    """Six customers who left over the price; nobody has said yet what was sent."""
    rows = [f"c{n},ann{n}@a{n}.example,Company {n},growth,90,2026-03-01,Too expensive" for n in range(6)]
    await small_upload(tmp_path, HEADER, rows, min_confidence=60)
    return fake


async def imported(*rows: str, header: str = "customer_id,replied_at,reactivated_at,new_mrr,unsubscribed") -> Imported:
    content = "\n".join((header, *rows, "")).encode()
    return await import_outcomes(await open_place("local"), SourceFile("o.csv", content), Asked("dana"))


async def stored() -> object:
    async with open_outcomes((await open_place("local")).environment) as table:
        return await table.of_upload("u")


async def test_a_file_is_recorded_once_and_stops_the_sequence(upload: FakeBedrock) -> None:
    paid = upload.stats.paid
    await mark_sent("u", "local", none=False, on=TODAY - timedelta(days=5))
    rows = (f"c0,{TODAY},,,", f"c1,,{TODAY},49.50,", "c2,,,,yes", f"c9,{TODAY},,,", "c3,what,,,", "c4,,,,no")
    first = await imported(*rows)
    assert (first.matched, first.unknown, len(first.unread), first.nothing, first.suppressed) == (3, 1, 1, 1, 1)
    assert "line 6, replied_at 'what' is neither a day nor yes or no" in "\n".join(first.lines())
    before = await stored()
    assert {customer for customer, _ in emails()} == {"c3", "c4", "c5"}
    assert {number for _, number in emails()} == {"3"}  # 1 and 2 went out on day 0 and 3
    second = await imported(*rows)
    assert await stored() == before
    assert (second.uploads[0].new, second.uploads[0].known, second.suppressed) == (0, 3, 0)
    figures = await outcomes_of(await open_place("local"), "u")
    assert (figures.written_to.people, figures.written_to.did) == (
        6, {"replied": 1, "reactivated": 1, "unsubscribed": 1},
    )  # fmt: skip
    assert figures.written_to.recovered[30] == {"USD": Decimal("49.5")}
    assert figures.by["cause"]["pricing"].people == 6
    assert figures.lift is not None
    assert "nobody was held out" in figures.lift.says
    assert "Did it work?" in (Path(os.environ["REVIVE_HOME"]) / "results/u/report.html").read_text()
    assert upload.stats.paid == paid


@pytest.mark.usefixtures("upload")
async def test_an_upload_of_which_nothing_more_is_heard_is_counted_on() -> None:
    await imported(f"c0,{TODAY},,,")
    path = Path(os.environ["REVIVE_HOME"]) / "results/u/outcomes.json"
    for days, on in ((6, TODAY - timedelta(days=6)), (7, TODAY)):
        path.write_text(json.dumps(json.loads(path.read_text()) | {"on": str(TODAY - timedelta(days=days))}))
        await imported(f"c9,{TODAY},,,")
        assert json.loads(path.read_text())["on"] == str(on)


async def test_who_was_held_out_and_unsubscribes_is_exported_as_suppressed(fake: FakeBedrock, tmp_path: Path) -> None:
    (tmp_path / "customers.csv").write_text(f"{HEADER}\nc0,ann0@a0.example,A,growth,90,2026-03-01,Too expensive\n")
    params = WinbackParams(source=str(tmp_path / "customers.csv"), upload_id="u", holdout=1.0)
    await win_back(params, gate=False)
    paid = fake.stats.paid
    for _ in range(2):
        assert (await imported("c0,,,,yes")).uploads[0].new <= 1
        status = await win_back(WinbackParams(upload_id="u"), gate=False)
        table = (Path(os.environ["REVIVE_HOME"]) / "results/u/suppressed.csv").read_text(encoding="utf-8")
        assert "ann0@a0.example,c0,suppressed" in table
    assert (status.held, fake.stats.paid) == (1, paid)


@pytest.mark.usefixtures("upload")
async def test_two_imports_at_once_are_one() -> None:
    rows = [f"c{n},{TODAY},,," for n in range(6)]
    await asyncio.gather(imported(*rows[:4]), imported(*rows[2:]), imported(*rows))
    figures = await outcomes_of(await open_place("local"), "u")
    assert figures.written_to.did == {"replied": 6}
    assert emails() == set()


def _killed_and_done_again(command: list[str]) -> None:
    for wait in (0.4, 0.8, 1.2):
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as child:
            try:
                child.wait(wait)
            except subprocess.TimeoutExpired:
                child.kill()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.fixture(params=["sqlite", "dynamodb"])
async def records(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    """Where the outcomes are kept."""
    if request.param == "sqlite":
        yield
        return
    with serve_aws() as url:
        monkeypatch.setenv("AWS_ENDPOINT_URL_DYNAMODB", url)
        monkeypatch.setenv("REVIVE_RECORDS_URL", "dynamodb://outcomes")
        async with open_registry((await open_place("local")).environment) as registry:
            await registry.prepare()
        yield


@pytest.mark.wire
@pytest.mark.usefixtures("records", "upload")
async def test_a_killed_import_is_done_again(tmp_path: Path) -> None:
    source = tmp_path / "outcomes.csv"
    source.write_text(
        "email,unsubscribed,replied_at\n" + "".join(f"ann{n}@a{n}.example,yes,{TODAY}\n" for n in range(6))
    )
    command = [sys.executable, "-m", "commands.main", "outcomes", "import", str(source)]
    await asyncio.to_thread(_killed_and_done_again, command)
    two = [await asyncio.create_subprocess_exec(*command) for _ in range(2)]
    assert [await one.wait() for one in two] == [0, 0]
    assert all(len(one.facts) == 2 for one in (await stored()).values())  # type: ignore[attr-defined]
    figures = await outcomes_of(await open_place("local"), "u")
    assert figures.written_to.did == {"replied": 6, "unsubscribed": 6}
    assert emails() == set()


@pytest.mark.usefixtures("fake")
async def test_a_complaint_about_whatever_tool_holds_every_later_upload(tmp_path: Path) -> None:
    told = await imported("Zoe@Z.example,1", header="email,spam report")
    assert (told.suppressed, told.unknown) == (1, 1)
    (tmp_path / "customers.csv").write_text(f"{HEADER}\nz,zoe@z.example,Z,growth,90,2026-03-01,Too expensive\n")
    status = await win_back(WinbackParams(source=str(tmp_path / "customers.csv"), upload_id="u"), gate=False)
    assert (status.held, status.ready) == (1, 0)
    assert emails() == set()
    assert "zoe@z.example,z,suppressed" in (Path(os.environ["REVIVE_HOME"]) / "results/u/suppressed.csv").read_text()


@pytest.mark.usefixtures("upload")
async def test_what_a_tool_says_was_sent_is_not_to_be_sent_again(tmp_path: Path) -> None:
    report = tmp_path / "sent.csv"
    report.write_text("email,email_number\nann0@a0.example,1\nann1@a1.example,1\nzoe@z.example,1\n")
    said = await mark_sent("u", "local", none=False, emails=str(report))
    assert "2 emails to 2 addresses sent (2 confirmed now, 2 in all); 1 row names nobody" in said
    assert ("c0", "1") not in emails()
    assert {("c0", "2"), ("c2", "1")} <= emails()
    await mark_sent("u", "local", none=False, emails=str(report))
    assert (await outcomes_of(await open_place("local"), "u")).written_to.people == 2


@pytest.mark.usefixtures("upload")
async def test_an_erased_person_is_gone_from_the_outcomes_too() -> None:
    await imported(f"c0,{TODAY},,,", f"c1,{TODAY},,,")
    assert not (await erase_person("ann0@a0.example", "local")).unread
    assert len(await stored()) == 1  # type: ignore[arg-type]
    assert b"a0.example" not in (Path(os.environ["REVIVE_HOME"]) / "registry.db").read_bytes()


@pytest.mark.usefixtures("upload")
async def test_a_list_of_active_customers_and_what_is_no_such_list() -> None:
    told = await imported("c0,active,30", "c1,cancelled,30", header="customer_id,status,mrr")
    assert (told.shape, told.matched, told.nothing) == ("active", 1, 1)
    with pytest.raises(BadInputError, match="looks like a report of emails"):
        await imported("c0,3", header="customer_id,opens")
    source = (Path(os.environ["REVIVE_HOME"]) / "uploads/u.csv").read_bytes()
    with pytest.raises(BadInputError, match="is the file that upload u came from"):
        await import_outcomes(await open_place("local"), SourceFile("c.csv", source), Asked("dana"))


@pytest.mark.usefixtures("upload")
@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("address,code,error,created_at", "ann0@a0.example,550,No such mailbox,2026-11-29"),  # Mailgun: bounces
        ("email", "ann0@a0.example"),
        ("customer_id,company", "c0,Company A"),
    ],
)
async def test_who_is_listed_without_a_word_did_not_come_back(header: str, row: str) -> None:
    with pytest.raises(BadInputError, match="does not say what its rows are"):
        await imported(row, header=header)
    assert not await stored()


@pytest.mark.usefixtures("upload")
@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("recipient,type,source,created", "ann0@a0.example,non_transactional,Spam Complaint,2026-11-29"),  # SparkPost
        ("to,status,sentAt,bounceType", "ann0@a0.example,COMPLAINED,2026-11-29,"),  # useSend
        ("Email,Timestamp,Action", "ann0@a0.example,2026-11-29T09:00:00Z,unsubscribe"),
    ],
)
async def test_a_no_is_heard_in_whatever_column_it_stands(header: str, row: str) -> None:
    assert (await imported(row, header=header)).suppressed == 1


@pytest.mark.usefixtures("upload")
async def test_the_command_says_it_in_json(revive: Revive, tmp_path: Path) -> None:
    (tmp_path / "o.csv").write_text(f"customer_id,replied_at\nc0,{TODAY}\n")
    done = revive("outcomes", "import", "o.csv", "--json")
    assert (done.code, json.loads(done.out)["matched"]) == (0, 1)
    shown = revive("outcomes", "show", "u")
    assert "1 replied" in shown.out
