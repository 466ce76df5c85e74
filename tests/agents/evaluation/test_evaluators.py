"""What evaluators say of an answer: right ones get a 1, and each kind of fault its 0 with a reason."""

from datetime import date
from typing import Any

import pytest

from agents.checks.names import unknown_names
from agents.evaluation.evaluators import evaluators_of, no_scores, passed, scores
from agents.scoring.text import first_mentioned, lix, readability, unquoted, word_count
from schemas.customer import Customer
from schemas.sender import Language, Voice
from schemas.winback.campaign import Campaign, CampaignInput, Email
from schemas.winback.case import WinbackCase, WinbackExpectation, WinbackGiven
from schemas.winback.churn_analysis import ChurnAnalysis, ChurnAnalysisInput, CustomerView

REASON = "The renewal came in a third higher and finance said no."
VIEW = CustomerView(
    company_name="Tidemark Studio",
    subscription_tier="growth",
    mrr=349,
    currency="USD",
    churn_date=date(2026, 4, 20),
    last_login_date=date(2026, 2, 20),
    cancellation_reason=REASON,
)
ANALYSIS = ChurnAnalysis(
    category="pricing",
    confidence=80,
    insights=["Finance said no.", "It paid 349 USD a month.", "Nobody logged in for 59 days."],
    recommendation="Ask what would fit.",
    evidence=["cancellation_reason"],
)
BODY = (
    "Hello Tidemark Studio team,\n\nthe renewal came in a third higher, and your finance people said no. That is a "
    "clear answer and a fair one, and we should have talked before the price did. Was it the sum itself, or that "
    "it came without any warning at all?\n\nKind regards\nInes Albrecht"
)


def case(**expect: Any) -> WinbackCase:
    customer = Customer(customer_id="c", company_name="Tidemark Studio", churn_date=date(2026, 4, 20))
    given = WinbackGiven(customer=customer, analysis=ANALYSIS)
    return WinbackCase(id="c", given=given, expect=WinbackExpectation(**expect))


def analysed(expect: dict[str, Any], **changes: Any) -> dict[str, tuple[float, str]]:
    answer = ANALYSIS.model_copy(update=changes)
    found = scores("churn-analysis", case(**expect), ChurnAnalysisInput(customer=VIEW), answer, attempts=1)
    return {score.evaluator: (score.value, score.detail) for score in found}


def written(
    expect: dict[str, Any], offers: tuple[str, ...] = (), language: Any = "en", **changes: str
) -> dict[str, tuple[float, str]]:
    inputs = CampaignInput(
        customer=VIEW,
        analysis=ANALYSIS,
        guidance="Be kind.",
        offers=list(offers),
        sender=Voice(company="Northgate", signatory="Ines Albrecht"),
        language=language,
    )
    first = {"number": 1, "subject": "One", "body": BODY, "cta": "Reply"} | changes
    others = [Email(number=n, subject=subject, body=BODY, cta="Reply") for n, subject in ((2, "Two"), (3, "Three"))]
    emails = [Email.model_validate(first), *others]
    found = scores("campaign", case(**expect), inputs, Campaign(emails=emails, summary="s"), attempts=1)
    return {score.evaluator: (score.value, score.detail) for score in found}


def test_a_right_answer_passes() -> None:
    expect = {
        "category": "pricing",
        "max_confidence": 90,
        "evidence": ["cancellation_reason"],
        "must_mention": ["finance"],
    }
    found = analysed(expect)
    assert {name: value for name, (value, _) in found.items()} == dict.fromkeys(
        ("answered", "first_try", "category", "confidence", "evidence", "mentions", "grounded", "length", "readable"),
        1.0,
    )
    assert all(value == 1.0 for value, _ in written({"offer": "none"}).values()), written({"offer": "none"})


@pytest.mark.parametrize(
    ("expect", "changes", "evaluator", "said"),
    [
        ({"category": ["features", "unclear"]}, {}, "category", "pricing, not features or unclear"),
        ({"max_confidence": 60}, {}, "confidence", "confidence 80 is above 60"),
        ({"min_confidence": 90}, {}, "confidence", "confidence 80 is below 90"),
        ({"evidence": ["mrr"]}, {}, "evidence", "does not rest on mrr"),
        ({"must_mention": ["budget|invoice"]}, {}, "mentions", "does not mention 'budget|invoice'"),
        ({"must_not_mention": ["fit"]}, {}, "mentions", "says 'fit'"),
        ({}, {"recommendation": "Offer 41% to them."}, "grounded", "the number 41 is in no field"),
        ({"max_words": 10}, {}, "length", "is above 10"),
    ],
)  # fmt: skip
def test_a_wrong_analysis_fails_where_it_is_wrong(
    expect: dict[str, Any], changes: dict[str, Any], evaluator: str, said: str
) -> None:
    found = analysed(expect, **changes)
    assert found[evaluator][0] == 0.0
    assert said in found[evaluator][1]
    assert {name for name, (value, _) in found.items() if value < 1} == {evaluator}


def test_what_the_customer_wrote_may_be_quoted_in_an_analysis() -> None:
    quoting = [f'The customer wrote "{REASON}".', "b", "c"]
    assert analysed({"must_not_mention": ["finance said no"]}, insights=quoting)["mentions"][0] == 1.0
    own = ["The finance said no.", "b", "c"]
    assert analysed({"must_not_mention": ["finance said no"]}, insights=own)["mentions"][0] == 0.0


