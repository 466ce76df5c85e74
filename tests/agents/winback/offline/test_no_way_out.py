"""Whoever could not get out is apologised to and sold nothing, whatever else was read and whatever is on offer."""

import pytest

from agents.winback.campaign import AGENT
from agents.winback.offline.campaign import write
from agents.winback.offline.churn_analysis import analyse
from agents.winback.offline.no_way_out import could_not_leave
from schemas.customer import Category
from schemas.sender import LANGUAGES, Language, Voice
from schemas.winback.campaign import Campaign, CampaignInput
from schemas.winback.churn_analysis import ChurnAnalysis, ChurnAnalysisInput, CustomerView, Topic

HELD: dict[str, str] = {
    "en": "Cannot cancel my subscription / Cannot cancel / Why is it so hard to cancel / No way to unsubscribe /"
    " They won't let me cancel / can't delete my account / There is no cancel button / unable to cancel online /"
    " The cancel button does not work / How do I cancel this? / You make it impossible to leave /"
    " I couldn't find where to cancel",
    "de": "Kann nicht kündigen / Ich kann mein Abo nicht kündigen / Mein Konto lässt sich nicht löschen",
    "fr": "Impossible de résilier / Je n'arrive pas à résilier mon abonnement / Je ne peux pas me désabonner",
    "es": "No puedo cancelar mi suscripción / No consigo darme de baja / No encuentro cómo darme de baja",
    "it": "Non riesco a disdire l'abbonamento / Impossibile chiudere il conto / Non si può disdire",
    "pt": "Não consigo cancelar a assinatura / Não dá para cancelar / Tento cancelar há um mês",
    "nl": "Kan mijn abonnement niet opzeggen / Opzeggen lukt niet / Onmogelijk om op te zeggen",
}
SORRY = {
    "en": "sorry",
    "de": "leid",
    "fr": "désolés",
    "es": "sentimos",
    "it": "dispiace",
    "pt": "lamentamos",
    "nl": "spijt",
}
OFFER, CLAIM = "20% off for 3 months", "Setting up takes one hour since March."


def letters(
    reason: str, language: Language, analysis: ChurnAnalysis, answer: str = ""
) -> tuple[CampaignInput, Campaign]:
    inputs = CampaignInput(
        customer=CustomerView(cancellation_reason=reason),
        analysis=analysis,
        guidance="",
        offers=[OFFER],
        answer=answer,
        sender=Voice(signatory="Ann"),
        language=language,
    )
    return inputs, write(inputs)


@pytest.mark.parametrize("language", LANGUAGES)
def test_they_are_read_as_badly_treated_and_not_as_minding_the_price(language: Language) -> None:
    for reason in HELD[language].split(" / "):
        found = analyse(ChurnAnalysisInput(customer=CustomerView(cancellation_reason=reason)))
        assert could_not_leave(reason), reason
        assert found.category == "onboarding", reason


@pytest.mark.parametrize(
    "reason",
    [
        "Please cancel my subscription",
        "We cancelled because it is too expensive",
        "Trying to cut costs, so we cancelled",
        "It was easy to cancel",
        "I could not leave comments on a page",
        "We couldn't close tickets in it",
        "cannot get a refund",
        "Ich habe gekündigt, es geht nicht mehr",
        "Quiero cancelar, no puedo usarlo",
        "Je résilie, impossible de joindre quelqu'un",
        "Opgezegd, het lukt niet meer",
    ],
)
def test_whoever_simply_leaves_is_not_among_them(reason: str) -> None:
    assert not could_not_leave(reason)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", [None, "billing", "trust", "seasonal", "no_longer_needed"])
@pytest.mark.parametrize("category", ["pricing", "features", "onboarding", "competition", "unclear"])
def test_the_letters_apologise_and_sell_nothing(category: Category, topic: Topic | None, language: Language) -> None:
    analysis = ChurnAnalysis(
        category=category,
        confidence=80,
        insights=["One.", "Two.", "Three."],
        recommendation="Ask.",
        evidence=["cancellation_reason"],
        topic=topic,
    )
    inputs, campaign = letters(HELD[language].split(" / ")[0], language, analysis, CLAIM)
    assert AGENT.check(inputs, campaign) is None
    if topic not in ("billing", "trust"):  # which have apologies of their own
        assert SORRY[language] in campaign.emails[0].body
    for email in campaign.emails:
        assert OFFER not in email.body
        assert CLAIM not in email.body
