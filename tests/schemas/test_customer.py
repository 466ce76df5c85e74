"""One row of an upload, as text, becomes a customer or is refused."""

import random
from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from schemas.customer import COLUMNS, REQUIRED_COLUMNS, Customer
from schemas.reading import DISPENSABLE

ROW = {
    "customer_id": "C-1",
    "email": "ann@acme.example",
    "company_name": "Acme",
    "subscription_tier": "growth",
    "mrr": "120.50",
    "churn_date": "2026-01-31",
    "cancellation_reason": "too expensive",
}


def parsed(**cells: object) -> Customer:
    return Customer.model_validate(ROW | cells)


def refused(**cells: object) -> str:
    """The column at fault, and why."""
    with pytest.raises(ValidationError) as refusal:
        parsed(**cells)
    (error,) = refusal.value.errors()
    assert error["loc"][0] in cells
    return error["msg"]


def test_a_row_with_only_the_required_columns() -> None:
    assert set(ROW) == set(REQUIRED_COLUMNS) < set(COLUMNS)
    customer = parsed()
    assert customer.mrr == 120.5
    assert customer.churn_date == date(2026, 1, 31)
    assert customer.currency == "USD"
    assert customer.context == {}
    assert (customer.signup_date, customer.last_login_date, customer.total_spent) == (None, None, None)


# What a mapping may say is not there: the reader asks for the column otherwise.
@pytest.mark.parametrize("column", [column for column in REQUIRED_COLUMNS if column not in DISPENSABLE])
def test_a_required_column_is_required(column: str) -> None:
    with pytest.raises(ValidationError, match="Field required"):
        Customer.model_validate({name: cell for name, cell in ROW.items() if name != column})


def test_a_column_that_is_not_known_belongs_in_the_context() -> None:
    assert refused(seats="12") == "Extra inputs are not permitted"
    assert parsed(context={"seats": "12", "": ""}).context == {"seats": "12", "": ""}


def test_a_customer_does_not_change() -> None:
    with pytest.raises(ValidationError):
        parsed().mrr = 1.0  # type: ignore[misc]  # that it is frozen is the point


# Numbers


@pytest.mark.parametrize(
    ("text", "number"),
    [("1", 1.0), ("120.50", 120.5), (" 7 \t", 7.0), ("+3", 3.0), ("1e3", 1000.0), ("2.5E-1", 0.25), ("007", 7.0)],
)
def test_plain_numbers(text: str, number: float) -> None:
    assert parsed(mrr=text).mrr == number
    assert parsed(total_spent=text).total_spent == number


ODD = ["1_000", "1,000", "1 000", "1.000,50", "$5", "5€", "5 USD", "1e", "e3", ".", "0x10", "--1", "1.2.3", "True"]
ENDLESS = ["nan", "NaN", "inf", "-inf", "Infinity", "1e400", "-1e400"]


@pytest.mark.parametrize("text", [*ODD, *ENDLESS])
@pytest.mark.parametrize("column", ["mrr", "total_spent"])
def test_everything_else_is_no_number(column: str, text: str) -> None:
    assert refused(**{column: text})


def test_what_is_no_number_is_called_so() -> None:
    assert refused(mrr="1_000") == "Value error, is not a plain number"
    assert refused(mrr="") == "Value error, is not a plain number"


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf"), "x"])
def test_values_of_the_wrong_kind(value: object) -> None:
    assert refused(mrr=value)


@pytest.mark.parametrize("text", ["0", "-1", "0.0", "-0", "1e-400"])
def test_mrr_is_more_than_nothing(text: str) -> None:
    assert refused(mrr=text) == "Input should be greater than 0"


def test_total_spent_may_be_nothing_but_not_less() -> None:
    assert parsed(total_spent="0").total_spent == 0
    assert refused(total_spent="-0.01") == "Input should be greater than or equal to 0"


# Days


@pytest.mark.parametrize("zone", ["", "Z", "-08:00", ".123456+02:00"])
@pytest.mark.parametrize("text", ["2026-01-31T00:00:00", "2026-01-31 23:59:59"])
def test_of_a_time_only_the_day_counts(text: str, zone: str) -> None:
    assert parsed(churn_date=text + zone).churn_date == date(2026, 1, 31)


@pytest.mark.parametrize("text", ["2026-01-31", " 2026-01-31 \t", "2026-01-31 23:59"])
def test_a_day_is_the_day_that_is_written(text: str) -> None:
    assert parsed(churn_date=text).churn_date == date(2026, 1, 31)


