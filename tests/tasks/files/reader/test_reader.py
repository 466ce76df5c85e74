"""The reader: what real files hold, and what hostile ones try. Rows read = accepted + rejected, whatever comes."""

import csv
import io
import random
import time
from collections.abc import Callable
from datetime import date

import pytest

from schemas.customer import Customer
from schemas.errors import BadInputError
from schemas.reading import Reject
from tasks.files.reader.read_customers import Intake, read_customers
from tasks.outreach.outcome_file import parse_outcomes

TODAY = date(2026, 6, 1)
GOOD = {
    "customer_id": "c1",
    "email": "ann@acme.example",
    "company_name": "Acme",
    "subscription_tier": "growth",
    "mrr": "49",
    "churn_date": "2026-05-01",
    "cancellation_reason": "too expensive",
}
HEADER = ",".join(GOOD)


def line(name: str, /, **changes: str) -> str:
    """One good row as it stands in a file, without quotes."""
    return ",".join((GOOD | {"customer_id": name} | changes).values())


def table(rows: list[dict[str, str]]) -> bytes:
    """A file as a spreadsheet writes it: quoted where need be."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(dict.fromkeys(name for row in (GOOD, *rows) for name in row)), restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def read(*lines: str, header: str = HEADER) -> Intake:
    return read_bytes("\n".join((header, *lines)).encode() + b"\n")


def read_bytes(content: bytes) -> Intake:
    return read_customers(content, "customers.csv", TODAY)


def read_one(**changes: str) -> Customer | Reject:
    """What becomes of one row with these cells."""
    intake = read_bytes(table([GOOD | changes]))
    assert intake.rows_read == 1
    return intake.customers[0] if intake.customers else intake.rejects[0]


def accepted(**changes: str) -> Customer:
    customer = read_one(**changes)
    assert isinstance(customer, Customer), customer
    return customer


def rejected(**changes: str) -> Reject:
    reject = read_one(**changes)
    assert isinstance(reject, Reject), reject
    return reject


def refusal(content: bytes) -> str:
    """The message that a file is refused with: one line that names the file."""
    with pytest.raises(BadInputError) as error:
        read_bytes(content)
    message = str(error.value)
    assert "\n" not in message
    assert "customers.csv" in message
    return message


def ids(intake: Intake) -> list[str]:
    return [customer.customer_id for customer in intake.customers]


def test_a_good_row_becomes_a_customer() -> None:
    customer = accepted(
        currency="eur", signup_date="2024-01-31", last_login_date="2026-04-30T23:59:00+02:00", total_spent="1e3"
    )
    assert customer == Customer(
        customer_id="c1",
        email="ann@acme.example",
        company_name="Acme",
        subscription_tier="growth",
        mrr=49.0,
        currency="EUR",
        churn_date=date(2026, 5, 1),
        cancellation_reason="too expensive",
        signup_date=date(2024, 1, 31),
        last_login_date=date(2026, 4, 30),
        total_spent=1000.0,
    )


def test_optional_columns_may_be_missing_or_empty() -> None:
    empty = accepted(currency="", signup_date=" ", last_login_date="", total_spent="", cancellation_reason="")
    assert (empty.currency, empty.signup_date, empty.last_login_date, empty.total_spent) == ("USD", None, None, None)
    assert empty.cancellation_reason == ""


# Text stays what it was.


@pytest.mark.parametrize("text", ["NA", "null", "None", "NaN", "N/A", "007", "1e5", "TRUE", "-", "#REF!", "=1+1"])
@pytest.mark.parametrize("column", ["customer_id", "cancellation_reason"])
def test_text_is_never_guessed_into_something_else(column: str, text: str) -> None:
    assert getattr(accepted(**{column: text}), column) == text


@pytest.mark.parametrize(
    "text", ["  two before", "two after  ", "\ttab", "a\nb", "a\r\nb", 'say "no"', "a,b;c|d", "日本 🙂"]
)
def test_spaces_newlines_quotes_and_commas_are_kept(text: str) -> None:
    assert accepted(cancellation_reason=text).cancellation_reason == text


def test_a_reason_that_is_a_page_long_is_kept_and_a_longer_one_cut() -> None:
    reason = "It was fine. " * 1_500
    assert accepted(cancellation_reason=reason).cancellation_reason == reason
    assert len(accepted(cancellation_reason=reason * 20).cancellation_reason) == 20_000


@pytest.mark.parametrize(
    "customer_id", ["../../etc", "a/b", "..", "c:\\x", "🙂" * 50, "x" * 4096, "a\nb", "%2e%2e", "~", "c#1"]
)
def test_odd_ids_are_ids(customer_id: str) -> None:
    assert accepted(customer_id=customer_id).customer_id == customer_id


def test_spaces_around_an_id_do_not_count() -> None:
    assert ids(read(line(" c1 "))) == ["c1"]
    assert accepted(email=" ann@acme.example ").email == "ann@acme.example"


def test_twins_that_differ_in_case_are_two_customers() -> None:
    intake = read(line("c1"), line("C1"), line("C1"))
    assert ids(intake) == ["c1", "C1"]
    assert intake.rejects == [Reject(4, "customer_id", "C1", "already in line 3")]


def test_a_duplicate_names_the_line_of_the_first() -> None:
    intake = read(line("c1"), "", line("c2"), line(" c1"), line("c1", company_name="Other"))
    assert ids(intake) == ["c1", "c2"]
    assert intake.rejects == [
        Reject(5, "customer_id", "c1", "already in line 2"),
        Reject(6, "customer_id", "c1", "already in line 2"),
    ]
    assert intake.customers[0].company_name == "Acme"


def test_the_first_row_of_an_id_counts_even_where_it_is_rejected() -> None:
    intake = read(line("c1", mrr="free"), line("c1"), line("c2"))
    assert ids(intake) == ["c2"]
    assert [(reject.line, reject.reason) for reject in intake.rejects] == [
        (2, "is not a plain number"),
        (3, "already in line 2"),
    ]


# Bad cells.


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("customer_id", "", "is empty"),
        ("customer_id", "   ", "is empty"),
        ("subscription_tier", "gold", "is not one of starter, growth, enterprise"),
        ("mrr", "0", "must be more than 0"),
        ("mrr", "-5", "must be more than 0"),
        ("mrr", "1e-999", "must be more than 0"),
        ("mrr", "abc", "is not a plain number"),
        ("mrr", "$49x", "is not a plain number"),
        ("mrr", "1,0,00", "is not a plain number"),
        ("mrr", "1_000", "is not a plain number"),
        ("mrr", "0x10", "is not a plain number"),
        ("mrr", "inf", "is not a plain number"),
        ("mrr", "-Infinity", "is not a plain number"),
        ("mrr", "1e400", "is not a plain number"),
        ("mrr", "9" * 5_000, "is not a plain number"),
        ("churn_date", "", "is not a date like 2026-01-31"),
        ("churn_date", "13/13/2026", "is not a date like 2026-01-31"),
        ("churn_date", "2026-02-30", "is not a date like 2026-01-31"),
        ("churn_date", "2026-01-31 or so", "is not a date like 2026-01-31"),
        ("churn_date", "0000-01-01", "is not a date like 2026-01-31"),
        ("churn_date", "2026-06-02", "is in the future"),
    ],
)
def test_a_bad_cell_is_rejected_with_line_column_value_and_reason(column: str, value: str, reason: str) -> None:
    assert rejected(**{column: value}) == Reject(2, column, value, reason)


@pytest.mark.parametrize("column", ["mrr", "subscription_tier"])
@pytest.mark.parametrize("cell", ["", "  ", "N/A", "nan", "null", "-", "unknown", "#N/A"])
def test_a_price_or_a_tier_that_is_not_there_is_not_known(column: str, cell: str) -> None:
    intake = read(line("c1"), line("c2", **{column: cell}), line("c3", **{column: cell}))
    assert intake.rejects == []
    assert [getattr(customer, column) is None for customer in intake.customers] == [False, True, True]
    assert intake.doubts == (f"{column}: not known, the cell is empty: 2 cells, the first in line 3",)


def test_an_id_that_is_too_long_is_rejected() -> None:
    reject = rejected(customer_id="x" * 16_385)
    assert (reject.line, reject.column) == (2, "customer_id")
    assert reject.reason
    assert "xx" not in reject.reason


@pytest.mark.parametrize("text", ["49", " 49 ", "+49", "49.0", "4.9e1", "490E-1", "0049"])
def test_plain_numbers_are_read(text: str) -> None:
    assert accepted(mrr=text).mrr == 49.0


def test_today_is_not_in_the_future() -> None:
    assert accepted(churn_date="2026-06-01").churn_date == TODAY
    assert accepted(subscription_tier=" Growth ").subscription_tier == "growth"


def test_the_first_bad_cell_does_not_stop_the_file() -> None:
    intake = read(line("c1"), line("c2", mrr="x"), line("c3"), line("c4", churn_date="x"), line("c5"))
    assert ids(intake) == ["c1", "c3", "c5"]
    assert [(reject.line, reject.column) for reject in intake.rejects] == [(3, "mrr"), (5, "churn_date")]
    assert intake.rows_read == 5


# The shape of the file.


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_and_a_byte_order_mark(end: str) -> None:
    content = end.join((HEADER, line("c1"), line("c2"), "")).encode("utf-8-sig")
    intake = read_bytes(content)
    assert ids(intake) == ["c1", "c2"]
    assert intake.customers[1].cancellation_reason == "too expensive"


def test_the_last_line_needs_no_end() -> None:
    assert ids(read_bytes(f"{HEADER}\n{line('c1')}".encode())) == ["c1"]


def test_blank_lines_are_no_rows_but_count_as_lines() -> None:
    intake = read("", line("c1"), "   ", ",,,,,,", line("c2", mrr="x"), "", header=f"\n\n{HEADER}")
    assert intake.rows_read == 2
    assert ids(intake) == ["c1"]
    assert intake.rejects == [Reject(8, "mrr", "x", "is not a plain number")]


def test_a_cell_over_several_lines_is_one_row_that_starts_where_it_starts() -> None:
    intake = read(line("c1", cancellation_reason='"one\ntwo\n\nthree"'), line("c2", mrr="x"))
    assert intake.customers[0].cancellation_reason == "one\ntwo\n\nthree"
    assert intake.rejects == [Reject(6, "mrr", "x", "is not a plain number")]


@pytest.mark.parametrize("missing", [1, 3])
def test_too_few_cells(missing: int) -> None:
    cells = line("c2").split(",")[: 7 - missing]
    intake = read(line("c1"), ",".join(cells), line("c3"))
    assert ids(intake) == ["c1", "c3"]
    (reject,) = intake.rejects
    assert (reject.line, reject.column) == (3, "")
    assert reject.value == ",".join(cells)
    assert reject.reason == f"has {7 - missing} cells, the header has 7"


@pytest.mark.parametrize("reason", ["slow, buggy and dear", "we left, sorry, it was fine", "a,b,,c"])
def test_commas_without_quotes_in_the_last_column_are_joined(reason: str) -> None:
    intake = read(line("c1"), line("c2", cancellation_reason=reason), line("c3"))
    assert ids(intake) == ["c1", "c2", "c3"]
    assert intake.customers[1].cancellation_reason == reason
    assert intake.doubts == (
        "cancellation_reason: commas without quotes, so its cells were joined: 1 cell, the first in line 3",
    )


@pytest.mark.parametrize(
    ("header", "row"),
    [
        # The extra comma is in the name, so every cell behind it is in the wrong column.
        (HEADER, line("c2", company_name="Acme, Inc")),
        (HEADER, line("c2", mrr="1,299")),
        # The name or the reason: nothing between them tells which.
        (
            "customer_id,email,subscription_tier,mrr,churn_date,company_name,cancellation_reason",
            "c2,b@b.example,growth,49,2026-05-01,Acme, Inc,too expensive",
        ),
        # The last column is no text.
        (
            "customer_id,email,company_name,subscription_tier,cancellation_reason,churn_date,mrr",
            "c2,b@b.example,Acme,growth,too expensive,2026-05-01,1,299",
        ),
    ],
)
def test_an_extra_comma_elsewhere_is_a_reject(header: str, row: str) -> None:
    good = dict(zip(HEADER.split(","), line("c1").split(","), strict=True))
    intake = read(",".join(good[name] for name in header.split(",")), row, header=header)
    assert ids(intake) == ["c1"]
    assert [(reject.line, reject.reason) for reject in intake.rejects] == [(3, "has 8 cells, the header has 7")]


@pytest.mark.parametrize("position", [0, 2, 4])
@pytest.mark.parametrize("column", ["customer_id", "company_name", "cancellation_reason"])
def test_a_quote_that_is_never_closed_costs_one_line(position: int, column: str) -> None:
    lines = [line(f"c{number}") for number in range(5)]
    lines[position] = line(f"c{position}", **{column: '"open'})
    intake = read(*lines)
    assert ids(intake) == [f"c{number}" for number in range(5) if number != position]
    (reject,) = intake.rejects
    assert (reject.line, reject.value) == (position + 2, lines[position])
    assert reject.reason.startswith("is not a CSV row")


def test_an_open_quote_before_quoted_rows_costs_one_line() -> None:
    quoted = [line(f"c{number}", cancellation_reason='"no, thanks"') for number in range(1, 5)]
    intake = read(line("c0", company_name='"open'), *quoted)
    assert ids(intake) == ["c1", "c2", "c3", "c4"]
    assert [reject.line for reject in intake.rejects] == [2]


def test_an_open_quote_before_an_inch_mark_costs_one_line() -> None:
    intake = read(line("c0", company_name='"open'), line("c1"), line("c2", cancellation_reason='the 19"'), line("c3"))
    assert ids(intake) == ["c1", "c2", "c3"]
    assert [(reject.line, reject.value) for reject in intake.rejects] == [(2, line("c0", company_name='"open'))]


@pytest.mark.parametrize("garbage", ['"abc"x', '"abc" ', '"a"b"', '"""'])
def test_garbage_after_a_quote_costs_one_line(garbage: str) -> None:
    intake = read(line("c1"), line("c2", company_name=garbage), line("c3"))
    assert ids(intake) == ["c1", "c3"]
    assert [reject.line for reject in intake.rejects] == [3]


