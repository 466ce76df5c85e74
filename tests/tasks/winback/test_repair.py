"""Rejected rows that a person mended: only they are taken in, each once, and nobody else is paid for again."""

import csv
import io
import json
import os
from pathlib import Path

import pytest
from conftest import HEADER
from fakes.bedrock import FakeBedrock
from fakes.killed_runs import win_back
from fakes.workbooks import rows, workbook

from blocks.artifacts import ArtifactStore
from blocks.layout import Upload
from schemas.bulk import Status
from schemas.errors import BadInputError
from schemas.winback.run import WinbackParams
from tasks.bulk.place import open_place
from tasks.bulk.status import read_status
from tasks.winback.repair import Repaired, repair

pytestmark = pytest.mark.usefixtures("in_process")
ROWS = (
    "good,ann@a.example,Company A,growth,90,2026-03-01,Too expensive",
    "bad,ben@b.example,Company B,growth,-1,2026-03-01,Too expensive",
    "later,cal@c.example,Company C,growth,70,soon,Too slow",
    "many,dan@d.example,Company, Dee,growth,60,2026-03-01,No SSO",
    "five,eve@e.example,Company E,growth,50,2026-03-01,No SSO",
    "good,fay@f.example,Company F,growth,40,2026-03-01,No SSO",
)
KEYS = Upload("u")


@pytest.fixture
async def upload(fake: FakeBedrock, tmp_path: Path) -> Status:  # noqa: ARG001 -- it answers
    """Two customers, and four rows that nobody could use."""
    source = tmp_path / "customers.csv"
    source.write_text("\n".join([HEADER, *ROWS]) + "\n", encoding="utf-8")
    status = await win_back(WinbackParams(source=str(source), upload_id="u", max_reject_rate=0.9), gate=False)
    assert (status.completed, status.rejected, status.rows_read) == (2, 4, 6)
    return status


def path(key: str) -> Path:
    return Path(os.environ["REVIVE_HOME"]) / key


def table() -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path(KEYS.rejects).read_text(encoding="utf-8"), newline="")))


def mend(tmp_path: Path, changes: dict[str, dict[str, str]], *more: dict[str, str]) -> Path:
    """rejects.csv with other cells in the rows of these lines."""
    found = [one | changes.get(one["line"], {}) for one in table()]
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(found[0]), restval="")
    writer.writeheader()
    writer.writerows([*found, *more])
    file = tmp_path / "mended.csv"
    file.write_text(text.getvalue(), encoding="utf-8")
    return file


async def repaired(file: Path) -> Repaired:
    return await repair(await open_place("local"), "u", str(file))


def ids() -> list[str]:
    return [one["customer_id"] for one in json.loads(path(KEYS.customers_in).read_bytes())]


@pytest.mark.usefixtures("upload")
async def test_rejects_csv_holds_the_rows() -> None:
    found = [(one["line"], one["customer_id"], one["mrr"]) for one in table()]
    assert found == [("3", "bad", "-1"), ("4", "later", "70"), ("5", "many", "growth"), ("7", "good", "40")]
    assert table()[2]["extra_cell_1"] == "No SSO"


@pytest.mark.usefixtures("upload")
async def test_only_mended_rows_are_paid_for(tmp_path: Path, fake: FakeBedrock) -> None:
    before, paid = path(KEYS.customer("good")).read_bytes(), fake.stats.paid
    again = await repaired(mend(tmp_path, {"3": {"mrr": "80"}}))
    assert again.taken == 1
    assert again.message == "1 of the rows in mended.csv can be used now"
    status = await win_back(WinbackParams(upload_id="u"), gate=False)
    assert (status.completed, status.total, status.rejected, status.rows_read) == (3, 3, 3, 6)
    assert fake.stats.paid == paid + 2
    assert path(KEYS.customer("good")).read_bytes() == before
    assert sorted(one["customer_id"] for one in json.loads(path(KEYS.campaigns).read_bytes())) == [
        "bad",
        "five",
        "good",
    ]
    assert [one["line"] for one in table()] == ["4", "5", "7"]


@pytest.mark.usefixtures("upload")
async def test_the_cell_in_front_may_be_mended_instead(tmp_path: Path) -> None:
    assert (await repaired(mend(tmp_path, {"4": {"value": "2026-03-04"}}))).taken == 1
    assert ids()[-1] == "later"


@pytest.mark.usefixtures("upload")
async def test_a_row_with_too_many_cells_is_mended_by_moving_them(tmp_path: Path) -> None:
    whole = dict(
        zip(
            HEADER.split(","), ["many", "dan@d.example", "Company, Dee", "growth", "60", "2026-03-01", "x"], strict=True
        )
    )
    assert (await repaired(mend(tmp_path, {"5": whole | {"extra_cell_1": ""}}))).taken == 1
    assert (await repaired(mend(tmp_path, {}))).taken == 0


