"""What is the name of a plan and what is only its id, as billing systems export them."""

from datetime import date

import pytest

from schemas.reading import Mapping
from tasks.files.reader.read_customers import Intake, read_customers

NO_MAPPING = Mapping()


def read(column: str, cells: list[str], mapping: Mapping = NO_MAPPING) -> Intake:
    lines = [f"customer_id,email,company_name,{column},mrr,churn_date,reason"]
    lines += [f"c{at},p{at}@a.example,Acme,{cell},49,2026-05-04,slow" for at, cell in enumerate(cells, start=1)]
    return read_customers("\n".join(lines).encode(), "f.csv", date(2026, 11, 30), mapping)


def tiers(intake: Intake) -> list[str | None]:
    return [customer.subscription_tier for customer in intake.customers]


@pytest.mark.parametrize(
    "cell",
    [
        "price_1NxAAAABBBBCCCC11112222",
        "price_1Nx",
        "plan_GqMzXpLw2tYvNb",
        "prod_P1a2b3c4d5e6f7",
        "pri_01gsz8z1q1n00f12qt82y31smh",
        "pro_01gsz4t5hdjse780zja8vvr7jg",
        "5f2b5f2b5f2b5f2b5f2b5f2b",
        "6ba7b810-9dad-11d1-80b4-00c04fd430c8",
        "01t5g00000A1bCdAAE",
        "4028814028814028",
        "h8a2m3k1p9qz4",
        "481516",
    ],
)
def test_an_id_is_no_plan_and_costs_no_customer(cell: str) -> None:
    intake = read("Plan", [cell, "Pro"])
    assert (tiers(intake), intake.rejects) == ([None, "growth"], [])
    assert "an id is no plan's name" in intake.doubts[0]
    assert "tiers" in intake.doubts[0]


@pytest.mark.parametrize(
    ("cell", "tier"),
    [
        ("price_pro_monthly", "growth"),
        ("plan_basic", "starter"),
        ("prod_enterprise", "enterprise"),
        ("pro-USD-Monthly", "growth"),
        ("Plan: Starter", "starter"),
        ("Enterprise Plan Yearly EUR", "enterprise"),
        ("Business", "growth"),
    ],
)
def test_a_name_is_read_whatever_stands_around_it(cell: str, tier: str) -> None:
    assert tiers(read("Plan", [cell])) == [tier]


@pytest.mark.parametrize("cell", ["gold", "plan_professionally", "price_custom", "Plan 2024", "price"])
def test_a_name_that_nobody_knows_is_asked_about(cell: str) -> None:
    assert [reject.reason for reject in read("Plan", [cell, "Pro"]).rejects] == [
        "is not one of starter, growth, enterprise"
    ]


def test_an_id_means_what_the_mapping_says() -> None:
    mapping = Mapping(tiers={"price_1Nx": "enterprise"})
    assert tiers(read("Plan", ["price_1Nx", "price_1Ny"], mapping)) == ["enterprise", None]


@pytest.mark.parametrize("columns", ["Plan,Product", "Plan ID,Plan Name", "Product,Plan"])
def test_the_column_that_has_names_counts_where_another_has_ids_only(columns: str) -> None:
    ids_first = columns != "Product,Plan"
    rows = [("price_1NxABCDEFGH", "Basic"), ("price_1NyABCDEFGH", "Pro")]
    intake = read(columns, [",".join(row if ids_first else row[::-1]) for row in rows])
    assert tiers(intake) == ["starter", "growth"]
    assert intake.customers[0].context == {columns.split(",")[not ids_first].lower(): "price_1NxABCDEFGH"}


def test_an_empty_plan_in_a_row_with_commas_in_its_reason_stops_no_file() -> None:
    text = "customer_id,email,company_name,plan,mrr,churn_date,reason\n"
    text += (
        "c1,a@a.example,Acme,,49,2026-05-04,slow, really\nc2,b@a.example,Beta,price_1Nx,49,2026-05-04,slow, really\n"
    )
    intake = read_customers(text.encode(), "f.csv", date(2026, 11, 30))
    assert [customer.cancellation_reason for customer in intake.customers] == ["slow, really"]
    assert [reject.line for reject in intake.rejects] == [2]
