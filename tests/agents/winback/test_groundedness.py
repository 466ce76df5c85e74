"""What an email may say: true sentences pass, invented ones come back with their reason."""

from datetime import date

import pytest

from agents.checks.language import evident
from agents.winback.campaign import AGENT
from agents.winback.groundedness import violations
from agents.winback.offline.campaign import write
from schemas.plain_text import plain_line
from schemas.sender import Voice
from schemas.winback.campaign import Campaign, CampaignInput, Email
from schemas.winback.churn_analysis import ChurnAnalysis, CustomerView

REASON = "Price went up 30% at renewal. You promised SSO [SCIM] and a refund of $200"
INPUTS = CampaignInput(
    customer=CustomerView(
        company_name="Acme 360",
        subscription_tier="growth",
        mrr=1299.0,
        currency="USD",
        churn_date=date(2026, 5, 4),
        signup_date=date(2024, 5, 2),
        cancellation_reason=REASON,
        context={"seats": "22"},
    ),
    analysis=ChurnAnalysis(
        category="pricing", confidence=80, insights=["a", "b", "c"], recommendation="r", evidence=["mrr"]
    ),
    guidance="Be kind.",
    offers=["20% off for 3 months", "A free setup session"],
    sender=Voice(
        company="Northwind", product="Compass", link="https://northwind.example/back", claims=("SSO with SCIM is live",)
    ),
)
NO_OFFERS = INPUTS.model_copy(update={"offers": [], "sender": Voice()})


ASKS = {"de": "Antworten Sie uns", "fr": "R\u00e9pondez-nous", "es": "Respondan"}
LAST = {
    "de": ("Wir h\u00f6ren gern von Ihnen.", "Die T\u00fcr bleibt offen."),
    "fr": ("Nous aimerions vous lire.", "La porte reste ouverte."),
}


def _ask(text: str, language: str) -> str:
    """A click where the text holds a link, else a reply: an email asks for one of them."""
    return "The way back" if "://" in text else ASKS.get(language, "Reply to this email")


def emails(body: str, subject: str = "Your decision") -> Campaign:
    language = evident(body) or "en"
    texts = (body, *LAST.get(language, ("We would like to hear from you.", "The door stays open.")))
    subjects = (subject, "A different question", "A last word")
    return Campaign(
        emails=[
            Email(number=number, subject=subjects[number - 1], body=text, cta=_ask(text, language))
            for number, text in enumerate(texts, start=1)
        ],
        summary="s",
    )


TRUE = [
    "Feel free to reply whenever it suits you.",
    "You are free to reply, and a hassle-free answer is on us to give.".replace("on us to", "ours to"),
    "You paid 1,299 a month, 1299.00 USD in our books.",
    "You wrote that the price went up 30% at renewal.",
    "You were with us for 24 months, for 2 years, until 4 May 2026.",
    "Your 22 seats were in use.",
    "It is to your credit that you said so.",
    "We charged your credit card correctly.",
    "We cannot offer a discount, and we will not pretend otherwise.",
    "Wir können Ihnen keinen Rabatt geben.",
    "Nous ne pouvons pas offrir de remise.",
    "You asked for a refund and did not get an answer.",
    "1. Tell us what you need.\n2. We answer in writing.\n3. You decide.",
    "May we ask one question? The first one is easy.",
    "A few things have changed since you left, and we have improved since.",
    "The part that got in your way works differently today than it did back then.",
    "We can offer you 20% off for 3 months.",
    "A free setup session is yours if you want it.",
    "SSO with SCIM is live, as you wished.",
    "We have launched SSO with SCIM.",
    "See https://northwind.example/back for more.",
    'You told us: "Price went up 30% at renewal".',
    "Acme 360 was a good customer.",
    "Two of us would like to listen, and one person answers.",
    "We lost you, and the discount you had ended.",
    "Your words [SCIM] stay with us.",
]
FALSE = [
    ("Hello [Name], how are you?", "placeholder"),
    ("Hello {{ first_name }}, how are you?", "placeholder"),
    ("Hello {first_name}, how are you?", "placeholder"),
    ("Hello <first_name>, how are you?", "placeholder"),
    ("Kind regards, [Your Name]", "placeholder"),
    ("Call us at XXX today.", "placeholder"),
    ("A 15-minute call would help.", "15"),
    ("We need 3 weeks.", "3"),
    ("It costs $3 only.", "3"),
    ("More than 500 teams use it.", "500"),
    ("It is 40% faster today.", "40"),
    ("We can give you fifty percent.", "fifty percent"),
    ("We can offer you 50% off.", "50"),
    ("We can offer you 30% off for 3 months.", "discount"),
    ("Come back at half price.", "discount"),
    ("Wir geben Ihnen einen Rabatt von 30%.", "discount"),
    ("Voici une remise pour vous.", "discount"),
    ("Le ofrecemos un descuento.", "discount"),
    ("Enjoy three free months with us.", "free"),
    ("Your first month is free.", "free"),
    ("Der erste Monat ist kostenlos.", "free"),
    ("Le premier mois est gratuit.", "free"),
    ("We will refund your last invoice.", "refund"),
    ("We add a credit to your account.", "refund"),
    ("We guarantee that it works.", "guarantees"),
    ("We have just added a Jira integration.", "claims"),
    ("Our platform now supports offline mode.", "claims"),
    ("Dark mode is now available.", "claims"),
    ("Wir haben eine neue Schnittstelle eingeführt.", "claims"),
    ("Nous avons ajouté une nouvelle fonction.", "claims"),
    ("Hemos lanzado una nueva función.", "claims"),
    ("See https://evil.example/now for more.", "link"),
    ("Write to sales@other.example instead.", "link"),
]


