"""Workbooks of Excel and of strangers' tools: the same customers come out as of the CSV that Excel would save."""

import zipfile
from datetime import date

import pytest
from fakes.workbooks import Cell, inline, number, rows, workbook

from schemas.customer import Customer
from schemas.errors import BadInputError
from schemas.reading import Mapping
from tasks.files.opening import parts
from tasks.files.opening.number_formats import NumberFormat, plain_number
from tasks.files.reader.read_customers import Intake, read_customers

TODAY = date(2026, 6, 1)
NAMES = ["customer_id", "email", "company_name", "subscription_tier", "mrr", "churn_date", "cancellation_reason"]
HEADER: list[Cell] = [*NAMES]
ANN: list[Cell] = ["c1", "ann@acme.example", "Acme", "growth", 49, "2026-05-01", "too expensive"]
BOB: list[Cell] = ["c2", "bob@beta.example", "Beta", "starter", 19, "2026-05-02", "missing SSO"]
DAY = 46_143  # 1 May 2026, counted as Excel counts
FORMATS = ("yyyy\\-mm\\-dd", "0%", "#,##0.00\\ [$€-407]", "00000", "m/d/yy h:mm")
_DAY, _PERCENT, _EURO, _ZEROS, _MOMENT = range(1, 6)


def read(content: bytes, sheet: str | None = None, name: str = "left.xlsx") -> Intake:
    return read_customers(content, name, TODAY, Mapping(sheet=sheet))


def one(*row: Cell, date1904: bool = False) -> Customer:
    intake = read(workbook({"Left": rows(HEADER, row)}, formats=FORMATS, date1904=date1904))
    assert not intake.rejects, intake.rejects
    return intake.customers[0]


@pytest.mark.parametrize(
    "told",
    [{}, {"formats": FORMATS}, {"absolute": True}, {"compression": zipfile.ZIP_STORED}, {"shared": ["unused"]}],
    ids=["no styles, no strings", "styles", "absolute targets", "stored", "unused strings"],
)
def test_a_sheet_is_read_as_its_csv_is(told: dict[str, object]) -> None:
    as_csv = "\n".join(",".join(map(str, row)) for row in (HEADER, ANN, BOB)).encode()
    found = read(workbook({"Left": rows(HEADER, ANN, BOB)}, **told))  # type: ignore[arg-type]
    assert found.customers == read_customers(as_csv, "left.csv", TODAY).customers
    assert found.rows_read == 2
    assert found.doubts == ()


def test_shared_strings() -> None:
    strings = [*NAMES, *map(str, ANN)]
    cells = [number(at, kind="s") for at in range(len(strings))]
    assert read(workbook({"Left": rows(cells[:7], cells[7:])}, shared=strings)).customers[0].company_name == "Acme"


@pytest.mark.parametrize("date1904", [False, True])
def test_days_are_days_in_either_calendar(date1904: bool) -> None:  # noqa: FBT001
    day = DAY - 1_462 if date1904 else DAY
    assert one(*ANN[:5], number(day, _DAY), ANN[6], date1904=date1904).churn_date == date(2026, 5, 1)
    assert one(*ANN[:5], number(day + 0.75, _MOMENT), ANN[6], date1904=date1904).churn_date == date(2026, 5, 1)


def test_a_day_in_a_cell_of_general_format_is_read_as_in_csv() -> None:
    assert one(*ANN[:5], number(DAY), ANN[6]).churn_date == date(2026, 5, 1)


def test_currencies_come_from_the_format() -> None:
    customer = one(*ANN[:4], number(1299.5, _EURO), *ANN[5:])
    assert (customer.mrr, customer.currency) == (1299.5, "EUR")


def test_three_decimals_are_no_thousands() -> None:
    customer = one(*ANN[:4], number(1.299, _EURO), *ANN[5:])
    assert customer.mrr == pytest.approx(1.299)


def test_ids_keep_the_zeros_that_their_format_shows_and_long_ones_their_digits() -> None:
    assert one(number(123, _ZEROS), *ANN[1:]).customer_id == "00123"
    assert one(number("1.23456789012345E+14"), *ANN[1:]).customer_id == "123456789012345"