OTHER_FORMS = ["", "yesterday", "31.01.2026", "01/31/2026", "2026-1-31", "20260131", "2026-01", "1767139200"]
NOT_THERE = ["2026-02-30", "2026-13-01", "0000-01-01", "2026-01-31T25:00", "2026-01-31 noon", "2026-01-31 2026-02-01"]


@pytest.mark.parametrize("text", [*OTHER_FORMS, *NOT_THERE])
@pytest.mark.parametrize("column", ["churn_date", "signup_date", "last_login_date"])
def test_everything_else_is_no_day(column: str, text: str) -> None:
    if column != "churn_date" and not text:
        assert getattr(parsed(**{column: text}), column) is None
    else:
        assert refused(**{column: text}) == "Value error, is not a date like 2026-01-31"


# Words


@pytest.mark.parametrize("text", ["growth", "Growth", " GROWTH "])
def test_tiers_in_any_case(text: str) -> None:
    assert parsed(subscription_tier=text).subscription_tier == "growth"


@pytest.mark.parametrize("text", ["", "free", "pro", "growth plan", "grow th"])
def test_other_tiers(text: str) -> None:
    assert refused(subscription_tier=text) == "Input should be 'starter', 'growth' or 'enterprise'"


@pytest.mark.parametrize("text", ["eur", " EUR ", "Eur"])
def test_currencies_in_any_case(text: str) -> None:
    assert parsed(currency=text).currency == "EUR"


@pytest.mark.parametrize("text", ["€", "EURO", "EU", "E R", "12A", "ÄÖÜ"])
def test_other_currencies(text: str) -> None:
    assert "pattern" in refused(currency=text)


@pytest.mark.parametrize("blank", ["", " ", "\t", " \n "])
@pytest.mark.parametrize("column", ["signup_date", "last_login_date", "total_spent"])
def test_blank_optional_cells_are_not_there(column: str, blank: str) -> None:
    assert getattr(parsed(**{column: blank}), column) is None


@pytest.mark.parametrize("blank", ["", " ", "\t", " \n "])
@pytest.mark.parametrize(
    "column", [column for column in REQUIRED_COLUMNS if column not in ("cancellation_reason", "company_name")]
)
def test_blank_required_cells_are_refused(column: str, blank: str) -> None:
    assert refused(**{column: blank})


@pytest.mark.parametrize("text", ["", " ", "n/a", "zu teuer 🙂", "x" * 100_000])
def test_a_reason_is_kept_as_it_was_written(text: str) -> None:
    assert parsed(cancellation_reason=text).cancellation_reason == text


@pytest.mark.parametrize("text", [" C-1 ", "\tC-1\n"])
def test_an_id_is_kept_without_what_surrounds_it(text: str) -> None:
    assert parsed(customer_id=text).customer_id == "C-1"


def test_an_id_has_a_length() -> None:
    assert len(parsed(customer_id="x" * 16_384).customer_id) == 16_384
    assert refused(customer_id="x" * 16_385)


@pytest.mark.parametrize("text", ["ann@acme.example", " a.b+c@sub.acme.example ", "ünï@acme.example"])
def test_email_addresses(text: str) -> None:
    assert parsed(email=text).email == text.strip()


@pytest.mark.parametrize(
    "text", ["ann", "ann@acme", "@acme.example", "ann@", "a b@acme.example", "a@b@acme.example", "a@b.c\nBcc: d@e.f"]
)
def test_what_is_no_email_address(text: str) -> None:
    assert "pattern" in refused(email=text)
    assert refused(email="x" * 320 + "@acme.example")


# Storing


@pytest.mark.parametrize("seed", range(20))
def test_a_stored_customer_comes_back_equal(seed: int) -> None:
    chance = random.Random(seed)
    letters = "aß東🙂\"\\\n\t '<{&\u2028\x00"

    def word() -> str:
        return "".join(chance.choices(letters, k=chance.randint(1, 20)))

    cells: dict[str, Any] = {
        "customer_id": f"C{word()}C",
        "company_name": f"{word()}x",
        "cancellation_reason": word(),
        "mrr": repr(chance.uniform(0.01, 1e9)),
        "total_spent": chance.choice(["", "0", "1e9", repr(chance.random())]),
        "churn_date": date.fromordinal(chance.randint(1, 3_000_000)).isoformat(),
        "signup_date": chance.choice(["", "1999-12-31T23:59:59Z"]),
        "context": {word(): word() for _ in range(chance.randint(0, 3))},
    }
    customer = parsed(**cells)
    assert Customer.model_validate_json(customer.model_dump_json()) == customer