def test_quotes_inside_a_bare_cell_are_text() -> None:
    assert read(line("c1", company_name='The "Best" 5"')).customers[0].company_name == 'The "Best" 5"'


@pytest.mark.parametrize("size", [131_073, 400_000])
def test_a_cell_over_the_limit_of_pythons_csv_is_read_and_cut(size: int) -> None:
    content = table([GOOD | {"cancellation_reason": "x" * size, "notes": "y" * size}, GOOD | {"customer_id": "c2"}])
    intake = read_bytes(content)
    assert ids(intake) == ["c1", "c2"]
    assert len(intake.customers[0].cancellation_reason) == 20_000
    assert len(intake.customers[0].context["notes"]) == 4_000
    assert intake.doubts == (
        "cancellation_reason: cut after 20,000 characters: 1 cell, the first in line 2",
        "notes: cut after 4,000 characters: 1 cell, the first in line 2",
    )


@pytest.mark.parametrize("column", ["customer_id", "company_name", "cancellation_reason", "subscription_tier"])
def test_bytes_that_are_no_text_cost_their_row(column: str) -> None:
    lines = [HEADER, line("c1"), line("c2", **{column: "@@"}), line("c3")]
    intake = read_bytes(
        ("\n".join(lines) + "\n" + line("c4", company_name="Größe")).encode().replace(b"@@", b"caf\xe9")
    )
    assert ids(intake) == ["c1", "c3", "c4"]
    assert [(reject.line, reject.column, reject.reason) for reject in intake.rejects] == [(3, column, "is not UTF-8")]