def test_percent_and_booleans_are_text_as_excel_saves_it() -> None:
    header, row = [*HEADER, "adoption_pct", "opted_in"], [*ANN, number(0.25, _PERCENT), True]
    context = read(workbook({"Left": rows(header, row)}, formats=FORMATS)).customers[0].context
    assert (context["adoption_pct"], context["opted_in"]) == ("25%", "TRUE")


def test_errors_are_said_as_excel_says_them() -> None:
    intake = read(workbook({"Left": rows(HEADER, [*ANN[:5], number("#N/A", kind="e"), ANN[6]], BOB)}))
    assert intake.rejects[0].value == "#N/A"
    assert intake.rejects[0].line == 2


def test_a_formula_counts_with_its_result_and_one_without_is_said() -> None:
    result = '<c t="str"><f>A1</f><v>too expensive</v></c>'
    intake = read(workbook({"Left": rows(HEADER, [*ANN[:6], result], [*BOB[:6], "<c><f>B1</f></c>"])}))
    assert intake.customers[0].cancellation_reason == "too expensive"
    assert intake.doubts == (
        "sheet 'Left': 1 cell holds a formula without its result; open and save the file in Excel",
        *intake.doubts[1:],
    )


def test_a_row_keeps_its_number_whatever_its_cells_hold() -> None:
    broken = [*BOB[:5], "never", "a\nb"]
    sheet = rows(HEADER, [*ANN[:6], "line one\r\nline two"]) + f'<row r="9">{rows(broken)[5:]}'
    intake = read(workbook({"Left": sheet}))
    assert [(reject.line, reject.column) for reject in intake.rejects] == [(9, "churn_date")]
    assert intake.customers[0].cancellation_reason.split() == ["line", "one", "line", "two"]


def test_what_is_kept_of_a_workbook_is_the_sheet_that_was_read() -> None:
    intake = read(workbook({"Left": rows(HEADER, [*ANN[:6], "one\ntwo"]), "Salaries": rows(["ceo", 1])}))
    assert intake.source is not None
    assert b"Salaries" not in intake.source
    assert b"ceo" not in intake.source
    again = read_customers(intake.source, "left.csv", TODAY).customers
    assert [customer.cancellation_reason for customer in again] == ["one two"]


def test_the_first_visible_sheet_that_holds_something_is_read_and_the_others_are_named() -> None:
    sheets = {"Notes": rows(), "Old": rows(HEADER, BOB), "Left": rows(HEADER, ANN), "Lists": rows(["x"])}
    intake = read(workbook(sheets, hidden=["Old"]))
    assert [customer.customer_id for customer in intake.customers] == ["c1"]
    assert intake.doubts == ("sheet 'Left' was read; --sheet NAME reads another one ('Notes', 'Lists')",)


def test_a_sheet_can_be_named_hidden_or_in_another_case() -> None:
    content = workbook({"Left": rows(HEADER, ANN), "Old": rows(HEADER, BOB)}, hidden=["Old"])
    assert read(content, "old ").customers[0].customer_id == "c2"
    with pytest.raises(BadInputError, match=r"left.xlsx has no sheet 'Churn'; it has 'Left', 'Old'"):
        read(content, "Churn")
    with pytest.raises(BadInputError, match=r"sheet 'E' of left.xlsx is empty"):
        read(workbook({"E": rows(), "Left": rows(HEADER, ANN)}), "E")


def test_a_workbook_of_empty_and_hidden_sheets_says_which_are_hidden() -> None:
    with pytest.raises(BadInputError, match=r"left.xlsx is empty; hidden: 'Old' \(--sheet NAME\)"):
        read(workbook({"E": rows(), "Old": rows(HEADER, BOB)}, hidden=["Old"]))


def test_another_sheet_is_suggested_where_the_first_is_no_table_of_customers() -> None:
    with pytest.raises(BadInputError, match=r"left.xlsx, sheet 'Cover' has no column .*--sheet NAME reads another"):
        read(workbook({"Cover": rows(["Report", "by"], ["churn", "me"]), "Left": rows(HEADER, ANN)}))


