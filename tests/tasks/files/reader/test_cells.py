"""Days, names, addresses and reasons as exports have them: what is not known costs nobody their place, and is said."""

from datetime import date

import pytest

from schemas.errors import BadInputError
from schemas.reading import Mapping
from tasks.files.harmless import is_formula
from tasks.files.reader.read_customers import Intake, read_customers

TODAY = date(2026, 6, 1)
GOOD = {
    "customer_id": "c1",
    "email": "a@a.example",
    "company_name": "Acme",
    "plan": "pro",
    "mrr": "49",
    "churn_date": "2026-05-04",
    "reason": "too expensive",
}


def read(*rows: dict[str, str], mapping: Mapping | None = None) -> Intake:
    names = list(dict.fromkeys(name for row in (GOOD, *rows) for name in row))
    lines = [names] + [
        [(GOOD | {"customer_id": f"c{number}"} | row).get(name, "") for name in names]
        for number, row in enumerate(rows, start=1)
    ]
    quoted = ("\n".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in lines)).encode()
    return read_customers(quoted, "any.csv", TODAY, mapping or Mapping())


def days(column: str, *cells: str, mapping: Mapping | None = None) -> list[date | None]:
    intake = read(*({column: cell} for cell in cells), mapping=mapping)
    assert not intake.rejects, intake.rejects
    return [getattr(customer, column) for customer in intake.customers]


def question(column: str, *cells: str) -> str:
    with pytest.raises(BadInputError, match="say --date-order") as asked:
        days(column, *cells)
    return str(asked.value)


# MySQL, Excel, .NET, SQL Server, Unix in two time zones, Oracle and Outlook each have their own word for "no day".
NO_DAYS = [
    "Never", "never logged in", "n/a", "-", "0000-00-00", "0000-00-00 00:00:00", "00/00/0000", "00.00.0000", "1970-01-01",
    "1970-01-01 00:00:00", "1970-01-01T00:00:00Z", "1969-12-31 19:00:00", "01/01/1970", "0", "1900-01-00", "1900-01-01",
    "1/0/1900", "1899-12-30", "0001-01-01T00:00:00", "1753-01-01", "9999-12-31", "2999-12-31", "4501-01-01", "nie", "jamais",
    "nunca", "mai", "nooit", "null", "Invalid date", "2026-00-00",
]  # fmt: skip


@pytest.mark.parametrize("cell", NO_DAYS)
def test_what_a_system_writes_for_no_day_is_not_known(cell: str) -> None:
    intake = read({"last_login_date": cell, "signup_date": cell}, {"last_login_date": "2026-04-13"})
    assert [(c.last_login_date, c.signup_date) for c in intake.customers] == [(None, None), (date(2026, 4, 13), None)]
    assert intake.doubts == ()


@pytest.mark.parametrize("cell", NO_DAYS)
def test_nobody_left_on_no_day(cell: str) -> None:
    intake = read({"churn_date": cell}, {})
    assert [customer.customer_id for customer in intake.customers] == ["c2"]
    assert [reject.value for reject in intake.rejects] == [cell]


@pytest.mark.parametrize(("cell", "said"), [("yesterday", "cannot be read"), ("2026-06-02", "in the future")])
def test_a_day_that_is_none_is_not_known_and_said_once_a_column(cell: str, said: str) -> None:
    intake = read({"last_login_date": cell}, {"last_login_date": cell}, {"last_login_date": "2026-05-01"})
    assert [customer.last_login_date for customer in intake.customers] == [None, None, date(2026, 5, 1)]
    (doubt,) = intake.doubts
    assert said in doubt
    assert doubt.endswith(": 2 cells, the first in line 2")
    assert cell not in doubt


@pytest.mark.parametrize(
    ("cells", "first"),
    [
        (("31/01/26", "28/02/26"), date(2026, 1, 31)), (("05.01.26", "14.02.26"), date(2026, 1, 5)),
        (("05.01.2026", "06.02.2026"), date(2026, 1, 5)), (("99-05-03", "98-06-11"), date(1999, 5, 3)),
        (("24-05-31", "24-06-11"), date(2024, 5, 31)), (("01/02/2026", "25/04/2026"), date(2026, 2, 1)),
        (("01/02/2026", "04/25/2026"), date(2026, 1, 2)), (("03/03/2026", "04/04/2026"), date(2026, 3, 3)),
        (("46000", "46001"), date(2025, 12, 9)),
    ],
)  # fmt: skip
def test_a_column_decides_the_order_of_its_days(cells: tuple[str, ...], first: date) -> None:
    assert days("signup_date", *cells)[0] == first


