"""Themes and competitors in the words of customers, in several languages; what only looks like one is none."""

from typing import get_args

import pytest

from agents.winback.competitors import competitors_in
from agents.winback.theme_words import THEMES, TOPIC_NAMES
from agents.winback.themes import themes_of
from schemas.customer import Category
from schemas.winback.churn_analysis import ChurnAnalysis, Topic


def analysis(category: Category, topic: Topic | None = None) -> ChurnAnalysis:
    return ChurnAnalysis(
        category=category, confidence=80, insights=["a", "b", "c"], recommendation="r", evidence=["mrr"], topic=topic
    )


@pytest.mark.parametrize(
    ("category", "reason", "themes"),
    [
        ("pricing", "Your PRICE INCREASES at renewal", ["Price increase"]),
        ("pricing", "Le prix a doublé et le budget est gelé", ["Price increase", "Budget or costs cut"]),
        ("pricing", "viel zu teuer", ["Too expensive"]),
        (
            "features",
            "We needed SSO. Also, dashboards timed out.",
            ["Single sign-on", "Reporting", "Speed and reliability"],
        ),
        ("features", "Faltan integraciones", []),
        ("onboarding", "tried the data import 4 times, support never answered", ["Setup and import", "Support"]),
        ("competition", "our parent company has a group contract", ["Group decides"]),
        ("business_closure", "Wurde übernommen", ["Acquired or merged"]),
        ("unclear", "we no longer need it", ["No longer needed"]),
        ("unclear", "", []),
        ("pricing", "sso", []),
    ],
)
def test_a_theme_is_what_the_words_name(category: Category, reason: str, themes: list[str]) -> None:
    assert themes_of(reason, analysis(category)) == themes


def test_the_topic_of_the_analysis_is_a_theme() -> None:
    assert themes_of("x", analysis("pricing", "billing")) == ["Charged wrongly"]
    assert set(TOPIC_NAMES) == set(get_args(Topic))
    assert set(THEMES) == set(get_args(Category))


def test_hostile_words_cost_little() -> None:
    for text in ("price " * 50_000, "\u0130" * 100_000, "switched to A" * 50_000, "A." * 100_000, " " * 500_000):
        assert isinstance(themes_of(text, analysis("pricing")), list)
        assert isinstance(competitors_in(text, {"Competitor": text}, ""), list)


@pytest.mark.parametrize(
    ("reason", "names"),
    [
        ("Switched to HubSpot last month", ["HubSpot"]),
        ("We moved over to Zendrix Pro. They are cheaper", ["Zendrix Pro"]),
        ("wir sind zu Salesforce gewechselt", ["Salesforce"]),
        ("Nous sommes passés à Pipedrive", ["Pipedrive"]),
        ("nos pasamos a Zoho por el precio", ["Zoho"]),
        ("siamo passati a TeamSystem", ["TeamSystem"]),
        ("Alla fine sono tornato a Evernote.", ["Evernote"]),
        ("overgestapt naar AFAS, daar zit het in", ["AFAS"]),
        ("went with Monday.com, it does more", ["Monday.com"]),
        ("moving everything to Microsoft Teams", ["Microsoft Teams"]),
        ("we hear that Asana offers it", ["Asana"]),
        ("switched to hubspot, HubSpot is ok", []),  # a small letter could be any word
        ("Switched to a competitor", []),
        ("Gewechselt zum Wettbewerber", []),
        ("Zu teuer. Mit der Einführung kamen wir nicht klar", []),
        ("geht zum Jahreswechsel in Betrieb", []),
        ("a vendor that we met in Chicago offered more", []),
        ("Moved to Acme", []),  # the customer itself
        ("Budget cuts, all software over 1,000 a month had to go", []),
    ],
)
def test_a_competitor_is_a_name_behind_the_words_for_moving(reason: str, names: list[str]) -> None:
    assert competitors_in(reason, {}, "Acme Inc.") == names


@pytest.mark.parametrize(
    ("column", "value", "names"),
    [
        ("Competitor Name", " Freshworks ", ["Freshworks"]),
        ("lost_to", "Zed", ["Zed"]),
        ("Competitor", "None", []),
        ("Competitor", "yes", []),
        ("Competitor", "x" * 200, []),
        ("Competitor", "ann@zed.example", []),
        ("Competitor", "<script>alert(1)</script>", []),
        ("Competitor", "{{name}}", []),
        ("Competitor", "=1+1", []),
        ("Comment", "Zed", []),
    ],
)
def test_a_column_for_it_says_the_name(column: str, value: str, names: list[str]) -> None:
    assert competitors_in("", {column: value}, "Acme Inc.") == names