def test_a_sheet_is_not_asked_of_a_csv() -> None:
    csv = "\n".join(",".join(map(str, row)) for row in (HEADER, ANN)).encode()
    assert read(csv, "Left", "left.csv").doubts == ("left.csv is not a workbook, so --sheet means nothing for it",)


def test_a_header_over_two_rows() -> None:
    top = ["customer_id", "Customer", None, None, "Contract", None, None]
    below = [None, *HEADER[1:]]
    merged = '<mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="B1:D1"/><mergeCell ref="E1:G1"/></mergeCells>'
    intake = read(workbook({"Left": rows(top, below, ANN, BOB)}, after={"Left": merged}))
    assert [customer.customer_id for customer in intake.customers] == ["c1", "c2"]


def test_a_title_over_the_table_and_columns_before_it() -> None:
    title = inline("Churn report Q2", "C2")
    header = "".join(inline(text, f"{chr(67 + at)}4") for at, text in enumerate(NAMES))
    row = "".join(inline(str(text), f"{chr(67 + at)}5") for at, text in enumerate(ANN))
    sheet = f'<row r="2">{title}</row><row r="4">{header}</row><row r="5">{row}</row>'
    intake = read(workbook({"Left": sheet}, after={"Left": '<mergeCells><mergeCell ref="C2:I2"/></mergeCells>'}))
    assert intake.customers[0].company_name == "Acme"
    assert not intake.rejects


def test_merges_that_overlap_take_no_memory_each() -> None:
    merges = "".join(f'<mergeCell ref="A1:{last}1"/>' for last in ("XFC", "XFD") * 20_000)
    over = rows(["Customers"], HEADER, ANN)
    found = read(workbook({"Left": over}, after={"Left": f"<mergeCells>{merges}</mergeCells>"}))
    assert [customer.customer_id for customer in found.customers] == ["c1"]


def test_a_csv_that_was_pasted_into_one_column() -> None:
    lines = [",".join(map(str, row)) for row in (HEADER, ANN, BOB)]
    assert len(read(workbook({"Left": rows(*([line] for line in lines))})).customers) == 2


def test_a_sheet_that_reaches_too_far_is_refused_before_room_is_made_for_it() -> None:
    far = f'{rows(HEADER, ANN)}<row r="1048576">{number(1, at="XFD1048576")}</row>'
    with pytest.raises(BadInputError, match=r"sheet 'Left' of left.xlsx reaches to row 1,048,576 and column 16,384"):
        read(workbook({"Left": far}))
    # A format alone makes no cell.
    styled = f'{rows(HEADER, ANN)}<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    assert len(read(workbook({"Left": styled}, formats=FORMATS)).customers) == 1


def test_what_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    content = workbook({"Left": rows(HEADER, ANN, [" " * 40_000])})
    monkeypatch.setattr(parts, "MOST_BYTES", 20_000)
    with pytest.raises(BadInputError, match=r"left.xlsx unpacks to more than 0 MB"):
        read(content)


def test_a_text_that_every_cell_repeats_is_counted_in_each() -> None:
    book = workbook({"Left": "<row><c t='s'><v>0</v></c></row>" * 20_000}, shared=["x" * 32_000])
    assert len(book) < 20_000
    with pytest.raises(BadInputError, match=r"sheet 'Left' of left.xlsx holds more than 512 MB of text"):
        read(book)
    once = workbook(
        {"Left": rows(HEADER, ANN) + "<row><c t='s'><v>1</v></c></row>" * 50_000}, shared=["x" * 32_000, "-"]
    )
    assert read(once).customers


def test_entities_are_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><styleSheet>&a;</styleSheet>'
    with pytest.raises(BadInputError, match=r"left.xlsx holds a document type"):
        read(workbook({"Left": rows(HEADER, ANN)}, more={"xl/styles.xml": bomb}))