def in_its_language(inputs: CampaignInput, sentence: str) -> CampaignInput:
    return inputs.model_copy(update={"language": evident(sentence) or "en"})


@pytest.mark.parametrize("sentence", TRUE)
def test_a_true_sentence_passes(sentence: str) -> None:
    assert violations(in_its_language(INPUTS, sentence), emails(sentence)) == []


@pytest.mark.parametrize(("sentence", "why"), FALSE)
def test_an_invented_sentence_comes_back_with_its_reason(sentence: str, why: str) -> None:
    inputs = NO_OFFERS if why in ("discount", "free", "3") else INPUTS
    found = violations(in_its_language(inputs, sentence), emails(sentence))
    assert found, sentence
    assert any(why in problem for problem in found), found


@pytest.mark.parametrize("sentence", ["We can offer you 20% off for 3 months.", "A free setup session is yours."])
def test_an_offer_that_nobody_approved_is_none(sentence: str) -> None:
    assert violations(NO_OFFERS, emails(sentence))


def test_a_wish_of_the_customer_is_no_product_claim() -> None:
    assert violations(NO_OFFERS, emails("We have added SSO for you."))


@pytest.mark.parametrize("name", ["Four", "Discount Tire Inc.", "Free Trial Ltd", "30 Days GmbH", "Refund [Co]"])
def test_the_customers_name_is_no_claim(name: str) -> None:
    inputs = NO_OFFERS.model_copy(update={"customer": INPUTS.customer.model_copy(update={"company_name": name})})
    assert violations(inputs, emails(f"Hello {name} team, thank you for your time.", f"{name}: a question")) == []


def test_three_different_subjects() -> None:
    same = emails("Good day to you.", subject="A different  QUESTION!")
    assert any("subjects" in problem for problem in violations(INPUTS, same))
    assert AGENT.check(INPUTS, same)


def test_hostile_lengths_take_no_time_to_speak_of() -> None:
    long = "we have " * 400 + "[" * 300 + "{" * 300
    assert isinstance(violations(INPUTS, emails(long[:3_900])), list)


@pytest.mark.parametrize(
    "name",
    ["@SUM(1)", "=HYPERLINK", "+1 Corp", "-2 Studio", "@home", "=1+1", "=Equal= Ltd", "\uff1dFull", "@everyone Inc",
     "\t=TAB", "=cmd|'/C calc'!A0"],
)  # fmt: skip
def test_a_name_like_a_formula_is_a_name(name: str) -> None:
    inputs = INPUTS.model_copy(update={"customer": INPUTS.customer.model_copy(update={"company_name": name})})
    answer = emails(
        f"{plain_line(name)},\n\nwe would like to hear from you.", subject=f"{plain_line(name)}: your decision"
    )
    assert violations(inputs, answer) == []
    assert violations(inputs, write(inputs)) == []


@pytest.mark.parametrize("line", ["=1+1", "@SUM(A1)", "=HYPERLINK(1)"])
def test_a_formula_that_is_not_the_name_is_none_of_it(line: str) -> None:
    inputs = INPUTS.model_copy(update={"customer": INPUTS.customer.model_copy(update={"company_name": "@home"})})
    assert any(
        "formula" in said for said in violations(inputs, emails(f"Hello,\n{line}\nwe would like to hear from you."))
    )
