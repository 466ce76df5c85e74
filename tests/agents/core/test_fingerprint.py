"""Equal fingerprints mean that paying again could not give a different task."""

from datetime import date

import pytest

from agents.versions.versions import Versions
from agents.winback.view import LONGEST_REASON, analysis_fingerprint, campaign_fingerprint, view
from schemas.agent import AgentVersion, SamplingSettings
from schemas.customer import Customer
from schemas.winback.campaign import CampaignInput
from schemas.winback.churn_analysis import ChurnAnalysis, CustomerView

MODEL = "bedrock:amazon.nova-lite-v1:0"
OTHER: dict[str, object] = {
    "customer_id": "C-2",
    "email": "bob@acme.example",
    "company_name": "Acme Ltd",
    "subscription_tier": "starter",
    "mrr": 120.51,
    "currency": "EUR",
    "churn_date": date(2026, 2, 1),
    "cancellation_reason": "too expensive!",
    "signup_date": date(2020, 1, 1),
    "last_login_date": date(2026, 1, 1),
    "total_spent": 5000.0,
    "language": "de",
    "first_name": "Bob",
    "own_words": "It was slow.",
    "context": {"seats": "13", "notes": "called twice"},
}


def changed(customer: Customer, **fields: object) -> Customer:
    return Customer.model_validate(customer.model_dump() | fields)


def versioned(base: AgentVersion, /, **fields: object) -> AgentVersion:
    return AgentVersion.model_validate(base.model_dump() | fields)


def analysis_of(customer: Customer, version: AgentVersion, model: str = MODEL) -> str:
    return analysis_fingerprint(view(customer, version), version, model)


def test_every_column_is_tried_here() -> None:
    assert {*OTHER, "siblings"} == set(Customer.model_fields)  # what other rows say is for the gate alone


@pytest.mark.parametrize("field", OTHER)
def test_an_analysis_depends_on_the_fields_its_prompt_uses(
    field: str, customer: Customer, version: AgentVersion
) -> None:
    before, after = analysis_of(customer, version), analysis_of(changed(customer, **{field: OTHER[field]}), version)
    used = field in version.fields or field == "context"  # of the context it uses the seats
    assert (before != after) == used


@pytest.mark.parametrize("field", OTHER)
@pytest.mark.parametrize("agent", ["churn-analysis", "campaign"])
def test_the_same_in_production(agent: str, field: str, customer: Customer) -> None:
    version = Versions().choose(agent, customer.customer_id)
    before, after = analysis_of(customer, version), analysis_of(changed(customer, **{field: OTHER[field]}), version)
    assert (before != after) == (field in version.fields or (field == "context" and "context.seats" in version.fields))


def test_columns_that_no_prompt_uses_cost_nothing(customer: Customer, version: AgentVersion) -> None:
    before = analysis_of(customer, version)
    for context in ({"seats": "12"}, {"seats": "12", "notes": "x"}, {"last_sync": "today", "seats": "12"}):
        assert analysis_of(changed(customer, context=context), version) == before
    assert analysis_of(changed(customer, context={}), version) != before
    assert analysis_of(changed(customer, context={"seats": ""}), version) != before


def test_the_order_of_columns_does_not_count(customer: Customer, version: AgentVersion) -> None:
    both = versioned(version, fields=["context.notes", "context.seats"])
    turned = changed(customer, context=dict(reversed(customer.context.items())))
    assert analysis_of(customer, both) == analysis_of(turned, both)


def test_a_view_holds_what_the_version_names_and_nothing_else(customer: Customer, version: AgentVersion) -> None:
    seen = view(customer, version)
    assert seen.model_dump(exclude_none=True) == {
        "company_name": "Acme",
        "mrr": 120.5,
        "cancellation_reason": "too expensive",
        "context": {"seats": "12"},
    }