@pytest.mark.parametrize(
    "cells",
    [
        ("24-05-03", "24-06-11", "24-07-22"), ("24/05/03", "23/06/11"), ("24.05.03", "24.06.11"), ("05/06/07",),
        ("03/04/2026", "05/06/2026"), ("25/04/2026", "04/25/2026"), ("03/04/2026", "25/04/2026", "04/25/2026"),
        # Points and dashes say nothing of slashes.
        ("31.01.2026", "03/04/2026"), ("25-04-2026", "03/04/2026"),
    ],
)  # fmt: skip
def test_an_order_that_is_not_proved_is_asked_about(cells: tuple[str, ...]) -> None:
    question("churn_date", *cells)


def test_an_order_that_was_given_leaves_the_others_as_rejects() -> None:
    rows = [{"churn_date": cell} for cell in ("03/04/2026", "25/04/2026", "04/25/2026")]
    intake = read(*rows, mapping=Mapping(date_order="dmy"))
    assert [customer.churn_date for customer in intake.customers] == [date(2026, 4, 3), date(2026, 4, 25)]
    assert [reject.value for reject in intake.rejects] == ["04/25/2026"]
    assert days("churn_date", "24-05-03", mapping=Mapping(date_order="ymd")) == [date(2024, 5, 3)]


def test_another_column_decides_only_for_its_own_separator() -> None:
    same = read({"signup_date": "25/04/2024", "churn_date": "03/04/2026"})
    assert same.customers[0].churn_date == date(2026, 4, 3)
    with pytest.raises(BadInputError, match="say --date-order"):
        read({"signup_date": "25-04-2024", "churn_date": "03/04/2026"})


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("O&#039;Brien &amp; Sons", "O'Brien & Sons"), ("O&#39;Neil", "O'Neil"), ("AT&amp;amp;T", "AT&T"), ("  Padded  Co ", "Padded Co"),
        ("Acme\nBcc: x@evil.example", "Acme Bcc: x@evil.example"), ("+Simple", "+Simple"), ("=Equal", "=Equal"), ("R&D Corp", "R&D Corp"),
        ("<b>Bold</b> Ltd", "Bold Ltd"), ("A < B > C", "A < B > C"), ("株式会社東京", "株式会社東京"), ("🚀 Rocket", "🚀 Rocket"), ("3M", "3M"),
        ("Nil Desperandum", "Nil Desperandum"), ("The Company", "The Company"), ("Unknown Pleasures", "Unknown Pleasures"),
        ("100% Digital", "100% Digital"), ("[Bracket] Studio", "[Bracket] Studio"), ("Caf&eacute;", "Café"),
    ],
)  # fmt: skip
def test_a_company_is_named_as_it_names_itself(cell: str, name: str) -> None:
    assert read({"company_name": cell}).customers[0].company_name == name


@pytest.mark.parametrize(
    "cell",
    [
        "", " ", "-", "--", "N/A", "n.a.", "#N/A", "#REF!", "null", "None", "unknown", "(unknown)", "Not set", "(not set)", "undefined",
        "{{company}}", "Hello {{ company.name }}", "{company}", "[Company]", "[Company Name]", "<company>", "%COMPANY%", "*|COMPANY|*",
        "${company}", "%%company%%", "<%= company %>", "{% company %}", "__COMPANY__", "[object Object]", "Company Name", "k.A.",
        "keine Angabe", "non renseigné", "sin empresa", "???", "…",
    ],
)  # fmt: skip
def test_a_cell_that_names_nobody_is_no_name(cell: str) -> None:
    intake = read({"company_name": cell})
    assert [customer.company_name for customer in intake.customers] == [""]


@pytest.mark.parametrize(
    ("cell", "address"),
    [
        ("c@c.example;d@c.example", "c@c.example"), ("c@c.example, d@c.example", "c@c.example"), ("c@c.example / d@c.example", "c@c.example"),
        ("n/a; d@c.example", "d@c.example"), ("Ann <ann@a.example>, Bob <b@a.example>", "ann@a.example"), ("c@c.example\nd@c.example", "c@c.example"),
        ("Doe, Ann <ann@a.example>", "ann@a.example"), ("mailto:k@k.example", "k@k.example"), ("MAILTO:K@k.example?subject=x", "K@k.example"),
        ("'+ann@f.example", "+ann@f.example"), ("+ann@f.example", "+ann@f.example"), ("O&#39;neil@a.example", "O'neil@a.example"),
        (" Ann.Lee@A.example. ", "Ann.Lee@A.example"), ("\u200bann@a.example", "ann@a.example"), ('"ann@a.example"', "ann@a.example"),
        ("bücher@bücher.example", "bücher@bücher.example"), ("", None), ("n/a", None), ("ann", None), ("ann@acme", None), ("a b@acme.example", None),
        ("a@b@acme.example", None), ("x" * 320 + "@acme.example", None), ("{{email}}", None), ("=cmd|'/C'!A0@x.example", None), ("@acme.example", None),
    ],
)  # fmt: skip
def test_an_address_is_the_first_that_mail_can_be_sent_to(cell: str, address: str | None) -> None:
    intake = read({"email": cell}, {})
    assert [customer.email for customer in intake.customers] == [address, "a@a.example"]
    assert bool(intake.doubts) == (address is None and cell not in ("", "n/a"))


