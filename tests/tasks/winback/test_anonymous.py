"""The version without names: nothing that says who a customer is, wherever in the upload it was written."""

import csv
import io
import os
from pathlib import Path
from typing import Any

import html5lib
import pytest
from conftest import HEADER, Revive
from fakes.bedrock import FakeBedrock
from fakes.small_uploads import small_upload

from tasks.bulk.place import open_place
from tasks.privacy.erase import erase_person
from tasks.winback.correct import correct
from tasks.winback.edit import edit
from tasks.winback.mailers.export_for import export_for
from tasks.winback.rule_on import rule_on

pytestmark = pytest.mark.usefixtures("in_process")
PEOPLE = ("Quinella", "Zebulon", "Xanthippe", "Ysolde", "Wolfhard", "Vanadis")
COMPANIES = ("Brightloomia", "Harborlux", "Pebblecartia", "Tinyforgia", "Nordkieselia", "Quillandia")
# Each row names its own company and person, and those of others, in every column that somebody may write into.
ROWS = [
    f"{company}-{n},{person.lower()}@{company.lower()}.example,{company},growth,{100 + n},2026-03-01,"
    f"Price increase. {person} of {company} switched to {COMPANIES[n - 1]} and {PEOPLE[n - 1]} said so,"
    f"{person},{COMPANIES[n - 2]},2025-0{n + 1}-01,{person} knows {PEOPLE[n - 3]}"
    for n, (person, company) in enumerate(zip(PEOPLE, COMPANIES, strict=True))
]
SOURCE = "vanadis-and-wolfhard.csv"
NAMED = [*PEOPLE, *COMPANIES]


def folder() -> Path:
    return Path(os.environ["REVIVE_HOME"]) / "results/u"


def naming(path: Path) -> list[str]:
    """Which of the file's people and companies a file names, in whatever case."""
    content = path.read_bytes().decode().casefold()
    return [name for name in NAMED if name.casefold() in content]


@pytest.fixture
async def upload(fake: FakeBedrock, tmp_path: Path) -> FakeBedrock:
    """Six customers whose names are in the file's name, in reasons, notes, insights, emails, decisions and rejects."""
    header = f"{HEADER},First Name,Competitor,signup_date,Notes"
    reject = f"bad,{PEOPLE[0]}@x.example,{COMPANIES[0]},growth,{PEOPLE[1]},2026-03-01,x,,,,"
    await small_upload(tmp_path, header, [*ROWS, reject], max_failure_rate=1, name=SOURCE)
    ids = [row.partition(",")[0] for row in ROWS]
    await rule_on("u", ids[0], "hold", f"{PEOPLE[0]} of {COMPANIES[0]} called", "local")
    await correct("u", ids[1], "features", PEOPLE[2], "local")
    await edit("u", ids[2], 1, {"subject": "Which part did you never use?"}, PEOPLE[3], "local")
    return fake


async def anonymous() -> list[Path]:
    await export_for(await open_place("local"), "u", (), anonymous=True)
    return sorted(path for path in (folder() / "anonymous").rglob("*") if path.is_file())


@pytest.mark.usefixtures("upload")
async def test_no_output_names_anybody() -> None:
    files = await anonymous()
    assert [path.name for path in files] == ["customers.csv", "report.html"]
    assert naming(folder() / "report.html")  # the other version does, so the walk can see it
    for path in files:
        assert naming(path) == [], path.name
        assert "@" not in path.read_text(encoding="utf-8").replace("@media", "")


@pytest.mark.usefixtures("upload")
async def test_nor_does_one_whose_analyses_and_emails_name_everybody() -> None:
    """The answers of the fake name nobody; those of a model that repeats what it was given would."""
    said = " and ".join(NAMED).encode()
    for path in [*(folder() / "parts").iterdir(), *(folder() / "customers").iterdir()]:
        content = path.read_bytes()
        for field in (b'"insights":["', b'"recommendation":"', b'"summary":"', b'"body":"', b'"subject":"'):
            content = content.replace(field, field + (said if field != b'"subject":"' else PEOPLE[0].encode()) + b" ")
        path.write_bytes(content)
    files = await anonymous()
    for name in ("analyses.json", "campaigns.json", "emails.csv", "contacts.csv", "report.html"):
        assert naming(folder() / name) == NAMED, name
    assert [naming(path) for path in files] == [[], []]


@pytest.mark.usefixtures("upload")
async def test_what_is_counted_is_there() -> None:
    table, report = await anonymous()
    rows = list(csv.DictReader(io.StringIO(table.read_bytes().decode(), newline="")))
    assert [row["number"] for row in rows] == list("123456")
    assert {row["mrr"] for row in rows} == {f"{100 + n}.00" for n in range(6)}
    assert sorted(row["send"] for row in rows) == ["hold", *["ready"] * 5]
    assert [row["corrected_cause"] for row in rows].count("features") == 1
    assert {row["stayed"] for row in rows} <= {"3 to 12 months", "1 to 2 years"}
    page = report.read_text(encoding="utf-8")
    for said in ("Left out: names", "Who can be won back", "What they say", "How long they had stayed", "On hold"):
        assert said in page
    tree: Any = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    assert not [*tree.iter("script"), *tree.iter("img"), *tree.iter("link"), *tree.iter("a")]


@pytest.mark.usefixtures("upload")
async def test_the_next_export_takes_it_away() -> None:
    await anonymous()
    await erase_person(f"{PEOPLE[3].lower()}@{COMPANIES[3].lower()}.example", "local")
    assert not [path for path in (folder() / "anonymous").rglob("*") if path.is_file()]


@pytest.mark.usefixtures("upload")
def test_the_command_says_where_it_is(revive: Revive) -> None:
    done = revive("export", "u", "--anonymous")
    assert done.code == 0, done.err
    paths = [Path(line) for line in done.out.splitlines()]
    assert [path.name for path in paths] == ["report.html", "customers.csv"]
    assert all(path.is_file() for path in paths)
    nothing = revive("export", "u")
    assert (nothing.code, nothing.err) == (2, "revive: nothing to write: say --for a mailer, or --anonymous\n")
