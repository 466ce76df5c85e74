"""A reason that says nothing, and the note beside it that does."""

from datetime import date

import pytest

from schemas.customer import Customer
from tasks.files.reader.read_customers import read_customers

HEADER = "customer_id,email,company_name,plan,mrr,churn_date"


def read(headers: str, cells: str) -> Customer:
    content = f"{HEADER},{headers}\nc1,a@a.example,Acme,pro,49,2026-05-04,{cells}\n".encode()
    (customer,) = read_customers(content, "some.csv", date(2026, 11, 30)).customers
    return customer


@pytest.mark.parametrize(
    ("headers", "cells"),
    [
        ("Kündigungsgrund,Bemerkung", "Sonstiges,the SAP link was missing"),
        ("Motif,Commentaire", "Autre,the SAP link was missing"),
        ("Lost reason,CSM notes", "Other,the SAP link was missing"),
        ("motivo,Observaciones", "otros,the SAP link was missing"),
        ("reden,Opmerking", "anders,the SAP link was missing"),
        ("Reden opzegging,Toelichting", "Overig,the SAP link was missing"),
    ],
)
def test_the_note_is_read_and_never_quoted(headers: str, cells: str) -> None:
    customer = read(headers, cells)
    assert customer.cancellation_reason == "the SAP link was missing"
    assert customer.own_words == ""


@pytest.mark.parametrize(
    ("headers", "cells", "reason"),
    [
        ("reason,Notes", "too slow,likes golf a lot", "too slow"),
        ("reason,CSM notes", ",call back in June", ""),
        ("reason,Delivery notes", "other,leave at the door", "other"),
        ("reason,Notes", "other,ok", "other"),
    ],
)
def test_other_notes_stay_out(headers: str, cells: str, reason: str) -> None:
    assert read(headers, cells).cancellation_reason == reason
