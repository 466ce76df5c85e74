"""Which character separates the cells, also where a spreadsheet has opened and saved the file with another."""

from datetime import date

import pytest

from tasks.files.reader import read_customers

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