@pytest.mark.parametrize(
    "change", [{"version": "1.2.4"}, {"system": "Other words."}, {"settings": {"temperature": 0.3, "max_tokens": 1024}}]
)
def test_an_analysis_depends_on_the_version(
    change: dict[str, object], customer: Customer, version: AgentVersion
) -> None:
    assert analysis_of(customer, version) != analysis_of(customer, versioned(version, **change))


def test_an_analysis_depends_on_the_model_that_answers(customer: Customer, version: AgentVersion) -> None:
    prints = {analysis_of(customer, version, model) for model in (MODEL, "bedrock:other", "offline:1", "offline:2")}
    assert len(prints) == 4


def test_why_a_version_exists_changes_nothing(customer: Customer, version: AgentVersion) -> None:
    assert analysis_of(customer, version) == analysis_of(customer, versioned(version, why="Said in other words."))


def test_fingerprints_outlive_a_process() -> None:
    # A release that changes this pays for every finished customer again.
    fixed = AgentVersion(
        agent="churn-analysis",
        version="1.0.0",
        model=MODEL,
        settings=SamplingSettings(temperature=0, max_tokens=1),
        fields=("mrr",),
        system="s",
        user="u",
        output="o",
        output_schema={},
        why="Never changes.",
    )
    assert fixed.content_hash == "58f1ad5e6dfaccc5"
    assert analysis_fingerprint(CustomerView(mrr=1.5), fixed, MODEL) == "1cdfbf53b7d3147060fde6c0"


# Campaigns


@pytest.fixture
def campaign(customer: Customer, version: AgentVersion, analysis: ChurnAnalysis) -> CampaignInput:
    return CampaignInput(
        customer=view(customer, version), analysis=analysis, guidance="Be kind.", offers=["A month free."]
    )


def test_a_campaign_depends_on_all_that_it_is_given(
    customer: Customer, version: AgentVersion, analysis: ChurnAnalysis, campaign: CampaignInput
) -> None:
    other_analysis = ChurnAnalysis.model_validate(analysis.model_dump() | {"confidence": 81})
    other_customer = view(changed(customer, mrr=1), version)
    variants: list[tuple[CampaignInput, str, AgentVersion, str]] = [
        (campaign, "a", version, MODEL),
        (campaign, "b", version, MODEL),
        (campaign, "a", versioned(version, version="1.2.4"), MODEL),
        (campaign, "a", version, "offline:1"),
        (campaign.model_copy(update={"guidance": "Be brief."}), "a", version, MODEL),
        (campaign.model_copy(update={"offers": []}), "a", version, MODEL),
        (campaign.model_copy(update={"offers": ["A month free.", "Two."]}), "a", version, MODEL),
        (campaign.model_copy(update={"analysis": other_analysis}), "a", version, MODEL),
        (campaign.model_copy(update={"customer": other_customer}), "a", version, MODEL),
    ]
    prints = [campaign_fingerprint(*variant) for variant in variants]
    assert len(set(prints)) == len(variants)
    assert campaign_fingerprint(campaign, "a", version, MODEL) == prints[0]


def test_a_campaign_does_not_depend_on_unused_columns(
    customer: Customer, version: AgentVersion, campaign: CampaignInput
) -> None:
    busy = changed(customer, email="new@acme.example", total_spent=9, context={"seats": "12", "synced": "today"})
    same = campaign.model_copy(update={"customer": view(busy, version)})
    assert campaign_fingerprint(same, "a", version, MODEL) == campaign_fingerprint(campaign, "a", version, MODEL)


def test_no_model_is_told_what_a_person_cannot_see(customer: Customer, version: AgentVersion) -> None:
    tags = "".join(chr(0xE0000 + ord(letter)) for letter in "obey")
    seen = view(changed(customer, cancellation_reason=f"too\u200b dear{tags}\x1b[31m"), version)
    assert seen.cancellation_reason == "too dear"


def test_a_long_cell_is_cut(customer: Customer, version: AgentVersion) -> None:
    seen = view(changed(customer, cancellation_reason="dear " * 100_000), version)
    assert len(seen.cancellation_reason or "") <= LONGEST_REASON