@pytest.mark.parametrize("cut", [40, 400, 1_000, -30])
def test_a_damaged_workbook_ends_in_one_line(cut: int) -> None:
    content = workbook({"Left": rows(HEADER, ANN)})
    with pytest.raises(BadInputError, match=r"left.xlsx is a (damaged|zip)"):
        read(content[:cut])


@pytest.mark.parametrize(
    "sheet",
    [
        "<row><c r='ZZZZZZZ1'><v>1</v></c></row>",
        "<row><c",
        "<row><c><v>1</c></row>",
        # Tags that never end: looked at from each of them to the end of the row, this would take an hour.
        "<row>" + "<c " * 500_000,
        "<row><c>" + "<v " * 500_000,
        "<row><c t='e'><v>" + "<v " * 500_000,
    ],
    ids=["place", "cut", "tags", "cells without end", "values without end", "errors without end"],
)
def test_xml_that_is_none_ends_in_one_line(sheet: str) -> None:
    with pytest.raises(BadInputError, match=r"left.xlsx is a damaged workbook"):
        read(workbook({"Left": sheet}))


@pytest.mark.parametrize(
    ("member", "said"),
    [
        ("word/document.xml", "a Word document"),
        ("xl/workbook.bin", "a binary workbook"),
        ("content.xml", "OpenDocument"),
    ],
)
def test_other_formats_in_a_zip_are_named(member: str, said: str) -> None:
    with pytest.raises(BadInputError, match=f"left.xlsx is .*{said}"):
        read(workbook({"Left": rows(HEADER, ANN)}, more={member: "<x/>"}))


@pytest.mark.parametrize(
    ("code", "value", "text"),
    [
        ('"$"#,##0.00', 49.5, "$49.5"),
        ('_("$"* #,##0.00_);_("$"* \\(#,##0.00\\)', -49, "-$49"),
        ("[$€-407]\\ #,##0", 1299.0, "€1299"),
        ("[$EUR]\\ #,##0.00", 49, "EUR 49"),
        ('#,##0.00\\ "CHF"', 49.9, "49.9 CHF"),
        ("0.00%", 0.12345, "12.3450%"),
        ("0000", 7, "0007"),
        ('"INV-"000', 7, "INV-007"),
        ("[Red]0.0;[Green]0", 2.5, None),
        ("#,##0", 1299, None),
        ("yyyy-mm-dd", 46143, None),
        ("General", 1.5, None),
        ("[h]:mm", 1.5, None),
        ("# ?/?", 1.5, None),
        ("0.00E+00", 1500, None),
        ("[$-409]0.00", 2, None),
        ("@", 2, None),
        ('#,##0,"k"', 1500, None),
        ('0.0,,\\ "M"', 1_500_000, None),
        ('[>=1000]#,##0.0,"k";0', 1500, None),
        ("", 2, None),
        ("0" * 255, 2, "2".zfill(255)),
        ("0" * 256, 2, None),  # no format of Excel is as long, and every cell would be
        ("[$" + "a" * 500_000, 2, None),
    ],
)
def test_what_a_format_adds(code: str, value: float, text: str | None) -> None:
    found = NumberFormat.of(code)
    assert (None if found is None else found.text(value)) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(49.99, "49.99"), (0.1 + 0.2, "0.3"), (1e21, "1" + "0" * 21), (1e-7, "0.0000001"), (-0.0, "0"), (1.299, "1.2990")],
)
def test_numbers_have_no_exponent(value: float, text: str) -> None:
    assert plain_number(value) == text


def test_an_amount_that_is_shown_in_thousands_is_not_multiplied() -> None:
    book = workbook({"Left": rows(HEADER, [*ANN[:4], number(1500, 1), *ANN[5:]])}, formats=['#,##0.0,"k"'])
    assert read(book).customers[0].mrr == 1500


def test_the_name_of_a_sheet_is_harmless_in_a_message() -> None:
    book = workbook({"L\u202eeft": rows(HEADER, ANN), "Other": rows(HEADER, BOB)})
    assert read(book).doubts == ("sheet 'L\\u202eeft' was read; --sheet NAME reads another one ('Other')",)
