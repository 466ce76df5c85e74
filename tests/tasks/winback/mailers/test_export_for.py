"""Files for a mailer: whole, split where it asks for it, never older than the last no."""

import csv
import io
import json
import os
from pathlib import Path

import pytest
from conftest import HEADER, Revive
from fakes.bedrock import FakeBedrock
from fakes.small_uploads import small_upload

from schemas.errors import AlreadyRunningError, BadInputError
from tasks.bulk.place import open_place
from tasks.outreach.suppress import add_address
from tasks.privacy.erase import erase_person
from tasks.winback.mailers.export_for import ForMailer, export_for
from tasks.winback.mailers.maps import known_mailers
from tasks.winback.rewriting import leased
from tasks.winback.rule_on import rule_on

pytestmark = pytest.mark.usefixtures("in_process")
ROWS = [f'c{n},+ann{n}@a{n}.example,"Company, ""{n}""",growth,{90 + n},2026-03-01,Too expensive' for n in range(7)]
OWN = """
contacts: {columns: {id: customer_id, Mail: email, Text: body_2}, values: {source: Revive}}
suppressed: {columns: {Mail: email, Why: why}}
"""


def folder() -> Path:
    return Path(os.environ["REVIVE_HOME"]) / "results/u/for"


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode(), newline="")))


async def for_mailer(wanted: str) -> ForMailer:
    (written,) = (await export_for(await open_place("local"), "u", [wanted])).values()
    return written


@pytest.fixture
async def upload(fake: FakeBedrock, tmp_path: Path) -> FakeBedrock:
    """Seven customers who may be written to, and one who said no."""
    no = "no,no@a.example,Company,growth,1,2026-03-01,Do not write to me again"
    await small_upload(tmp_path, HEADER, [*ROWS, no])
    return fake


@pytest.mark.usefixtures("upload")
@pytest.mark.parametrize("name", known_mailers())
async def test_every_mailer_gets_everybody_and_who_said_no(name: str) -> None:
    written = await for_mailer(name)
    assert (written.contacts, written.suppressed, written.left_out) == (7, 1, ())
    contacts, said_no = rows(folder() / name / "contacts-1.csv"), rows(folder() / name / "suppressed-1.csv")
    email = next(header for header in contacts[0] if header.casefold().startswith("email"))
    assert {row[email] for row in contacts} == {f"+ann{n}@a{n}.example" for n in range(7)}
    assert [next(iter(row.values())) for row in said_no] == ["no@a.example"]
    plain = {row["email"]: row for row in rows(folder().parent / "contacts.csv")}
    for row in contacts:
        said = " ".join(value for header, value in row.items() if "body1" in header.replace("_", "").lower())
        assert said.split() == plain[row[email]]["body_1"].split() != []


@pytest.mark.usefixtures("upload")
async def test_a_map_of_ones_own_splits_where_it_says(tmp_path: Path) -> None:
    (tmp_path / "ours.yaml").write_text(OWN + "max_rows: 3\n", encoding="utf-8")
    written = await for_mailer(str(tmp_path / "ours.yaml"))
    files = sorted(path.name for path in (folder() / "ours").iterdir())
    assert files == ["contacts-1.csv", "contacts-2.csv", "contacts-3.csv", "suppressed-1.csv"]
    assert len(written.keys) == len(files)
    found = [rows(folder() / "ours" / name) for name in files[:3]]
    assert [len(one) for one in found] == [3, 3, 1]
    assert {row["id"] for one in found for row in one} == {f"c{n}" for n in range(7)}
    assert list(found[2][0]) == ["id", "Mail", "Text", "source"]
    assert found[2][0]["source"] == "Revive"


@pytest.mark.usefixtures("upload")
async def test_a_file_is_no_longer_than_the_mailer_takes(tmp_path: Path) -> None:
    wide = OWN.replace("Text: body_2", ", ".join(f"T{n}: body_{1 + n % 3}" for n in range(60)))
    (tmp_path / "wide.yaml").write_text(wide + "max_file_bytes: 20000\n", encoding="utf-8")
    await for_mailer(str(tmp_path / "wide.yaml"))
    sizes = [path.stat().st_size for path in (folder() / "wide").glob("contacts-*.csv")]
    assert len(sizes) > 1
    assert all(0 < size <= 20_000 for size in sizes)


@pytest.mark.usefixtures("upload")
async def test_who_has_a_text_that_does_not_fit_is_left_out_and_named(tmp_path: Path) -> None:
    (tmp_path / "short.yaml").write_text(OWN + "max_cell_bytes: 50\n", encoding="utf-8")
    written = await for_mailer(str(tmp_path / "short.yaml"))
    assert written.contacts == 0
    assert set(written.left_out) == {f"c{n}" for n in range(7)}
    assert rows(folder() / "short" / "contacts-1.csv") == []


@pytest.mark.usefixtures("upload")
async def test_whoever_said_no_since_is_in_none_of_the_files() -> None:
    await for_mailer("klaviyo")
    await add_address("+ann3@a3.example", "asked to stop", None, "local")
    written = await for_mailer("hubspot")
    assert (written.contacts, written.suppressed) == (6, 2)
    assert not (folder() / "klaviyo").exists() or not list((folder() / "klaviyo").iterdir())  # older than the no
    assert "ann3@" not in (folder() / "hubspot/contacts-1.csv").read_text(encoding="utf-8")
    await rule_on("u", "c4", "hold", "", "local")
    assert not list(folder().rglob("*.csv"))


@pytest.mark.usefixtures("upload")
async def test_an_erased_person_is_in_none_of_the_files() -> None:
    await for_mailer("klaviyo")
    await erase_person("+ann3@a3.example", "local")
    found = [path for path in folder().parent.rglob("*") if path.is_file() and b"ann3@" in path.read_bytes()]
    assert found == []


@pytest.mark.usefixtures("upload")
async def test_nothing_is_written_for_a_mailer_while_a_run_is_under_way() -> None:
    place = await open_place("local")
    async with leased(place, "u"):
        with pytest.raises(AlreadyRunningError):
            await for_mailer("klaviyo")
    with pytest.raises(BadInputError, match="there is no upload"):
        await export_for(place, "v", ["klaviyo"])


@pytest.mark.usefixtures("upload")
def test_the_command_says_where_the_files_are(revive: Revive) -> None:
    done = revive("export", "u", "--for", "mailchimp")
    assert done.code == 0, done.err
    assert done.out.startswith("mailchimp: 7 contacts, 1 suppressed\n")
    assert "import the suppressed ones first: Audience, Import contacts, with the status Unsubscribed" in done.out
    said = json.loads(revive("export", "u", "--for", "klaviyo", "--json").out)["mailers"]["klaviyo"]
    assert [Path(path).name for path in said["files"]] == ["contacts-1.csv", "suppressed-1.csv"]
    assert all(Path(path).is_file() for path in said["files"])
    both = revive("export", "u", "--for", "klaviyo", "--for", "hubspot")
    assert both.code == 0, both.err
    assert sorted(path.parent.name for path in folder().rglob("contacts-1.csv")) == ["hubspot", "klaviyo"]
    unknown = revive("export", "u", "--for", "sendgrid")
    assert unknown.code == 2
    assert unknown.err.count("\n") == 1
