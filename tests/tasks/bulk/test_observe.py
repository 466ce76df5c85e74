"""What an upload says of the versions that served it."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from schemas.agent import Usage
from schemas.customer import Customer
from schemas.hold import Hold, Ruling
from schemas.paid import Failure
from schemas.registry import Assignment, Observation
from schemas.winback.run import AnalysisStep, CampaignStep, CustomerRecord
from tasks.bulk.observe import Observer, Split, split_of
from tasks.winback.opinions import opinions
from tasks.winback.system import WINBACK

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
EARLY, LATE = "2026-11-21T08:00:00+00:00", "2026-11-21T16:00:00+00:00"
USAGE = Usage(input_tokens=30, output_tokens=4)
CUSTOMER = Customer(customer_id="c", company_name="Acme", churn_date=date(2026, 1, 1))


def step(version: str = "1.0.0", **known: object) -> Any:
    """What stands in a record for one agent; its output does not matter here."""
    paid = {
        "fingerprint": "f", "version": version, "model": "m", "usage": USAGE, "cost_usd": 0.25, "latency_s": 2.0,
        "attempts": 1, "at": "2026-11-21T12:00:00+00:00",
    }  # fmt: skip
    return paid | known


def record(customer_id: str = "c", **known: Any) -> CustomerRecord:
    """An answered customer of campaign 1.0.0; `analysis` and `campaign` as `step`, None for none."""
    analysis, campaign = known.pop("analysis", step()), known.pop("campaign", step())
    said = CustomerRecord.model_validate(
        {
            "customer_id": customer_id,
            "versions": {"churn-analysis": "1.0.0", "campaign": "1.0.0"},
            "customer": CUSTOMER,
            **known,
        }
    )
    said.analysis = analysis and AnalysisStep.model_construct(**analysis)
    said.campaign = campaign and CampaignStep.model_construct(**campaign)
    return said


def observed(*records: CustomerRecord, agent: str = "campaign", **rulings: Ruling) -> list[Observation]:
    observer = Observer(WINBACK, opinions(rulings, {}))
    for one in records:
        observer.add(one)
    return [one for one in observer.observations("u", NOON) if one.agent == agent]


def test_an_answer() -> None:
    (figures,) = observed(record(campaign=step(attempts=3, drafts_usd=0.5)), record())
    assert (figures.customers, figures.errors, figures.repairs, figures.cost_n) == (2, 0, 1, 2)
    assert figures.cost_usd_sum == 1.0  # 0.75 with its rejected answers, and 0.25
    assert figures.cost_usd_squares == 0.75**2 + 0.25**2
    assert sum(figures.latency.values()) == 2
    assert figures.latency_s(0.95) == pytest.approx(2.0, rel=0.05)
    assert (figures.upload_id, figures.at, figures.release_id, figures.share) == (
        "u",
        "2026-11-21T12:00:00+00:00",
        None,
        None,
    )


def test_who_answered_why_not_and_what_subjects_are_like() -> None:
    lost = record(campaign=None, error=Failure(step="campaign", message="it is 'Ann's secret' (3 attempts in 9 s)"))
    (figures,) = observed(record(), record(campaign=step(model="n")), lost)
    assert (figures.input_tokens, figures.output_tokens) == (60, 8)
    assert figures.spreads["model"] == {"m": 1, "n": 1}
    assert figures.spreads["reason"] == {"it is 'Ann's secret'": 1}
    assert figures.spreads["input.subscription_tier"] == {"missing": 3}
    assert figures.spreads["input.company_name"] == {"4+ characters": 3}
    assert figures.plus(figures).spreads["model"] == {"m": 2, "n": 2}
    assert "Acme" not in figures.model_dump_json()


def test_a_failure_belongs_to_the_agent_that_had_no_answer() -> None:
    draft = {"violation": "v", "usage": {}, "cost_usd": 0.1, "latency_s": 1.0}
    lost = record(campaign=None, error=Failure(step="campaign", message="m", guardrail=True), drafts=[draft] * 3)
    (campaign,) = observed(lost)
    assert (campaign.customers, campaign.errors, campaign.guardrail, campaign.repairs) == (1, 1, 1, 1)
    assert campaign.cost_usd_sum == pytest.approx(0.3)
    (analysis,) = observed(lost, agent="churn-analysis")
    assert (analysis.customers, analysis.errors) == (1, 0)
    early = record(analysis=None, campaign=None, error=Failure(step="internal", message="m"))
    assert observed(early) == []
    assert observed(early, agent="churn-analysis")[0].errors == 1


def test_who_was_not_asked_does_not_count() -> None:
    held = Hold(code="contacted", reason="r")
    assert observed(record(analysis=None, campaign=None, hold=held)) == []
    assert observed(record(campaign=None, hold=Hold(code="business_closed", reason="r"))) == []
    assert observed(record(campaign=None)) == []  # not settled yet


def test_holds_count_for_whoever_answered() -> None:
    closed = record(campaign=None, hold=Hold(code="business_closed", reason="r"))
    assert observed(closed, agent="churn-analysis")[0].held == 1


def test_an_unknown_price_is_no_price_of_zero() -> None:
    (figures,) = observed(record(campaign=step(cost_usd=None)), record(campaign=step(drafts_usd=None)), record())
    assert (figures.cost_n, figures.cost_usd_sum) == (1, 0.25)


def test_a_person_who_saw_the_emails_judges_them() -> None:
    records = [record(name) for name in "abcd"]
    (figures,) = observed(
        *records,
        a=Ruling(action="release", at=LATE),
        b=Ruling(action="hold", at=LATE),
        c=Ruling(action="release", at=EARLY),  # before there were emails
        d=Ruling(action="release", at=LATE, changed=False),  # was not on hold
    )
    assert (figures.quality_n, figures.quality_sum, figures.customers) == (2, 1.0, 4)


def test_strata_by_version_release_and_share() -> None:
    def side(share: int, version: str, *, candidate: bool) -> CustomerRecord:
        assigned = {"campaign": Assignment(release_id="r", share=share, candidate=candidate)}
        versions = {"churn-analysis": "1.0.0", "campaign": version}
        return record(assigned=assigned, versions=versions, campaign=step(version))

    found = observed(
        record(),
        side(10, "1.1.0", candidate=True),
        side(10, "1.0.0", candidate=False),
        side(50, "1.1.0", candidate=True),
        side(50, "1.1.0", candidate=True),
    )
    assert {(one.version, one.release_id, one.share): one.customers for one in found} == {
        ("1.0.0", None, None): 1, ("1.1.0", "r", 10): 1, ("1.0.0", "r", 10): 1, ("1.1.0", "r", 50): 2,
    }  # fmt: skip
    split = split_of({"1.1.0": [one for one in found if one.version == "1.1.0"], "1.0.0": found[2:3]}, "1.1.0")
    assert (split.candidate, split.production) == (3, 1)
    assert split.expected == pytest.approx(0.1 * 2 + 0.5 * 2)


@pytest.mark.parametrize(
    ("candidate", "production", "expected", "warns"),
    [
        (100, 900, 100, False),
        (80, 920, 100, False),
        (40, 960, 100, True),
        (0, 0, 0, False),
        (5, 0, 0.05, True),
        (1, 4, 0.5, False),
    ],
)
def test_a_split_that_was_not_asked_for(candidate: int, production: int, expected: float, *, warns: bool) -> None:
    said = Split(candidate, production, expected).warning("campaign")
    assert (said is not None) == warns
    if warns:
        assert f"the candidate served {candidate} of {candidate + production} customers" in str(said)


def test_an_observer_says_which_release_is_off() -> None:
    observer = Observer(WINBACK, opinions({}, {}))
    for number in range(400):
        assigned = {
            "campaign": Assignment(release_id="r", share=10, candidate=number % 10 == 0),
            "churn-analysis": Assignment(release_id="s", share=10, candidate=number % 2 == 0),
        }
        observer.add(record(assigned=assigned))
    assert [line.split(":")[0] for line in observer.warnings()] == ["churn-analysis"]
