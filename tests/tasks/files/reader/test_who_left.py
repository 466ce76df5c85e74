"""Which rows of a customer file are customers who left, which are none, and what is no row at all."""

from datetime import date

import pytest

from schemas.errors import BadInputError
from schemas.reading import Mapping
from tasks.files.reader.read_customers import Intake, read_customers
from tasks.files.reader.reasons import merge

HEADER = "customer_id,email,company_name,plan,mrr,churn_date,reason"
TODAY = date(2026, 11, 30)


def row(number: int, *more: str) -> str:
    return ",".join((f"c{number}", f"p{number}@a.example", f"Firm {number}", "pro", "49", "2026-05-04", "slow", *more))


def read(column: str, cells: list[str]) -> Intake:
    """A file with one more column, a row a cell."""
    lines = [f"{HEADER},{column}", *(row(number, cell) for number, cell in enumerate(cells, start=1))]
    return read_customers("\n".join(lines).encode(), "some.csv", TODAY)


def kept(intake: Intake) -> list[str]:
    return [customer.customer_id for customer in intake.customers]


@pytest.mark.parametrize(
    ("column", "left", "stayed"),
    [
        ("status", "canceled", "paused"),
        ("Subscription_Status", "canceled", "past_due"),
        ("subscriptionStatus", "Cancelled by user", "non_renewing"),
        ("status", "cancelled", "in_trial"),
        ("status", "wc-cancelled", "wc-pending-cancel"),
        ("Account Status", "lapsed", "on hold"),
        ("is_active", "FALSE", "TRUE"),
        ("isActive", "0", "1"),
        ("Active?", "No", "Yes"),
        ("churned", "1", "0"),
        ("Is Churned", "Yes", "No"),
        ("Churned", "2026-05-04", ""),
        ("Kundenstatus", "gekündigt", "aktiv"),
        ("statut", "résilié", "actif"),
        ("estado", "baja", "activo"),
        ("stato", "disdetto", "attivo"),
        ("situação", "cancelado", "ativo"),
        ("klantstatus", "opgezegd", "actief"),
        ("Lifecycle Stage", "former customer", "customer"),
        ("Stage", "Closed Lost", "Closed Won"),
        ("dealstage", "closedlost", "closedwon"),
        ("StageName", "Closed Lost", "Negotiation/Review"),
    ],
)
def test_who_stayed_is_skipped(column: str, left: str, stayed: str) -> None:
    intake = read(column, [left, stayed, left])
    assert kept(intake) == ["c1", "c3"]
    assert (intake.skipped, intake.rejects) == (1, [])


def test_one_unknown_word_leaves_the_filter_on_and_is_named() -> None:
    intake = read("status", ["canceled", "active", "in limbo", "canceled", ""])
    assert kept(intake) == ["c1", "c4"]
    assert intake.skipped == 3
    assert "status says 'in limbo'" in intake.doubts[0]
    assert intake.doubts[0].startswith("2 rows are skipped")


def test_a_word_that_may_be_about_somebody_is_not_named() -> None:
    intake = read("status", ["canceled", "active", "ask ann@acme.example"])
    assert "ann@" not in intake.doubts[0]


@pytest.mark.parametrize(
    ("column", "cells"),
    [
        ("status", ["canceled", "canceled"]),
        ("status", ["gold", "silver"]),
        ("status", ["1", "0"]),  # of a status nobody knows which is which
        ("state", ["CA", "ON"]),
        ("active", ["12", "0"]),
        ("churn", ["0.93", "1"]),
        ("customer type", ["existing", "new"]),
        ("stage", ["seed", "series a"]),
        ("IsActiveMember", ["1", "0"]),
    ],
)
def test_a_column_that_does_not_say_who_left_drops_nobody(column: str, cells: list[str]) -> None:
    assert kept(read(column, cells)) == ["c1", "c2"]


def test_a_lost_deal_of_somebody_who_never_bought_is_no_churn() -> None:
    lines = [
        f"{HEADER},Stage,Type",
        row(1, "Closed Lost", "Renewal"),
        row(2, "Closed Lost", "New Business"),
        row(3, "Closed Lost", "Upsell"),
        row(4, "Closed Won", "Renewal"),
    ]
    assert kept(read_customers("\n".join(lines).encode(), "deals.csv", TODAY)) == ["c1"]
    assert kept(read_customers("\n".join(lines[:-1]).encode(), "lost.csv", TODAY)) == ["c1"]


def test_any_column_that_says_stayed_counts_and_one_that_says_nothing_does_not() -> None:
    lines = [f"{HEADER},Churn,status", row(1, "Yes", "suspended"), row(2, "Yes", "active"), row(3, "No", "canceled")]
    assert kept(read_customers("\n".join(lines).encode(), "two.csv", TODAY)) == ["c1"]