def test_a_broken_row_may_hold_such_bytes_too() -> None:
    lines = [HEADER, "@@,x", line("c1", company_name='"@@'), line("c2")]
    intake = read_bytes("\n".join(lines).encode().replace(b"@@", b"\xff\xfe"))
    assert ids(intake) == ["c2"]
    assert [reject.line for reject in intake.rejects] == [2, 3]


def test_a_nul_byte_far_down_never_raises() -> None:
    lines = [HEADER, *(line(f"c{number}") for number in range(100)), line("c\0", company_name="A\0"), line("z")]
    intake = read_bytes("\n".join(lines).encode())
    assert intake.rows_read == 102
    assert ids(intake)[-1] == "z"


# The header.


def test_case_and_spaces_in_the_header_do_not_count() -> None:
    header = ", ".join(name.upper() for name in GOOD)
    assert ids(read(line("c1"), header=f" {header} ")) == ["c1"]


def test_columns_in_any_order_and_further_ones_as_context() -> None:
    row = {"Seats": " 12 ", "plan.note": "NA", "context": "theirs"} | dict(reversed(GOOD.items()))
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(row))
    writer.writeheader()
    writer.writerow(row)
    (customer,) = read_bytes(text.getvalue().encode()).customers
    assert customer.context == {"seats": " 12 ", "plan.note": "NA", "context": "theirs"}
    assert customer.customer_id == "c1"


