"""Emails as a model writes them badly: every fault is seen, by the checks or by an evaluator."""

from datetime import date

from agents.winback.campaign_scores import campaign_scores
from agents.winback.groundedness import violations
from agents.winback.offline.campaign import write
from schemas.customer import Customer
from schemas.sender import Voice
from schemas.winback.campaign import Campaign, CampaignInput, Email
from schemas.winback.case import WinbackCase, WinbackGiven
from schemas.winback.churn_analysis import ChurnAnalysis, CustomerView

REASON = "We needed SSO before the audit. Our security team would not sign another renewal without it."
INPUTS = CampaignInput(
    customer=CustomerView(
        company_name="Acme",
        cancellation_reason=REASON,
        churn_date=date(2026, 5, 7),
        signup_date=date(2024, 5, 1),
    ),
    analysis=ChurnAnalysis(
        category="features", confidence=90, insights=["a", "b", "c"], recommendation="r", evidence=["mrr"]
    ),
    guidance="Be kind.",
    offers=[],
    answer="SSO is available on the enterprise tier",
    sender=Voice(
        company="Halden",
        link="https://halden.example/return",
        claims=("SSO is available on the enterprise tier",),
    ),
)
CASE = WinbackCase(
    id="c",
    given=WinbackGiven(customer=Customer(customer_id="c", company_name="Acme", churn_date=date(2026, 5, 7))),
)


def bad(sentence: str, cta: str = "Reply to this email") -> Campaign:
    """Three emails, the sentence in the first."""
    rest = "We would be glad to hear what you were trying to get done, and what would have helped you to do it."
    bodies = (f"{sentence} {rest}", rest, "You owe us no answer. " + rest)
    subjects = ("What was missing", "A question", "A last word")
    emails = [
        Email(number=number, subject=subjects[number - 1], body=body, cta=cta)
        for number, body in enumerate(bodies, start=1)
    ]
    return Campaign(emails=emails, summary="s")


def failed(campaign: Campaign) -> set[str]:
    return {score.evaluator for score in campaign_scores(CASE, INPUTS, campaign) if score.value < 1}


def test_silence_about_what_has_changed_is_seen() -> None:
    assert "answer" in failed(bad("We are sorry."))
    assert "answer" not in failed(bad("SSO is available on the enterprise tier."))


def test_a_quote_that_is_cut_off_is_seen() -> None:
    assert "quotes" in failed(bad('You wrote: "Our security team would not sign another renewal".'))
    assert "quotes" in failed(bad('You wrote: "We needed SSO before the audit. Our security team…".'))
    assert "quotes" not in failed(bad('You wrote: "We needed SSO before the audit."'))


def test_two_asks_are_stopped() -> None:
    both = bad("See https://halden.example/return for more.")
    assert any("reply and for a click" in problem for problem in violations(INPUTS, both))
    click = bad("See https://halden.example/return for more.", cta="See what is new")
    assert not any("click" in problem for problem in violations(INPUTS, click))


def test_offline_leads_with_it_and_goes_on_from_there() -> None:
    first, second, third = write(INPUTS).emails
    assert "SSO is available on the enterprise tier. Would that have changed" in first.body
    assert "24 months" in third.body
    assert "Back to what your team asked for" in second.body
    assert "SSO is available" not in second.body
    assert third.body.count("?") == 0
    assert violations(INPUTS, write(INPUTS)) == []
    assert not {"answer", "quotes", "grounded"} & failed(write(INPUTS))


def test_offline_quotes_whole_sentences_or_nothing() -> None:
    long = "We asked four times " + "and again " * 40 + "until we left."
    quoting = INPUTS.model_copy(
        update={"customer": INPUTS.customer.model_copy(update={"cancellation_reason": f"It was slow today. {long}"})}
    )
    assert "\u201cIt was slow today.\u201d" in write(quoting).emails[0].body
    silent = INPUTS.model_copy(update={"customer": INPUTS.customer.model_copy(update={"cancellation_reason": long})})
    assert "In your words" not in write(silent).emails[0].body


def test_an_account_number_is_nobodys_name() -> None:
    numbered = INPUTS.model_copy(update={"customer": INPUTS.customer.model_copy(update={"company_name": "3192-NQECA"})})
    assert all("3192" not in f"{email.subject} {email.body}" for email in write(numbered).emails)


def test_a_discount_is_no_offer_to_who_left_for_a_feature() -> None:
    offered = INPUTS.model_copy(update={"offers": ["20% off for the first 3 months back"]})
    assert all("20%" not in email.body for email in write(offered).emails)