@pytest.mark.usefixtures("upload")
async def test_what_is_still_bad_stays_with_its_new_reason(tmp_path: Path) -> None:
    again = await repaired(mend(tmp_path, {"3": {"mrr": "80", "churn_date": "never"}, "7": {"customer_id": "five"}}))
    assert again.taken == 0
    assert "line 3: churn_date is not a date" in again.message
    assert "line 7: customer_id is the id of another customer of this upload" in again.message
    assert (table()[0]["line"], table()[0]["churn_date"]) == ("3", "never")
    assert (await repaired(mend(tmp_path, {"3": {"churn_date": "2026-03-03"}, "7": {"customer_id": "six"}}))).taken == 2


@pytest.mark.usefixtures("upload")
async def test_repaired_twice_and_rows_by_hand(tmp_path: Path) -> None:
    file = mend(tmp_path, {"3": {"mrr": "80"}}, {"line": "", "customer_id": "new"}, {"line": "2", "mrr": "1"})
    first = await repaired(file)
    assert first.taken == 1
    assert "2 name no rejected line (taken in before, of another upload, or added by hand" in first.message
    second = await repaired(file)
    assert second.taken == 0
    assert second.message.startswith("no row of mended.csv is new; 3 name no rejected line")
    assert ids() == ["good", "five", "bad"]


@pytest.mark.usefixtures("upload")
async def test_a_line_that_stands_there_twice_is_not_guessed(tmp_path: Path) -> None:
    one = table()[0] | {"mrr": "80"}
    again = await repaired(mend(tmp_path, {"3": {"mrr": "70"}}, one))
    assert again.taken == 0
    assert "lines 3 stand in it twice" in again.message


@pytest.mark.parametrize("at", ["customers", "rejects", "status"])
@pytest.mark.usefixtures("upload")
async def test_killed_in_between_it_is_done_by_the_next_one_or_by_a_resume(
    tmp_path: Path, fake: FakeBedrock, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    file, paid, put = (
        mend(tmp_path, {"3": {"mrr": "80"}, "4": {"churn_date": "2026-03-03"}}),
        fake.stats.paid,
        ArtifactStore.put,
    )
    writes = {"customers": KEYS.customers_in, "rejects": KEYS.rejects, "status": KEYS.status}
    seen = 0

    async def dying(self: ArtifactStore, key: str, content: bytes) -> None:
        nonlocal seen
        seen += key == KEYS.status
        if key == writes[at] and (at != "status" or seen > 1):
            raise KeyboardInterrupt
        await put(self, key, content)

    monkeypatch.setattr(ArtifactStore, "put", dying)
    with pytest.raises(KeyboardInterrupt):
        await repaired(file)
    monkeypatch.setattr(ArtifactStore, "put", put)
    between = await win_back(WinbackParams(upload_id="u"), gate=False)
    assert between.completed == (2 if at == "customers" else 4)
    await repaired(file)
    status = await win_back(WinbackParams(upload_id="u"), gate=False)
    assert (status.completed, status.rejected, status.skipped, status.rows_read) == (4, 2, 0, 6)
    assert fake.stats.paid == paid + 4
    found = await read_status((await open_place("local")).store, "u")
    assert found is not None
    assert found.repair is None


@pytest.mark.usefixtures("upload")
async def test_a_workbook_of_it_is_read_too(tmp_path: Path) -> None:
    found = [one | ({"mrr": "80"} if one["line"] == "3" else {}) for one in table()]
    file = tmp_path / "rejects.xlsx"
    file.write_bytes(workbook({"rejects": rows(list(found[0]), *(list(one.values()) for one in found))}))
    assert (await repaired(file)).taken == 1


@pytest.mark.usefixtures("upload")
async def test_a_no_in_another_row_of_the_address_counts(tmp_path: Path) -> None:
    await repaired(mend(tmp_path, {"3": {"mrr": "80", "email": "EVE@e.example"}}))
    customer = json.loads(path(KEYS.customers_in).read_bytes())[-1]
    assert [one["reason"] for one in customer["siblings"]] == ["No SSO"]


@pytest.mark.usefixtures("upload")
async def test_it_may_be_mended_where_it_stands(tmp_path: Path) -> None:
    file = mend(tmp_path, {"3": {"mrr": "80"}})
    path(KEYS.rejects).write_bytes(file.read_bytes())
    assert (await repaired(path(KEYS.rejects))).taken == 1
    assert [one["line"] for one in table()] == ["4", "5", "7"]


@pytest.mark.usefixtures("upload")
async def test_what_is_no_rejects_csv_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "other.csv"
    for content, said in (
        (f"{HEADER}\n{ROWS[0]}\n", "no header was found"),
        ("line,column,value,reason\n3,mrr,80,x\n", "has no column 'customer_id'; keep the columns"),
    ):
        file.write_text(content, encoding="utf-8")
        with pytest.raises(BadInputError, match=said):
            await repaired(file)
    path(KEYS.rejects).write_text("line,column,value,reason\r\n3,mrr,-1,is bad\r\n", encoding="utf-8")
    with pytest.raises(BadInputError, match="as Revive wrote it before it could take them again"):
        await repaired(file)
    with pytest.raises(BadInputError, match="no upload"):
        await repair(await open_place("local"), "nowhere", str(file))