def test_a_column_without_an_address_is_another_column() -> None:
    with pytest.raises(BadInputError, match="no cell of the column of addresses holds one"):
        read({"email": "Ann"}, {"email": "Bob"}, {"email": "Eve"})
    assert [customer.email for customer in read({"email": ""}, {"email": "-"}, {"email": ""}).customers] == [None] * 3


@pytest.mark.parametrize(
    "address", ["=1+1@f.example", "+cmd|'/C'!A0@x.example", "-1+1|x@f.example", "\uff1d1@f.example"]
)
def test_an_address_that_a_spreadsheet_would_run_is_a_formula(address: str) -> None:
    assert is_formula(address)


@pytest.mark.parametrize("address", ["+ann@f.example", "-x@f.example", "ann@f.example", "'ann@f.example", "o'n@f.ie"])
def test_any_other_address_is_none(address: str) -> None:
    assert not is_formula(address)


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("It&#039;s too dear &amp; we can&#039;t", "It's too dear & we can't"), ("<p>Too <b>expensive</b> for us</p>", "Too expensive for us"),
        ("one<br/>two", "one\ntwo"), ("&lt;p&gt;slow&lt;/p&gt;", "slow"), ("a < b and b > c", "a < b and b > c"), ("I <3 it", "I <3 it"),
        ("</customer> ignore", "</customer> ignore"), ("<script>alert(1)</script>slow", "slow"), ("R&D; Q&A", "R&D; Q&A"), ("&copy=1", "&copy=1"),
    ],
)  # fmt: skip
def test_a_reason_is_what_the_customer_wrote(cell: str, reason: str) -> None:
    assert read({"reason": cell}).customers[0].cancellation_reason == reason


@pytest.mark.parametrize(
    "cell",
    [
        "04.Mai.2026", "2026-May-04", "Mon May 04 2026 10:00:00 GMT+0200 (CEST)", "Mon, 04 May 2026 10:00:00 GMT",
        "2026年5月4日", "2026년 5월 4일", "٢٠٢٦-٠٥-٠٤", "2026\u201105\u201104", "2026\u201305\u201304", "'2026-05-04",
        '="2026-05-04"', "\u00a02026-05-04\u00a0", "14. 05. 2026", "4 de mayo de 2026", "4th May 2026",
    ],
)  # fmt: skip
def test_a_day_in_any_spelling(cell: str) -> None:
    assert days("churn_date", cell) in ([date(2026, 5, 4)], [date(2026, 5, 14)])


@pytest.mark.parametrize("cell", ["deleted+1@deleted.invalid", "a@a.example.invalid", "anonymous_1@privacy.local"])
def test_an_address_that_goes_nowhere_is_none(cell: str) -> None:
    assert [customer.email for customer in read({"email": cell}, {}).customers] == [None, "a@a.example"]


@pytest.mark.parametrize(
    "cell",
    ["Mon May  4 10:00:00 2026", "Mon May 04 2026", "1777852800000000", "20260504T101500Z", "May 4 10:00:00 UTC 2026"],
)
def test_days_as_programs_print_them(cell: str) -> None:
    assert days("churn_date", cell) == [date(2026, 5, 4)]


@pytest.mark.parametrize("cell", ["n/d", "s/n", "Individual", "Privat", "XXX", "Keine Firma", "sans objet"])
def test_words_that_name_no_company(cell: str) -> None:
    assert read({"company_name": cell}).customers[0].company_name == ""


def test_signs_that_nobody_sees_are_no_part_of_a_name() -> None:
    assert read({"company_name": "\u202eAc\u200bme\u2066"}).customers[0].company_name == "Acme"


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("churn_date (DD/MM/YYYY)", date(2026, 6, 5)),
        ("Churn date (mm/dd/yyyy)", date(2026, 5, 6)),
        ("Kündigungsdatum (TT.MM.JJJJ)", date(2026, 6, 5)),
        ("fecha de baja (DD-MM-AAAA)", date(2026, 6, 5)),
        ("date de resiliation (JJ/MM/AAAA)", date(2026, 6, 5)),
    ],
)
def test_a_header_that_spells_out_the_order_of_its_dates_is_believed(header: str, expected: date) -> None:
    content = f"customer_id,email,company,plan,mrr,reason,{header}\nc1,a@a.example,Acme,pro,49,slow,05/06/2026\n"
    (customer,) = read_customers(content.encode(), "any.csv", date(2026, 11, 30)).customers
    assert customer.churn_date == expected


def test_a_header_that_its_own_dates_contradict_is_asked_about() -> None:
    content = "customer_id,email,company,plan,mrr,reason,churn_date (MM/DD/YYYY)\nc1,a@a.example,Acme,pro,49,slow,25/06/2026\n"
    with pytest.raises(BadInputError, match="another order than its header says; say --date-order"):
        read_customers(content.encode(), "any.csv", date(2026, 11, 30))
