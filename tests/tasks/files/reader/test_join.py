"""Two tables as one, as RavenStack and most CRMs have them: who left here, name and address there."""

from datetime import date

import pytest
from fakes.workbooks import rows, workbook

from schemas.errors import BadInputError
from schemas.reading import Mapping
from tasks.files.reader.join import Other
from tasks.files.reader.read_customers import Intake, read_customers

EVENTS = (
    "churn_event_id,account_id,churn_date,reason_code,feedback_text\n"
    "e1,A-1,2026-05-01,pricing,too expensive\n"
    "e2,A-2,2026-05-02,features,no SSO\n"
    "e3,A-9,2026-05-03,support,slow answers\n"
)
ACCOUNTS = (
    "Account ID,account_name,email,plan_tier,mrr,country\n"
    "A-1,Acme,ann@acme.example,Pro,49,US\n"
    "A-2,Beta,bob@beta.example,Basic,19,DE\n"
    "A-3,Gamma,cy@gamma.example,Basic,19,DE\n"
)


def read(events: str = EVENTS, accounts: str | bytes = ACCOUNTS, on: str | None = "account_id") -> Intake:
    other = Other(accounts.encode() if isinstance(accounts, str) else accounts, "accounts.csv")
    mapping = Mapping(join_on=on, columns={"customer_id": "account_id"})
    return read_customers(events.encode(), "churn.csv", date(2026, 6, 1), mapping, other)


def test_each_row_has_the_cells_of_both() -> None:
    intake = read()
    first = intake.customers[0]
    assert (first.customer_id, first.email, first.company_name, first.mrr) == ("A-1", "ann@acme.example", "Acme", 49)
    assert first.cancellation_reason == "too expensive\npricing"
    assert first.context["country"] == "US"


def test_a_row_without_another_one_is_said_and_counted_and_so_are_those_left_over() -> None:
    said = read().doubts
    assert "1 row (the first in line 4) of churn.csv found no row in accounts.csv by account_id" in said
    assert "accounts.csv: 1 of 3 ids are in no row of churn.csv" in said


def test_different_rows_with_one_id_are_not_guessed_between() -> None:
    intake = read(accounts=ACCOUNTS + "A-1,Acme,eve@acme.example,Pro,49,US\nA-2,Beta,bob@beta.example,Basic,19,DE\n")
    assert [(one.line, one.reason) for one in intake.rejects if one.line == 2] == [
        (2, "account_id stands in 2 different rows of accounts.csv")
    ]
    assert "accounts.csv: 1 rows say the same as another one" in intake.doubts
    assert [customer.customer_id for customer in intake.customers if customer.email] == ["A-2"]


def test_ids_count_as_written_and_in_another_case_only_if_that_is_one_row() -> None:
    head, pro = "account_id,account_name,email,plan_tier,mrr\n", "Pro,49"
    accounts = f"{head}a-1,Acme,ann@acme.example,{pro}\nA-2,B,b@b.example,{pro}\na-2,C,c@c.example,{pro}\n"
    found = {customer.customer_id: customer.email for customer in read(accounts=accounts).customers}
    assert (found["A-1"], found["A-2"]) == ("ann@acme.example", "b@b.example")


def test_a_column_may_have_two_names() -> None:
    accounts = ACCOUNTS.replace("Account ID", "id")
    assert read(accounts=accounts, on="account_id=id").customers[0].company_name == "Acme"
    with pytest.raises(BadInputError, match=r"accounts.csv has no column 'account_id' to join on"):
        read(accounts=accounts)


def test_without_a_column_to_join_on_it_is_asked_for() -> None:
    with pytest.raises(BadInputError, match=r"say with --join-on which column joins .*: both have account_id"):
        read(on=None)


@pytest.mark.parametrize("header", ["account_id,account_name,Account Id", "Account-ID,account_name,account id"])
def test_a_header_that_could_be_two_columns_is_asked_about(header: str) -> None:
    accounts = (
        ACCOUNTS.replace("Account ID,account_name", header).replace("Acme,", "Acme,x,").replace("Beta,", "Beta,y,")
    )
    if header.startswith("account_id"):
        assert read(accounts=accounts).customers[0].email == "ann@acme.example"  # as written counts first
        return
    with pytest.raises(BadInputError, match=r"accounts.csv has several columns that --join-on could mean"):
        read(accounts=accounts)


def test_a_column_of_both_files_keeps_its_name_in_the_first() -> None:
    events = EVENTS.replace("reason_code", "country").replace("pricing", "FR")
    intake = read(events)
    assert (intake.customers[0].context["country"], intake.customers[0].context["accounts country"]) == ("FR", "US")
    assert "both files have a column 'country'; that of accounts.csv is called 'accounts country' here" in intake.doubts


def test_files_that_have_nothing_to_do_with_each_other_are_refused() -> None:
    with pytest.raises(BadInputError, match=r"no account_id of churn.csv stands in accounts.csv: are they ids"):
        read(accounts=ACCOUNTS.replace("A-", "acc_"))


def test_rows_that_are_broken_keep_their_line_and_no_total_is_joined() -> None:
    intake = read(EVENTS + "e4,A-3,2026-05-04\nTotal,,,,\n")
    assert [(one.line, one.reason) for one in intake.rejects if one.line == 5] == [(5, "has 3 cells, the header has 5")]
    assert "1 row (the first in line 4) of churn.csv found no row in accounts.csv by account_id" in intake.doubts


def test_the_second_table_may_be_a_workbook() -> None:
    book = workbook({"Accounts": rows(*(line.split(",") for line in ACCOUNTS.splitlines()))})
    assert read(accounts=book).customers[0].company_name == "Acme"


def test_join_on_alone_is_no_join() -> None:
    with pytest.raises(BadInputError, match="say the other one with --join FILE"):
        read_customers(EVENTS.encode(), "churn.csv", date(2026, 6, 1), Mapping(join_on="account_id"))
