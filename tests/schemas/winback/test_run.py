"""What a run is asked and what it records."""

from collections.abc import Iterable
from datetime import date

import pytest
from pydantic import ValidationError

from schemas.agent import Draft, Usage
from schemas.bulk import Status
from schemas.customer import Customer
from schemas.paid import Failure, Latency, PaidStep, Spend
from schemas.winback.campaign import Campaign
from schemas.winback.churn_analysis import ChurnAnalysis
from schemas.winback.run import AnalysisStep, CampaignStep, CustomerRecord, WinbackParams

PAID = PaidStep(
    fingerprint="f", version="1.0.0", model="offline:1", usage=Usage(), cost_usd=None, latency_s=0.1, attempts=1
)


def test_spending_adds_up() -> None:
    spent = Spend().plus(Usage(input_tokens=1, output_tokens=2), 0.25).plus(Usage(input_tokens=3), 0.5, calls=4)
    assert spent == Spend(calls=5, usage=Usage(input_tokens=4, output_tokens=2), cost_usd=0.75)


def test_an_unknown_price_stays_unknown() -> None:
    unknown = Spend().plus(Usage(input_tokens=1), None)
    assert unknown.cost_usd is None
    assert unknown.plus(Usage(input_tokens=1), 0.5) == Spend(calls=2, usage=Usage(input_tokens=2), cost_usd=None)
    assert Spend().plus(Usage(), 0.0).cost_usd == 0


def test_a_run_without_parameters_is_a_careful_one() -> None:
    params = WinbackParams()
    assert (params.concurrency, params.max_reject_rate, params.max_failure_rate) == (8, 0.2, 0.1)
    assert (params.source, params.upload_id, params.max_cost_usd, params.sample) == (None, None, None, None)
    assert not params.dry_run


@pytest.mark.parametrize(
    "params",
    [
        {"concurrency": 0},
        {"concurrency": 1_001},
        {"max_cost_usd": 0},
        {"max_cost_usd": -1},
        {"max_reject_rate": 1.01},
        {"max_failure_rate": -0.01},
        {"sample": 0},
        {"upload_id": ""},
        {"max_cost": 1},
        {"environment": "prod"},
    ],
)
def test_parameters_outside_their_bounds(params: dict[str, object]) -> None:
    with pytest.raises(ValidationError, match=next(iter(params))):
        WinbackParams.model_validate(params)


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_budget_is_an_amount(value: float) -> None:
    with pytest.raises(ValidationError):
        WinbackParams(max_cost_usd=value)


@pytest.fixture
def record() -> CustomerRecord:
    customer = Customer(
        customer_id="C-1",
        email="ann@acme.example",
        company_name="Acme",
        subscription_tier="growth",
        mrr=1,
        churn_date=date(2026, 1, 31),
        context={"Notes": "</customer>"},
    )
    return CustomerRecord(customer_id="C-1", versions={"churn-analysis": "1.0.0"}, customer=customer)


def test_a_record_is_complete_with_both_steps(record: CustomerRecord) -> None:
    analysis = ChurnAnalysis(
        category="unclear", confidence=1, insights=["a", "b", "c"], recommendation="d", evidence=["mrr"]
    )
    email = {"number": 1, "subject": "s", "body": "b", "cta": "c"}
    campaign = Campaign.model_validate({"emails": [email] * 3, "summary": "s"})
    assert not record.complete
    record.analysis = AnalysisStep(output=analysis, **PAID.model_dump())
    assert not record.complete
    record.campaign = CampaignStep(output=campaign, **PAID.model_dump())
    assert record.complete
    record.analysis = None
    assert not record.complete


def test_a_stored_record_comes_back_equal(record: CustomerRecord) -> None:
    record.drafts_of = "f"
    record.drafts = (Draft(output={"a": 1}, violation="v", usage=Usage(), cost_usd=None, latency_s=0.1),)
    record.spent = record.spent.plus(Usage(input_tokens=1), None)
    record.error = Failure(step="campaign", message="m")
    assert CustomerRecord.model_validate_json(record.model_dump_json()) == record


def test_a_stored_status_comes_back_equal() -> None:
    status = Status(
        upload_id="u", status="processing", cost_usd=None, params=WinbackParams(sample=3).model_dump(mode="json")
    )
    assert Status.model_validate_json(status.model_dump_json()) == status
    with pytest.raises(ValidationError):
        Status.model_validate({"upload_id": "u", "status": "done"})


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        ([], (0.0, 0.0, 0.0)),
        ([0.3], (0.3, 0.3, 0.3)),
        (range(100, 0, -1), (50, 95, 99)),
        (range(1, 21), (10, 19, 20)),
    ],
)
def test_percentiles_by_nearest_rank(seconds: Iterable[float], expected: tuple[float, ...]) -> None:
    assert tuple(Latency.of(seconds).model_dump().values()) == expected
