"""Which character separates the cells, also where a spreadsheet has opened and saved the file with another."""

from datetime import date

import pytest

from tasks.files.reader.read_customers import read_customers

HEADER = "customer_id,email,company_name,subscription_tier,mrr,churn_date,cancellation_reason\n"
ROW = 'c1,a@a.example,Acme,growth,49,2026-05-04,"too slow; too dear"\n'
LINES = (HEADER + ROW).splitlines()


@pytest.mark.parametrize(
    "text",
    [
        HEADER + ROW,
        "sep=;\n" + HEADER + ROW,
        "sep=,\n" + HEADER.replace(",", ";") + ROW.replace(",", ";"),
        "Report; 2026; mrr; x; y; z; email\n\n" + HEADER + ROW,
        "".join('"' + line.replace('"', '""') + '"\n' for line in LINES),
        "".join(f"{line};;\n" for line in LINES),
        "".join(",".join(f'"{cell.strip(chr(34))}"' for cell in line.split(",")) + "\n" for line in LINES),
    ],
    ids=["plain", "wrong sep", "other wrong sep", "title", "lines in quotes", "empty cells behind", "all quoted"],
)
def test_a_semicolon_inside_a_cell_splits_nothing(text: str) -> None:
    intake = read_customers(text.encode(), "f.csv", date(2026, 11, 1))
    assert intake.rejects == []
    found = [(one.customer_id, one.company_name, one.mrr, one.cancellation_reason) for one in intake.customers]
    assert found == [("c1", "Acme", 49, "too slow; too dear")]


ESCAPED = {
    "inside": (r'"they said \"no\", twice"', 'they said "no", twice'),
    "at the end": (r'"we said \"no\""', 'we said "no"'),
    "at the start": (r'"\"No\" is what we said"', '"No" is what we said'),
    "a backslash, escaped": (r'"C:\\temp is \"full\\\""', 'C:\\temp is "full\\"'),
    "a path, as Spark writes it": (r'"C:\maps is \"full\""', 'C:\\maps is "full"'),
    "doubled as well": (r'"an ""odd"" \"mix\""', 'an "odd" "mix"'),
    "over two lines": ('"one \\"two\\"\nthree"', 'one "two"\nthree'),
    "a line end, escaped": ('"one \\"two\\"\\\nthree"', 'one "two"\nthree'),
}


@pytest.mark.parametrize("form", [",", ";", "all quoted"])
@pytest.mark.parametrize("case", ESCAPED)
def test_a_quote_behind_a_backslash_is_a_quote_where_that_is_certain(case: str, form: str) -> None:
    cell, reason = ESCAPED[case]
    mark, around = (form, "") if form in ",;" else (",", '"')
    lines = [HEADER.strip().replace(",", mark)]
    for who, company in (("c1", r"Ac\"me"), ("c2", "Beta")):
        others = (f"{around}{part}{around}" for part in (who, "a@a.example", "growth", "49", "2026-05-04"))
        first, email, tier, mrr, day = others
        lines.append(mark.join((first, email, f'"{company}"', tier, mrr, day, cell)))
    intake = read_customers("\n".join(lines).encode(), "f.csv", date(2026, 11, 1))
    assert intake.rejects == []
    found = [(one.company_name, one.cancellation_reason) for one in intake.customers]
    assert found == [('Ac"me', reason), ("Beta", reason)]
    assert [doubt for doubt in intake.doubts if r"\"" in doubt]


@pytest.mark.parametrize(
    ("company", "row"),
    [
        ("C:\\", r'c1,a@a.example,"C:\",growth,49,2026-05-04,slow'),
        ("C:\\", r'c1,a@a.example,"C:\",growth,49,2026-05-04,"on D:\"'),
        ('5\\" pipes', r"c1,a@a.example,5\" pipes,growth,49,2026-05-04,slow"),
    ],
)
def test_a_backslash_at_the_end_of_a_cell_stays_a_backslash(company: str, row: str) -> None:
    intake = read_customers((HEADER + row + "\n").encode(), "f.csv", date(2026, 11, 1))
    assert intake.customers[0].company_name == company
    assert not [doubt for doubt in intake.doubts if "quotes inside" in doubt]