def test_a_header_may_take_several_lines() -> None:
    intake = read(line("c1") + ",12", line("c2", mrr="x") + ",12", header=f'{HEADER},"Chairs\n(paid)"')
    assert intake.customers[0].context == {"chairs\n(paid)": "12"}
    assert intake.rejects == [Reject(4, "mrr", "x", "is not a plain number")]


def test_a_header_cell_without_a_name_gets_one() -> None:
    (customer,) = read(line("c1") + ",x,y", header=f"{HEADER},, ").customers
    assert customer.context == {"column_8": "x", "column_9": "y"}


@pytest.mark.parametrize("name", ["customer_id", "Email"])
def test_a_column_that_stands_twice(name: str) -> None:
    header = f"{HEADER},seats,{name}"
    assert refusal(f"{header}\n{line('c1')},1,2\n".encode()).endswith(f"has the column {name.lower()!r} twice")


@pytest.mark.parametrize(
    ("column", "written"),
    [("customer_id", "customer_ix"), ("cancellation_reason", "cancel_raison"), ("churn_date", "churny_date")],
)
def test_a_missing_column_names_the_nearest_header(column: str, written: str) -> None:
    header = HEADER.replace(column, written)
    message = refusal(f"{header}\n{line('c1')}\n".encode())
    assert message.startswith(f"customers.csv has no column {column!r}; the nearest header is {written!r}. ")
    assert "--mapping" in message


