"""One row a person: what is ready and nothing else, addresses as mail is sent to them, and beside it who said no."""

import csv
import io
import json
import os
from pathlib import Path

import pytest
from conftest import HEADER
from fakes.bedrock import FakeBedrock
from fakes.small_uploads import small_upload

from tasks.outreach.suppress import add_address
from tasks.privacy.erase import erase_person
from tasks.winback.person_names import first_name_in, last_name_in
from tasks.winback.rule_on import rule_on

pytestmark = pytest.mark.usefixtures("in_process")
ROWS = (
    "ann,+ann@a.example,=HYPERLINK(1),growth,90,2026-03-01,Too expensive,Ann,",
    "ben,-ben@b.example,Company B,growth,80,2026-03-01,Too expensive,,",
    "cmd,=1+1@c.example,Company C,growth,70,2026-03-01,Too expensive,Cy,",
    "dan,Dan.O'Neil@D.example,Company D,growth,60,2026-03-01,Too expensive,{{name}},",
    "eve,eve@e.example,Company E,growth,50,2026-03-01,Please never write to me again,Eve,",
    "fay,fay@f.example,Company F,growth,40,2026-03-01,Too expensive,Fay,true",
    "gus,,Company G,growth,30,2026-03-01,Too expensive,Gus,",
)


def table(name: str) -> dict[str, dict[str, str]]:
    content = (Path(os.environ["REVIVE_HOME"]) / "results/u" / name).read_bytes()
    assert not content.startswith(b"\xef\xbb\xbf")
    return {row["email"]: row for row in csv.DictReader(io.StringIO(content.decode(), newline=""))}


@pytest.fixture
async def upload(fake: FakeBedrock, tmp_path: Path) -> FakeBedrock:
    """Seven customers, of whom three may be written to."""
    await small_upload(tmp_path, f"{HEADER},First Name,HasOptedOutOfEmail", ROWS)
    return fake


@pytest.mark.usefixtures("upload")
async def test_an_address_is_exact_or_not_there() -> None:
    contacts, emails = table("contacts.csv"), table("emails.csv")
    assert list(contacts) == ["+ann@a.example", "-ben@b.example", "Dan.O'Neil@D.example"] == list(emails)
    assert contacts["+ann@a.example"]["company_name"] == "'=HYPERLINK(1)"
    held = json.loads((Path(os.environ["REVIVE_HOME"]) / "results/u/campaigns.json").read_bytes())
    assert {one["customer_id"]: one.get("hold") for one in held}["cmd"] == "no_address"
    assert [row["first_name"] for row in contacts.values()] == ["Ann", "", ""]


@pytest.mark.usefixtures("upload")
async def test_all_emails_of_a_person_are_in_one_row() -> None:
    rows = csv.DictReader(io.StringIO((Path(os.environ["REVIVE_HOME"]) / "results/u/emails.csv").read_text("utf-8")))
    contacts = table("contacts.csv")
    for row in rows:
        number = row["email_number"]
        for name in ("send_day", "subject", "cta", "link"):
            assert contacts[row["email"]][f"{name}_{number}"] == row[name]
        assert contacts[row["email"]][f"body_{number}"].split() == row["body"].split() != []


@pytest.mark.usefixtures("upload")
async def test_who_said_no_is_in_the_second_file_and_who_is_suppressed_later_moves_there() -> None:
    assert {email: row["why"] for email, row in table("suppressed.csv").items()} == {
        "eve@e.example": "asked_to_stop",
        "fay@f.example": "suppressed",
    }
    await add_address("-ben@b.example", "asked to stop", None, "local")
    await rule_on("u", "gus", "hold", "", "local")  # any export
    assert "-ben@b.example" not in table("contacts.csv")
    assert table("suppressed.csv")["-ben@b.example"]["why"] == "suppressed"


@pytest.mark.usefixtures("upload")
async def test_a_hold_of_another_kind_hides_nobody_who_said_no() -> None:
    await rule_on("u", "dan", "hold", "is a friend", "local")
    await rule_on("u", "eve", "hold", "called us", "local")  # who has asked not to be written to
    await add_address("dan.o'neil@d.example", "asked to stop", None, "local")
    await rule_on("u", "gus", "hold", "", "local")  # any export
    assert {email: row["why"] for email, row in table("suppressed.csv").items()} == {
        "Dan.O'Neil@D.example": "suppressed",
        "eve@e.example": "asked_to_stop",
        "fay@f.example": "suppressed",
    }


@pytest.mark.usefixtures("upload")
async def test_an_erased_person_is_in_neither() -> None:
    for address in ("+ann@a.example", "eve@e.example"):
        await erase_person(address, "local")
    folder = Path(os.environ["REVIVE_HOME"]) / "results/u"
    for name in ("contacts.csv", "suppressed.csv"):
        content = (folder / name).read_text(encoding="utf-8")
        assert not [word for word in ("+ann@", "eve@", "HYPERLINK") if word in content]


@pytest.mark.parametrize(
    ("context", "name"),
    [
        ({"First Name": "Ann"}, "Ann"),
        ({"Contact: First_Name": "  Zoë "}, "Zoë"),
        ({"Vorname": "Jean-Luc"}, "Jean-Luc"),
        ({"Prénom": "n/a"}, ""),
        ({"firstname": "{{first_name}}"}, ""),
        ({"firstname": "ann@a.example"}, ""),
        ({"firstname": "=1+1"}, ""),
        ({"Name": "Ann Lee"}, ""),
    ],
)
def test_a_first_name_is_one_that_a_column_says(context: dict[str, str], name: str) -> None:
    assert first_name_in(context) == name


def test_a_last_name_is_another_column() -> None:
    assert last_name_in({"First Name": "Ann", "Surname": "O'Neil"}) == "O'Neil"
    assert last_name_in({"First Name": "Ann", "Nachname": "-"}) == ""