def test_what_one_column_says_of_all_counts_where_another_says_nothing() -> None:
    lines = [f"{HEADER},Churn,status", row(1, "Yes", "suspended"), row(2, "Yes", "active")]
    assert kept(read_customers("\n".join(lines).encode(), "yes.csv", TODAY)) == ["c1"]


def test_an_active_customer_may_end_in_the_future() -> None:
    lines = [f"{HEADER},status", row(1, "canceled"), row(2, "active").replace("2026-05-04", "2027-01-31")]
    intake = read_customers("\n".join(lines).encode(), "ends.csv", TODAY)
    assert (kept(intake), intake.rejects) == (["c1"], [])


def test_where_nobody_left_the_unknown_words_are_named() -> None:
    with pytest.raises(BadInputError, match=r"none of its 2 rows is a customer who left; 1 row is skipped: .*'frosty'"):
        read("status", ["active", "frosty"])


@pytest.mark.parametrize(
    "footer",
    [
        '\n"Churned accounts"\n"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved."\n"Confidential"\n',
        "Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved.\n",
        '"Generated By:  Ann Lee  5/28/2026 10:00 AM"\n',
        "\nend of list\n",
        "Total: 2 records\n",
        "Grand Total,,,,98,,\n",
        "Summe,,,,98,,\n",
        ",,,Total,98,,\n",
        f"{HEADER}\n",
    ],
)
def test_footers_totals_and_repeated_headers_are_no_rows(footer: str) -> None:
    intake = read_customers(f"{HEADER}\n{row(1)}\n{row(2)}\n{footer}".encode(), "report.csv", TODAY)
    assert kept(intake) == ["c1", "c2"]
    assert (intake.rejects, intake.skipped, intake.rows_read) == ([], 0, 2)


@pytest.mark.parametrize(
    "second",
    [
        "Customer ID,E-Mail,Company,Plan,MRR,Churn Date,Reason",
        "string,email,string,picklist,currency,date,text",
    ],
)
def test_a_second_header_is_no_row(second: str) -> None:
    intake = read_customers(f"{HEADER}\n{second}\n{row(1)}\n{row(2)}".encode(), "twice.csv", TODAY)
    assert (kept(intake), intake.rejects) == (["c1", "c2"], [])


@pytest.mark.parametrize("cut", ["c3", "c3,p3@a.example", "c3,p3@a.example,Fir"])
def test_a_row_that_was_cut_is_a_reject_and_no_footer(cut: str) -> None:
    intake = read_customers(f"{HEADER}\n{row(1)}\n{row(2)}\n{cut}".encode(), "cut.csv", TODAY)
    assert len(intake.rejects) == 1


def test_a_company_called_total_is_a_customer() -> None:
    lines = "company,email,customer_id,plan,mrr,churn_date,reason\nTotal,t@t.example,c1,pro,49,2026-05-04,slow\n"
    assert kept(read_customers(lines.encode(), "total.csv", TODAY)) == ["c1"]


@pytest.mark.parametrize(
    ("cells", "merged"),
    [
        (["We cannot pay this", "too_expensive", "cancellation_requested"], "We cannot pay this\ntoo expensive"),
        (["", "too_expensive", "cancellation_requested"], "too_expensive"),
        (["N/A", "other", ""], "N/A"),
        (["", "other", "cancellation_requested"], "other"),
        (["", "", "payment_failed"], "payment_failed"),
        (["too_expensive", "The price doubled"], "The price doubled\ntoo expensive"),
        (["Too expensive", "TOO_EXPENSIVE"], "Too expensive"),
        (["Competitor had better devices", "Competitor"], "Competitor had better devices"),
        (["bye", "", ""], "bye"),
    ],
)
def test_several_reasons_are_one(cells: list[str], merged: str) -> None:
    assert merge(cells) == merged


def test_the_comment_comes_first_and_notes_of_the_team_stay_out() -> None:
    lines = (
        "Customer ID,Email,Customer Description,Plan,Amount,Ended At,Cancellation Reason,Cancellation Feedback,"
        "Cancellation Comment,Churn Notes\n"
        "c1,a@a.example,Acme,pro,49,2026-05-04,cancellation_requested,switched_service,HubSpot fits,was rude\n"
        "c2,b@b.example,Beta,pro,49,2026-05-04,payment_failed,,,\n"
    )
    intake = read_customers(lines.encode(), "stripe.csv", TODAY)
    assert [customer.cancellation_reason for customer in intake.customers] == [
        "HubSpot fits\nswitched service",
        "payment_failed",
    ]
    assert intake.customers[0].context["churn notes"] == "was rude"


