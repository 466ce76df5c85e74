"""Words about payments in complaints about a product, and in what somebody says of their own payment."""

import pytest

from tasks.winback.not_won_back import obstacle, obstacle_in

THEIR_PAYMENT = [
    "dunning",
    "Entered dunning, no answer",
    "dunning exhausted after 4 attempts",
    "our card was declined and no reminder came",
    "payment failed, the report never arrived",
    "Payment failed to process",
    "payment failed to go through",
    "lack of payment",
    "Non-payment of invoice 4711",
    "I filed a chargeback, your export never worked",
    "I dispute the charge for the reporting module",
    "disputed charge on my card",
    "Unauthorized payment on our account",
    "chargeback by the customer",
    "the bank reversed the payment",
    "Expired card on file",
    "Customer's card expired, feature questions open",
    "involuntary",
    "unpaid for 60 days",
    "account is past due",
    "Karte abgelehnt",
    "Mahnung ohne Erfolg",
    "Rücklastschrift im Mai",
    "impayé depuis mars",
    "prélèvement rejeté",
    "pago rechazado por el banco",
    "pagamento rifiutato dalla banca",
    "pagamento recusado pelo banco",
    "incasso mislukt",
    "bank refused direct debit",
    "pago devuelto por el banco",
    "my payment failed because the page did not load",
]
THE_PRODUCT = [
    "Missing dunning feature",
    "no dunning management",
    "We need better dunning",
    "dunning emails to our customers could not be edited",
    "Dunning workflow too weak",
    "the dunning reports are useless",
    "payment integration failed to sync",
    "payments failed to sync with QuickBooks",
    "lacks failed payment recovery",
    "failed payment reminders are missing",
    "no way to see unpaid invoices",
    "cannot filter unpaid invoices",
    "Unpaid leave tracking is missing",
    "past due report missing",
    "past-due invoices were not shown",
    "no chargeback alerts",
    "chargeback management is too weak",
    "The chargeback dashboard was slow",
    "expired card detection is missing",
    "no tracking of declined cards",
    "unauthorized transaction detection failed",
    "insufficient funds handling in the payroll module",
    "payment failure webhooks were missing",
    "could not chase our customers' unpaid bills",
    "Mahnung-Vorlagen fehlen",
    "Es fehlt ein Mahnverfahren",
    "keine Funktion für Inkasso",
    "Rücklastschriften wurden nicht importiert",
    "Il manque la relance des impayés",
    "gestion des impayés insuffisante",
    "Falta un informe de impagados",
    "mancano i solleciti per gli insoluti",
    "geen herinneringen voor wanbetaling",
    "Missing involuntary churn report",
    "dunning is not configurable",
    "failed payment emails look ugly",
]


@pytest.mark.parametrize("text", THEIR_PAYMENT)
def test_their_own_payment_is_an_obstacle(text: str) -> None:
    assert obstacle(text) == "payment_dispute"


@pytest.mark.parametrize("text", THE_PRODUCT)
def test_a_feature_about_payments_is_none(text: str) -> None:
    assert obstacle(text) is None


@pytest.mark.parametrize("column", ["notes", "cancellation comment", "churn reason detail", "feedback"])
def test_a_column_with_such_a_complaint_holds_nobody(column: str) -> None:
    assert obstacle_in("too expensive", {column: "Missing dunning feature"}) is None


@pytest.mark.parametrize(
    "column", ["dunning emails enabled", "dunning_feature", "failed_payment_reminders", "chargeback rate"]
)
def test_the_use_of_a_feature_is_no_failed_payment(column: str) -> None:
    assert obstacle_in("too expensive", {column: "yes"}) is None


@pytest.mark.parametrize("column", ["in dunning", "chargeback", "payment_failed", "has_dispute"])
def test_a_flag_of_a_failed_payment_still_holds(column: str) -> None:
    assert obstacle_in("too expensive", {column: "yes"}) == ("payment_dispute", column)
