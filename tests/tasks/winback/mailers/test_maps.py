"""Maps of mailers: those that are shipped keep what the mailers' own pages say, and one's own is checked."""

from pathlib import Path

import pytest

from schemas.errors import BadInputError
from schemas.winback.mailer import CONTACT
from tasks.winback.mailers.maps import known_mailers, load_mailer

OWN = "contacts: {columns: {Mail: email}}\nsuppressed: {columns: {Mail: email}}\n"


@pytest.mark.parametrize("name", known_mailers())
def test_every_shipped_map_names_its_pages_and_has_every_email(name: str) -> None:
    _, mailer = load_mailer(name)
    assert mailer.pages
    assert mailer.looked_up
    assert mailer.suppressed_goes_to
    of_emails = [column for column in CONTACT if column.startswith(("subject", "body", "cta", "link"))]
    assert set(of_emails) <= set(mailer.contacts.columns.values())


def test_the_headers_are_those_that_the_mailers_ask_for() -> None:
    klaviyo, mailchimp, hubspot, customerio = (
        load_mailer(name)[1] for name in ("klaviyo", "mailchimp", "hubspot", "customerio")
    )
    assert klaviyo.contacts.header[0] == "Email"
    assert klaviyo.suppressed.header == ["Email"]
    assert klaviyo.max_file_bytes == 50_000_000
    assert {"Email Address", "FNAME", "LNAME", "BODY1_1", "BODY3_5"} <= set(mailchimp.contacts.header)
    assert all(len(header) <= 10 for header in mailchimp.contacts.header[1:])
    assert len(mailchimp.contacts.header) + len(("ADDRESS", "PHONE")) <= 30
    assert {"email", "firstname", "company"} <= set(hubspot.contacts.header)
    assert customerio.suppressed.header == ["email", "unsubscribed"]
    assert len(customerio.contacts.header) <= 100


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            OWN + "contact: 1\n",
            r"map\.yaml: contact: Extra inputs are not permitted; known: contacts, suppr",
        ),
        (OWN.replace("Mail: email", "Mail: name", 1), "contacts has no column 'name'; known: email, customer_id"),
        (OWN.replace("Mail: email", "Id: customer_id", 1), "contacts names no header for email"),
        (OWN.replace("Mail: email", '"=1+1": email', 1), "contacts.columns.*: String should match pattern"),
        (OWN.replace("{columns", "{values: {Mail: x}, columns", 1), "contacts has the same header twice"),
        (
            OWN.replace("{columns", "{pieces: {Body: 2}, columns", 1),
            "pieces of 'Body', which is not one of its headers",
        ),
        (OWN.replace("{columns", "{pieces: {Mail: 2}, columns", 1), "pieces need max_cell_bytes"),
        (OWN + "max_rows: 0\n", "max_rows: Input should be greater than or equal to 1"),
        ("[1]", "holds no mapping; known: contacts"),
        ("a: [", "is not YAML"),
        ("&a [*a]", "is not YAML"),
    ],
)
def test_a_map_that_is_wrong_is_one_line(tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / "map.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(BadInputError, match=said) as refused:
        load_mailer(str(tmp_path / "map.yaml"))
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("name", ["sendgrid", "Klaviyo", "../klaviyo", "\x1b[2J", ""])
def test_a_mailer_that_is_not_known_is_one_line_with_those_that_are(name: str) -> None:
    with pytest.raises(BadInputError, match="known are customerio, hubspot, klaviyo, mailchimp, or a map") as refused:
        load_mailer(name)
    assert str(refused.value).isprintable()


def test_a_map_of_ones_own_has_a_folder_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "Über uns.yaml").write_text(OWN, encoding="utf-8")
    name, mailer = load_mailer(str(tmp_path / "Über uns.yaml"))
    assert name.startswith("~")
    assert mailer.contacts.columns == {"Mail": "email"}
    with pytest.raises(BadInputError, match="No such file or directory"):
        load_mailer(str(tmp_path / "other.yaml"))