def test_a_reason_under_a_name_of_its_own_is_left_alone() -> None:
    lines = (
        "id,email,company,plan,mrr,churn_date,Verdict,Cancellation Feedback\n"
        "c1,a@a.example,A,pro,4,2026-05-04,slow,unused\n"
    )
    mapping = Mapping(columns={"cancellation_reason": "Verdict"})
    assert read_customers(lines.encode(), "own.csv", TODAY, mapping).customers[0].cancellation_reason == "slow"


@pytest.mark.parametrize(
    "column",
    [
        "active_subscriptions",
        "Active subscriptions",
        "activeSubscriptions",
        "activesubscriptions",
        "open_subscriptions",
        "num_active_plans",
        "Number of active contracts",
        "current contracts (count)",
        "active subscription",
        "Anzahl aktiver Verträge",
        "aktive Abos",
        "contrats actifs",
        "suscripciones activas",
        "contratti attivi",
        "assinaturas ativas",
        "actieve contracten",
    ],
)
def test_who_still_has_a_subscription_never_left(column: str) -> None:
    intake = read(column, ["0", "2", "0", "1.0"])
    assert kept(intake) == ["c1", "c3"]
    assert intake.skipped == 2


@pytest.mark.parametrize(
    ("column", "cells"),
    [
        ("active users", ["3", "0", "2"]),
        ("current plan", ["3", "0", "2"]),
        ("open tickets", ["3", "0", "2"]),
        ("active seats", ["3", "0", "2"]),
        ("subscriptions", ["3", "0", "2"]),
        ("active months", ["3", "0", "2"]),
        ("current contract months", ["12", "0", "24"]),
        ("active subscriptions last year", ["3", "0", "2"]),
        ("open plans", ["a", "b", "2"]),
        ("email state", ["active", "canceled", "active"]),
        ("payment status of the contract", ["active", "canceled", "active"]),
        ("state of the customer's headquarters", ["CA", "NY", "active"]),
    ],
)
def test_counts_and_states_of_other_things_say_nothing(column: str, cells: list[str]) -> None:
    assert kept(read(column, cells)) == ["c1", "c2", "c3"]


@pytest.mark.parametrize(
    ("column", "left", "stayed"),
    [
        ("State of the contract", "terminated", "active"),
        ("current state of account", "closed", "in good standing"),
        ("Membership standing", "lapsed", "active"),
        ("Zustand Vertrag", "gekündigt", "laufend"),
        ("group", "churned", "active customer"),
        ("segment 2", "Former customer", "Current customer"),
        ("type of relation", "Ehemaliger Kunde", "Bestandskunde"),
    ],
)
def test_a_state_is_read_under_names_that_no_list_knows(column: str, left: str, stayed: str) -> None:
    intake = read(column, [left, stayed, left])
    assert kept(intake) == ["c1", "c3"]


def test_a_column_that_says_of_everybody_that_they_stayed_is_named() -> None:
    with pytest.raises(BadInputError, match=r"active_subscriptions says that they are still customers.*`only`"):
        read("active_subscriptions", ["2", "1", "3"])


@pytest.mark.parametrize(
    ("column", "left", "stayed"),
    [
        ("Inactive", "true", "false"),
        ("is_inactive", "1", "0"),
        ("Non-active", "yes", "no"),
        ("Inaktiv", "ja", "nein"),
        ("Customer churned", "TRUE", "FALSE"),
        ("Did churn", "yes", "no"),
        ("Lost?", "Yes", "No"),
        ("Left us", "yes", "no"),
        ("Kunde verloren", "ja", "nein"),
        ("Abgang", "ja", "nein"),
        ("Exkunde", "ja", "nein"),
        ("Client perdu", "oui", "non"),
        ("Ex-client", "oui", "non"),
        ("Ex cliente", "sí", "no"),
        ("Vigente", "no", "sí"),
        ("Vertrag beendet", "ja", "nein"),
        ("Contrat résilié", "oui", "non"),
        ("Subscription Active", "0", "1"),
        ("Has Active Plan", "No", "Yes"),
        ("Existing customer", "No", "Yes"),
        ("Still paying", "no", "yes"),
        ("Active", "✗", "✓"),
        ("Active", "☐", "☑"),
    ],
)
def test_a_flag_on_no_list_is_read_by_its_words(column: str, left: str, stayed: str) -> None:
    assert kept(read(column, [left, stayed, left])) == ["c1", "c3"]


@pytest.mark.parametrize(
    ("column", "cells"),
    [
        ("is_deleted", ["false", "true", "false"]),  # of the record: false in every export of Salesforce
        ("Archived", ["no", "yes", "no"]),
        ("Disabled features", ["yes", "no", "no"]),
        ("Inactive users", ["1", "0", "1"]),
        ("Active member", ["1", "0", "1"]),
        ("Lost seats", ["yes", "no", "no"]),
        ("Left review", ["yes", "no", "no"]),
        ("Existing integrations", ["yes", "no", "no"]),
        ("Inactive since", ["2026-05-01", "2026-05-02", ""]),
    ],
)
def test_a_flag_of_something_else_drops_nobody(column: str, cells: list[str]) -> None:
    assert kept(read(column, cells)) == ["c1", "c2", "c3"]