def test_a_missing_column_without_a_near_one() -> None:
    header = HEADER.replace("mrr", "zzzzzz")
    assert refusal(f"{header}\n{line('c1')}\n".encode()).startswith("customers.csv has no column 'mrr'. ")


def test_all_missing_columns_are_named_and_what_to_write_for_one_that_is_not_there() -> None:
    message = refusal(b"customer_id,cancellation_reason\nc1,too dear\n")
    assert "no column 'email'; also missing: company_name, subscription_tier, mrr, churn_date. " in message
    assert message.endswith("(columns: {email: <header>}, or null if it has none)")
    message = refusal(f"{HEADER.replace('churn_date', 'zzzzzz')}\n{line('c1')}\n".encode())
    assert message.endswith(
        "(columns: {churn_date: <header>}; values: {churn_date: 2026-09-30} if it is the same for all rows)"
    )


def test_a_header_that_is_no_utf8() -> None:
    content = HEADER.encode() + b",caf\xff\n" + line("c1").encode() + b",1\n"
    assert refusal(content) == "customers.csv: the header is not UTF-8"


# Files that are no customer files.


@pytest.mark.parametrize("content", [b"", b"\n \r\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n\n"])
def test_an_empty_file(content: bytes) -> None:
    assert "empty" in refusal(content)