@pytest.mark.parametrize(
    ("expect", "changes", "evaluator", "said"),
    [
        ({}, {"body": BODY + "\n\nYou get 30% off."}, "grounded", "30"),
        ({}, {"body": BODY.replace("Ines Albrecht", "Sarah Miller")}, "grounded", "nobody gave the name 'Sarah'"),
        ({"offer": "none"}, {"cta": "See our special price"}, "offers", "special price"),
        ({"offer": "approved"}, {}, "offers", "names no approved offer"),
        ({"must_not_mention": ["finance people"]}, {}, "mentions", "says 'finance people'"),
        ({}, {"body": "Hello Tidemark Studio team, do write to us."}, "length", "is below 15"),
        ({"max_words": 45}, {}, "length", "is above 45"),
        ({"language": "de"}, {}, "language", "emails.1 is in en, not de"),
    ],
)  # fmt: skip
def test_wrong_emails_fail_where_they_are_wrong(
    expect: dict[str, Any], changes: dict[str, Any], evaluator: str, said: str
) -> None:
    found = written(expect, **changes)
    assert found[evaluator][0] == 0.0
    assert said in found[evaluator][1]


def test_an_approved_offer_has_to_be_named_with_its_numbers() -> None:
    offers = ("15% off for the first 6 months back",)
    exact = BODY + "\n\nWe can offer you 15% off for the first 6 months back."
    assert written({"offer": "approved"}, offers, body=exact)["offers"][0] == 1.0
    assert written({"offer": "approved"}, offers, body=BODY + "\n\nWe can offer you 15% off.")["offers"][0] == 0.0
    assert written({"offer": "none"}, offers, body=exact)["offers"][0] == 0.0


def test_an_answer_that_never_held_does_not_pass() -> None:
    found = no_scores("it broke a rule")
    assert not passed("churn-analysis", found)
    assert found[0].detail == "it broke a rule"


def test_asking_again_is_said_and_does_not_fail() -> None:
    inputs = ChurnAnalysisInput(customer=VIEW)
    found = scores("churn-analysis", case(category="pricing"), inputs, ANALYSIS, attempts=3)
    assert {score.evaluator: score.value for score in found}["first_try"] == 0.0
    assert passed("churn-analysis", found)


@pytest.mark.parametrize(
    ("agent", "names"),
    [
        (
            "churn-analysis",
            "passed answered first_try category confidence evidence mentions grounded length readable judge",
        ),
        ("campaign", "passed answered first_try mentions grounded offers answer quotes language length readable judge"),
        ("judge", "passed answered first_try agreement close judge"),
        ("gone", "passed answered first_try agreement close judge"),
    ],
)
def test_a_table_has_them_in_one_order(agent: str, names: str) -> None:
    known = evaluators_of(agent)
    assert " ".join(known) == names
    assert {name for name, one in known.items() if one.graded} <= {"readable", "judge"}
    assert {name for name, one in known.items() if not one.decides} <= {"first_try", "readable", "judge", "close"}


# Names


GIVEN = "Hob & Kettle, Northgate Software, Ines Albrecht, Customer Success. We moved to HubSpot."


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("Hello Hob & Kettle team,\n\nHubSpot is good. May we ask why?\n\nKind regards\nInes Albrecht", "en", []),
        ("Hello,\n\nI spoke with Sarah about it in March.\n\nBest,\nThe Customer Team", "en", ["Sarah"]),
        ("Hello,\n\nthank you.\n\nBest,\n\nSarah Miller\nHead of Customer Success", "en", ["Miller", "Sarah"]),
        ("Hello,\n\nwe work with Salesforce and SalesLoft.\n\nBest", "en", ["Salesforce", "SalesLoft"]),
        ("Guten Tag,\n\nIhre Nachricht an das Team hat uns gefreut.\n\nFreundliche Grüße\nInes Albrecht", "de", []),
        ("Guten Tag,\n\nIhre Nachricht freut uns.\n\nFreundliche Grüße\nSabine Krause", "de", ["Sabine", "Krause"]),
        ("Bonjour,\n\nL'équipe de Hob & Kettle nous manque.\n\nCordialement,\nL'équipe clients", "fr", []),
        ("Bonjour,\n\nNous avons parlé à Claire.\n\nCordialement,\nL'équipe clients", "fr", ["Claire"]),
        ('Hello,\n\nyou wrote: "We moved to HubSpot." An API and a PDF on Monday are fine.\n\nBest', "en", []),
    ],
)  # fmt: skip
def test_names_that_nobody_gave(text: str, language: Any, names: list[str]) -> None:
    assert unknown_names(text, GIVEN, language) == names


@pytest.mark.parametrize(
    "text", ["Find us at https://x.example/back. We wish you well.", "Siehe https://x.example/b! Ich"]
)
@pytest.mark.parametrize("language", ["en", "fr", "nl"])
def test_a_sentence_may_begin_behind_a_link(text: str, language: Language) -> None:
    assert unknown_names(text, "", language) == []


# Text


def test_phrases_are_whole_words_in_any_case() -> None:
    assert first_mentioned("The PRICE, and the “Budget”", "cost|budget") == "budget"
    assert first_mentioned("priceless", "price") is None
    assert first_mentioned("priceless", "price*") == "price*"
    assert first_mentioned("only \uff19\uff15% now", "95%") == "95%"
    assert first_mentioned("{{ config }}", "{{") == "{{"


def test_a_cut_quotation_is_one() -> None:
    assert unquoted('It said "The renewal came in…" twice.', REASON).split() == ["It", "said", "twice."]
    assert unquoted('It said "something else".', REASON) == 'It said "something else".'


def test_readability() -> None:
    assert word_count("It's a well-known fact.") == 4
    assert lix("") == 0.0
    assert lix("One two three. Four five six seveneight.") == pytest.approx(3.5 + 100 / 7)
    assert readability("We are sorry. May we ask why you left?") == 1.0
    heavy = (
        "Notwithstanding aforementioned infrastructural considerations, organisational representatives demonstrated."
    )
    assert readability(heavy) == 0.0