@pytest.mark.parametrize(
    ("column", "left", "stayed"),
    [
        ("Status", "Offboarded", "Onboarded"),
        ("Status", "Archived", "Active"),
        ("Status", "Cancelled", "Cancelled - pending"),
        ("Status", "Cancelled (voluntary)", "Cancelled (pending)"),
        ("Status", "Cancelled", "Canceled (at period end)"),
        ("Estado", "Baja", "Baja solicitada"),
        ("Statut", "Résilié", "En cours de résiliation"),
        ("Status", "expired", "expired trial"),
        ("Type", "Former Customer", "Customer - Direct"),
        ("Stage", "Closed Lost to Competition", "Closed Won"),
    ],
)
def test_a_state_is_read_to_its_end(column: str, left: str, stayed: str) -> None:
    assert kept(read(column, [left, stayed, left])) == ["c1", "c3"]


def test_kinds_of_deals_are_no_states() -> None:
    assert len(kept(read("Type", ["Existing Customer - Renewal", "Renewal", "Customer"]))) == 3


# (column, cells): c1 and c3 were closed, c2 was not.
CLOSED = [
    ("Closed", ["yes", "no", "yes"]),
    ("is_archived", ["1", "0", "1"]),
    ("Account disabled", ["TRUE", "FALSE", "TRUE"]),
    ("IsClosed", ["true", "", "true"]),
    ("Archived", ["2026-05-04", "", "2026-05-05"]),
    ("Enabled", ["no", "yes", "no"]),
    ("Konto geschlossen", ["ja", "nein", "ja"]),
    ("Compte désactivé", ["oui", "non", "oui"]),
    ("Archivado", ["sí", "no", "sí"]),
    ("Disabled", ["☑", "☐", "☑"]),
]


@pytest.mark.parametrize(("column", "cells"), CLOSED)
def test_a_flag_of_closed_accounts_says_who_left_where_the_days_agree(column: str, cells: list[str]) -> None:
    lines = [f"{HEADER},{column}", *(row(number, cell) for number, cell in enumerate(cells, start=1))]
    lines[2] = lines[2].replace("2026-05-04", "", 1)
    intake = read_customers("\n".join(lines).encode(), "some.csv", TODAY)
    assert (kept(intake), intake.rejects, intake.skipped) == (["c1", "c3"], [], 1)


@pytest.mark.parametrize(("column", "cells"), CLOSED)
def test_a_flag_of_closed_accounts_says_who_left_where_any_customer_may_have_the_day(
    column: str, cells: list[str]
) -> None:
    lines = [f"{HEADER},{column}", *(row(number, cell) for number, cell in enumerate(cells, start=1))]
    intake = read_customers("\n".join(lines).replace("churn_date", "End date").encode(), "some.csv", TODAY)
    assert (kept(intake), intake.rejects, intake.skipped) == (["c1", "c3"], [], 1)
    assert "1 row skipped" in intake.doubts[0]
    assert "only" in intake.doubts[0]


@pytest.mark.parametrize(("column", "cells"), CLOSED)
def test_a_day_on_which_a_customer_left_counts_more_and_is_asked_about(column: str, cells: list[str]) -> None:
    intake = read(column, cells)
    assert kept(intake) == ["c1", "c2", "c3"]
    assert "taken as customers who left" in intake.doubts[0]


@pytest.mark.parametrize(
    ("column", "cells"),
    [
        ("IsDeleted", ["true", "false", "true"]),
        ("Archived", ["no", "no", "no"]),
        ("Closed tickets", ["1", "0", "1"]),
        ("Email disabled", ["yes", "no", "yes"]),
        ("Closed", ["by mistake", "no", "yes"]),
    ],
)
def test_a_flag_that_distinguishes_nobody_or_is_of_something_else_is_not_asked(column: str, cells: list[str]) -> None:
    lines = [f"{HEADER},{column}", *(row(number, cell) for number, cell in enumerate(cells, start=1))]
    intake = read_customers("\n".join(lines).replace("churn_date", "End date").encode(), "some.csv", TODAY)
    assert (kept(intake), intake.doubts) == (["c1", "c2", "c3"], ())


def test_a_status_counts_more_than_a_flag_of_closed_accounts() -> None:
    lines = [f"{HEADER},status,Archived", row(1, "canceled", "no"), row(2, "active", "yes"), row(3, "canceled", "yes")]
    assert kept(read_customers("\n".join(lines).encode(), "two.csv", TODAY)) == ["c1", "c3"]