@pytest.mark.parametrize("content", [HEADER, f"{HEADER}\n", f"{HEADER}\n\n  \n,,,\n"])
def test_a_header_and_nothing_else(content: str) -> None:
    assert refusal(content.encode()) == "customers.csv has a header and no rows"


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)),
        b"PK\x03\x04\x14\x00\x06\x00" + b"\x00" * 50,
        bytes(range(1, 256)) * 20,
        b'<!DOCTYPE html>\n<html lang="en"><body>Sign in, please</body></html>\n',
        b'[{"customer_id": "c1", "email": "a@b.example"}]',
        b'[\n  {"customer_id": "c1"}\n]\n',
        b'"never closed\n' * 3,
        b'"a"b,c\n',
    ],
)
def test_a_file_of_another_kind(content: bytes) -> None:
    refusal(content)


# Chance.

_CELLS = [*GOOD.values(), "", " ", '"', '""', "a\nb", "\r", ",", "1e400", "nan", "é", "x" * 200, "2026-13-01", "=1+1"]


@pytest.mark.parametrize("seed", range(100))
def test_rows_of_random_cells_are_all_counted(seed: int) -> None:
    chance = random.Random(seed)
    rows = [
        {name: chance.choice([GOOD[name], GOOD[name], chance.choice(_CELLS)]) for name in GOOD}
        | {"customer_id": f"c{n}"}
        for n in range(chance.randint(1, 30))
    ]
    intake = read_bytes(table(rows))
    assert intake.rows_read == len(intake.customers) + len(intake.rejects) == len(rows)
    told = [reject.line for reject in intake.rejects]
    assert told == sorted(set(told))
    assert all(reject.reason and reject.column in GOOD for reject in intake.rejects)


def _hostile(chance: random.Random) -> bytes:
    """Rubbish, or a file with rows of chance cells and a few bytes changed, as the header is spared or not."""
    if chance.random() < 0.2:
        return chance.randbytes(chance.randint(0, 400))
    rows = [
        ",".join(chance.choice([good, good, good, chance.choice(_CELLS)]) for good in GOOD.values())
        if chance.random() < 0.8
        else ",".join(chance.choices(_CELLS, k=chance.randint(1, 9)))
        for _ in range(12)
    ]
    content = bytearray("\n".join((HEADER, line("c0"), *rows, line("c99"))).encode())
    spared = len(HEADER) + 1 if chance.random() < 0.8 else 0
    for _ in range(chance.randint(0, 8)):
        content[chance.randrange(spared, len(content))] = chance.choice(b'"""",,\n\r\xff\xe9a')
    if chance.random() < 0.1:
        content.append(0)
    return bytes(content)


@pytest.mark.parametrize("seed", range(300))
def test_random_bytes_raise_nothing_but_bad_input(seed: int) -> None:
    content = _hostile(random.Random(seed))
    try:
        intake = read_bytes(content)
    except BadInputError as error:
        assert len(str(error).splitlines()) == 1  # noqa: PT017 -- either outcome is right
        return
    assert intake.rows_read == len(intake.customers) + len(intake.rejects) > 0
    physical = len(content.decode("utf-8", "surrogateescape").splitlines())
    told = [reject.line for reject in intake.rejects]
    assert told == sorted(set(told))
    assert all(1 < reject.line <= physical and reject.reason for reject in intake.rejects)
    assert len(set(ids(intake))) == len(intake.customers)


@pytest.mark.parametrize("read", [read_customers, parse_outcomes])
def test_a_table_as_wide_as_a_sheet_can_be_is_refused_at_once(read: Callable[..., object]) -> None:
    header = ",".join(("customer_id", "email", *(f"c{number}" for number in range(16_382))))
    began = time.process_time()
    with pytest.raises(BadInputError, match=r"has 16,384 columns, and at most 2,000 are read"):
        read(f"{header}\n{',' * 16_383}\n".encode(), "wide.csv", TODAY)
    assert time.process_time() - began < 5
