"""Any table, written in any supported dialect, is read back; any bytes at all are read or refused in one line."""

import csv
import io
from collections.abc import Callable
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.errors import BadInputError
from schemas.reading import Mapping
from tasks.files.reader.read_customers import read_customers
from tasks.files.reader.texts import company_name, plain_text

HEADER = ["customer_id", "email", "company_name", "subscription_tier", "mrr", "churn_date", "cancellation_reason"]
TODAY = date(2026, 6, 1)
LATIN = st.characters(codec="cp1252", exclude_categories=["Cc", "Cs"])
AMOUNTS = st.integers(100, 99_999_999).map(lambda cents: cents / 100)
DAYS = st.dates(date(2000, 1, 13), date(2026, 5, 31))
REASONS = st.text(st.one_of(LATIN, st.sampled_from(',;"|\n\t')), max_size=60)
NAMES = st.text(LATIN, min_size=1, max_size=20).map(company_name)

MONEY: dict[str, Callable[[float], str]] = {
    "plain": lambda amount: f"{amount:.2f}",
    "us": lambda amount: f"${amount:,.2f}",
    "eu": lambda amount: f"{amount:,.2f}".replace(",", "_").replace(".", ",").replace("_", ".") + " €",
    "swiss": lambda amount: "CHF " + f"{amount:,.2f}".replace(",", "'"),
}
DATES: dict[str, Callable[[date], str]] = {
    "iso": lambda day: day.isoformat(),
    "us": lambda day: f"{day:%m/%d/%Y}",
    "eu": lambda day: f"{day:%d/%m/%Y}",
    "points": lambda day: f"{day:%d.%m.%Y}",
    "named": lambda day: f"{day:%d %b %Y}",
}


@settings(max_examples=150, deadline=None)
@given(
    rows=st.lists(st.tuples(NAMES, AMOUNTS, DAYS, REASONS), min_size=1, max_size=6),
    delimiter=st.sampled_from(",;\t|"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    end=st.sampled_from(["\n", "\r\n"]),
    money=st.sampled_from(sorted(MONEY)),
    style=st.sampled_from(sorted(DATES)),
)
def test_a_table_is_read_back(
    rows: list[tuple[str, float, date, str]], delimiter: str, encoding: str, end: str, money: str, style: str
) -> None:
    # A day over 12 decides the order; without one the reader asks, which another test looks at.
    rows = [*rows, ("Last", 12.34, date(2026, 1, 31), "äöü " * 3)]
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator=end)
    writer.writerow(HEADER)
    for number, (name, amount, day, reason) in enumerate(rows):
        writer.writerow(
            [f"c{number}", f"p{number}@x.example", name, "Pro", MONEY[money](amount), DATES[style](day), reason]
        )
    content = text.getvalue().encode(encoding)
    # Letters drawn by lot are no language that an encoding could be told by.
    intake = read_customers(content, "any.csv", TODAY, Mapping(encoding=encoding if encoding == "cp1252" else None))
    assert not intake.rejects
    read = [(c.company_name, c.mrr, c.churn_date, c.cancellation_reason) for c in intake.customers]
    assert read == [(name, round(amount, 2), day, plain_text(reason)) for name, amount, day, reason in rows]


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    head = ",".join(HEADER).encode() + b"\n"
    for whole in (content, head + content):
        message = ""
        try:
            intake = read_customers(whole, "any.csv", TODAY)
        except BadInputError as refused:
            message = str(refused)
        else:
            assert intake.rows_read == len(intake.customers) + len(intake.rejects) + intake.skipped
        assert "\n" not in message
