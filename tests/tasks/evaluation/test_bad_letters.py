"""A writer who does everything that issue 13 forbids: the comparison on the golden cases calls its version worse."""

from collections.abc import Callable

import pytest
from fakes.evaluations import compare, golden
from fakes.in_production import CAMPAIGN

from agents.winback.campaign_scores import campaign_scores
from agents.winback.groundedness import violations
from agents.winback.offline import campaign
from agents.winback.questions import campaign_question
from schemas.winback.campaign import Campaign, CampaignInput, Email
from tasks.evaluation.evaluate import compare_versions

good = campaign.write
FIELDS = ("company_name", "first_name", "subscription_tier", "mrr", "churn_date", "signup_date", "cancellation_reason")


def _changed(answer: Campaign, change: Callable[[Email], dict[str, str]]) -> Campaign:
    return answer.model_copy(update={"emails": [one.model_copy(update=change(one)) for one in answer.emails]})


def quotes_notes(inputs: CampaignInput) -> Campaign:
    said = f'You wrote: "{(inputs.customer.cancellation_reason or "").splitlines()[-1]}"'
    return _changed(good(inputs), lambda email: {"body": f"{email.body}\n\n{said}"})


def offers_what_does_not_fit(inputs: CampaignInput) -> Campaign:
    return _changed(good(inputs), lambda email: {"body": f"{email.body}\n\nCome back and get 40% off for a year."})


def asks_twice(inputs: CampaignInput) -> Campaign:
    link = inputs.sender.link
    return _changed(
        good(inputs), lambda email: {"body": f"{email.body}\n\nOr see {link}", "cta": "Reply to this email"}
    )


def greets_a_company(inputs: CampaignInput) -> Campaign:
    name = inputs.customer.company_name
    return _changed(good(inputs), lambda email: {"body": f"Dear {name},\n\n" + email.body.partition("\n\n")[2]})


def says_no_sorry(inputs: CampaignInput) -> Campaign:
    kind = inputs.analysis.model_copy(update={"topic": "no_longer_needed"})
    return good(inputs.model_copy(update={"analysis": kind}))


BAD = {
    "note-of-ours": quotes_notes,
    "note-beside-a-comment": quotes_notes,
    "offer-that-fits": offers_what_does_not_fit,
    "first-name": asks_twice,
    "season-is-over": greets_a_company,
    "wrongly-billed": says_no_sorry,
    "trust-lost": says_no_sorry,
    "wrongly-billed-german": says_no_sorry,
    "no-longer-needed": offers_what_does_not_fit,
}
CASES = {case.id: case for case in golden("campaign")}


@pytest.mark.parametrize("name", BAD)
def test_each_fault_is_seen_and_the_good_letter_passes(name: str) -> None:
    inputs = campaign_question(CASES[name], FIELDS)
    answer = good(inputs)
    assert violations(inputs, answer) == []
    assert {score.evaluator for score in campaign_scores(CASES[name], inputs, answer) if score.value < 1} <= {
        "readable"
    }
    bad = BAD[name](inputs)
    assert violations(inputs, bad) != []
    assert "grounded" in {score.evaluator for score in campaign_scores(CASES[name], inputs, bad) if score.value < 1}


async def test_the_comparison_calls_it_worse(monkeypatch: pytest.MonkeyPatch) -> None:
    faults = list(dict.fromkeys(BAD.values()))

    def write(inputs: CampaignInput) -> Campaign:
        # The older version is not shown when somebody signed up: by this the two are told apart.
        if inputs.customer.signup_date is not None:
            return good(inputs)
        return faults[len(inputs.customer.cancellation_reason or "") % len(faults)](inputs)

    monkeypatch.setattr(campaign, "write", write)
    asked = compare(None, agent="campaign", candidate="1.1.0", baseline=CAMPAIGN, tags=("letters",))
    found = await compare_versions(asked, "local")
    candidate, baseline = found.sides
    assert (found.verdict, found.gate.passed) == ("worse", False)
    assert baseline.passed == baseline.cases
    assert candidate.passed < candidate.cases / 2
