"""Every text of the offline letters, in every language, keeps the rules that a model's answers have to keep."""

from datetime import date
from typing import get_args

import pytest

from agents.winback.campaign import AGENT
from agents.winback.offline import letter_texts
from agents.winback.offline.campaign import write
from agents.winback.offline.cause import read_cause
from agents.winback.offline.farewell import FAREWELLS
from agents.winback.offline.particular import particulars_in
from agents.winback.offline.particulars import PARTICULARS_OF, names, particular
from agents.winback.offline.topic_copy import TOPIC_COPY
from schemas.customer import Category
from schemas.sender import LANGUAGES, Language, Voice
from schemas.winback.campaign import CampaignInput
from schemas.winback.churn_analysis import ChurnAnalysis, CustomerView, Topic

OF = {name: category for category, names in PARTICULARS_OF.items() for name in names}


def asked(language: Language, category: str, topic: Topic | None = None, **known: object) -> CampaignInput:
    customer: dict[str, object] = {
        "company_name": "Orchard Foods", "first_name": "Dana", "subscription_tier": "growth", "cancellation_reason": "",
        "churn_date": date(2026, 5, 1), "signup_date": date(2024, 5, 1), "last_login_date": date(2026, 1, 1),
        "context": {"seats": "22", "support_tickets": "9"},
    }  # fmt: skip
    analysis = {
        "category": category, "confidence": 80, "insights": ["a", "b", "c"], "recommendation": "r", "evidence": ["mrr"],
    }  # fmt: skip
    return CampaignInput(
        customer=CustomerView.model_validate(customer | known),
        analysis=ChurnAnalysis.model_validate(analysis | {"topic": topic}),
        guidance="Be kind.",
        offers=[],
        sender=Voice(company="Halden", product="Lumen", signatory="Iris Vogt", link="https://halden.example"),
        language=language,
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_causes_and_topics(language: Language) -> None:
    for inputs in (
        *(asked(language, category) for category in get_args(Category)),
        *(asked(language, "unclear", topic) for topic in TOPIC_COPY),
    ):
        assert AGENT.check(inputs, write(inputs)) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_particulars(language: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    assert set(particulars_in(language)) == set(OF)
    for name, category in OF.items():
        said = particulars_in(language)[name]
        monkeypatch.setattr(letter_texts, "particular", lambda *_given, said=said: said)
        inputs = asked(language, category)
        assert AGENT.check(inputs, write(inputs)) is None, name


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", ["billing", "trust"])
def test_whoever_was_wronged_gets_an_apology_and_nothing_else(topic: Topic, language: Language) -> None:
    sorry = {
        "en": "apologise",
        "de": "Entschuldigung",
        "fr": "excuses",
        "es": "disculpas",
        "it": "scusa",
        "pt": "desculpa",
    }
    inputs = asked(language, "pricing", topic).model_copy(update={"offers": ["20% off for 3 months"]})
    first, second, third = write(inputs).emails
    assert sorry.get(language, "excuses") in first.body
    assert "24" not in first.body  # no thanks for the months
    assert "20%" not in f"{first.body}{second.body}{third.body}"


@pytest.mark.parametrize(
    ("reason", "category", "language", "subject"),
    [
        ("Price went up 30% at renewal", "pricing", "en", "About the price rise"),
        ("Die Preiserhöhung war nicht tragbar", "pricing", "de", "Zur Preiserhöhung"),
        ("The office manager who set this up left in February", "onboarding", "en", "When the one who knew it leaves"),
        ("La synchronisation ne marchait jamais", "features", "fr", "La connexion qu'il vous fallait"),
        ("Our parent company has a group contract", "competition", "en", "Decided by the group"),
        ("Herr Vogt ist seit Mai nicht mehr da", "onboarding", "de", "Wenn geht, wer sich auskannte"),
        ("L'app a eu deux pannes en un mois", "features", "fr", "Quand plus rien ne marchait"),
        ("App kept logging me out on my phone", "features", "en", "On the phone or tablet"),
        ("Ogni nuovo utente costava altri dieci euro", "pricing", "it", "Quando ogni persona costa di più"),
        ("Sem aplicação para telemóvel não dá", "features", "pt", "No telemóvel ou no tablet"),
        ("Collega's wilden liever niet", "onboarding", "nl", "Als het team er niet aan wil"),
        ("Nobody had time to set it up", "onboarding", "en", "No time to set it up"),
        ("We built our own tool", "competition", "en", "Built by yourselves"),
        ("You removed the calendar view", "features", "en", "What we took away"),
        ("Personne ne répond aux mails", "onboarding", "fr", "La réponse que vous attendiez"),
        ("No te ayuda nadie, solo hay un chatbot", "onboarding", "es", "La respuesta que esperaban"),
        ("Niemand reageert", "onboarding", "nl", "Het antwoord waarop u wachtte"),
    ],
)
def test_a_reason_names_its_particular(reason: str, category: Category, language: Language, subject: str) -> None:
    found = particular(reason, category, language)
    assert found is not None
    assert found.subject == subject


@pytest.mark.parametrize(
    ("reason", "category", "language", "subject"),
    [
        (
            "Un mois que j'essaie de résilier et on me raccroche au nez",
            "onboarding",
            "fr",
            "Quand partir est devenu compliqué",
        ),
        ("Llevo meses intentando darme de baja", "onboarding", "es", "Cuando irse se hizo difícil"),
        ("Ich versuche seit Wochen zu kündigen", "onboarding", "de", "Als Gehen schwer gemacht wurde"),
        ("It was impossible to cancel", "onboarding", "en", "When leaving was made hard"),
        ("Non riesco a disdire", "onboarding", "it", "Quando andarsene è diventato difficile"),
        ("Não consigo cancelar", "onboarding", "pt", "Quando sair se tornou difícil"),
        ("Opzeggen lukt niet", "onboarding", "nl", "Toen weggaan moeilijk werd gemaakt"),
    ],
)
def test_who_could_not_leave_is_not_offered_a_new_start(
    reason: str, category: Category, language: Language, subject: str
) -> None:
    found = particular(reason, category, language)
    assert found is not None
    assert (found.subject, found.takes_offer) == (subject, False)


@pytest.mark.parametrize(
    ("reason", "category"),
    [
        ("N'importe qui d'autre est mieux", "onboarding"),  # no import
        ("Personne ne répond, ni au téléphone ni par mail", "features"),  # a call, no mobile app
        ("Por teléfono nadie contesta", "features"),
        ("Hung up on me over the phone", "features"),
        ("No hay una persona que dé la cara", "pricing"),  # no price per person
        ("Bring back the monthly budget tool", "pricing"),  # no cut budget
        ("Je me retire, ce n'est pas sérieux", "business_closure"),  # withdraws, does not retire
    ],
)
def test_a_word_that_only_looks_like_a_particular_names_none(reason: str, category: Category) -> None:
    assert names(reason, category) in ("", "support", "leaving")


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_retires_or_closes_is_not_wished_luck_with_a_tool(language: Language) -> None:
    for reason in ("We retire", "We closed the company", "Wir gehen in Pension", "In pensione"):
        for email in write(asked(language, "business_closure", cancellation_reason=reason)).emails:
            assert FAREWELLS[language] not in email.body


def test_facts_make_the_letters_differ() -> None:
    one, other = asked("en", "competition"), asked("en", "competition", context={"seats": "140"}, first_name=None)
    assert "Hello Dana," in write(one).emails[0].body
    assert "Moving 22 people" in write(one).emails[1].body
    assert "Moving 140 people" in write(other).emails[1].body
    assert "Hello Orchard Foods team," in write(other).emails[0].body


def test_a_note_of_ours_is_neither_quoted_nor_said_to_be_theirs() -> None:
    note = "Champion left, new CFO is difficult and wants to cut everything."
    inputs = asked("en", "pricing", cancellation_reason=note).model_copy(update={"own_words": ""})
    first = write(inputs).emails[0]
    assert "CFO" not in first.body
    assert "You told us" not in first.body


@pytest.mark.parametrize(
    ("reason", "asked_already"),
    [
        ("Price went up 30% at renewal and nobody told us why", "notice in good time, a reason"),
        ("Nos subieron el precio sin avisar", "un aviso a tiempo"),
        ("Le prix a augmenté sans explication", "une explication, ou"),
        ("Preiserhöhung ohne Ankündigung", "frühere Ankündigung"),
    ],
)
def test_a_question_that_the_reason_answers_is_not_asked(reason: str, asked_already: str) -> None:
    for language in ("en", "de", "fr", "es"):
        assert asked_already not in write(asked(language, "pricing", cancellation_reason=reason)).emails[0].body


def test_a_decision_of_the_group_is_not_called_theirs() -> None:
    inputs = asked("en", "competition", cancellation_reason="Acquired. The buyer runs its own platform.")
    assert "your decision" not in write(inputs).emails[0].body
    assert "your decision" in write(asked("en", "competition")).emails[0].body


def test_nobody_who_waited_for_support_is_offered_a_setup() -> None:
    offer = {"offers": ["Ein Einrichtungstag mit einer Fachkraft"]}
    waited = asked("de", "onboarding", cancellation_reason="14 Tage auf eine Antwort vom Support gewartet")
    hard = asked("de", "onboarding", cancellation_reason="Viel zu kompliziert")
    assert "Einrichtungstag" not in write(waited.model_copy(update=offer)).emails[1].body
    assert "Unser Angebot an Sie:\nEin Einrichtungstag" in write(hard.model_copy(update=offer)).emails[1].body


@pytest.mark.parametrize(
    ("language", "name", "first", "greeting"),
    [
        ("en", "NA-1040-22", None, "Hello,"),
        ("en", "Orchard Foods Ltd.", None, "Hello Orchard Foods team,"),
        ("de", "Nordkiesel GmbH & Co. KG", None, "Guten Tag, liebes Team von Nordkiesel,"),
        ("de", "SE", None, "Guten Tag, liebes Team von SE,"),
        ("es", "Viveros Soler", "Lucía", "Buenos días, Lucía:"),
        ("pt", "Orchard", "Ana", "Olá, Ana,"),
    ],
)
def test_greetings(language: Language, name: str, first: str | None, greeting: str) -> None:
    inputs = asked(language, "pricing", company_name=name, first_name=first)
    assert write(inputs).emails[0].body.splitlines()[0] == greeting


def test_a_doubted_cause_goes_on_in_small_letters_but_in_german() -> None:
    doubted = [write(asked(language, "features").model_copy(update={"own_words": ""})) for language in ("es", "de")]
    assert "entendido bien: algo que" in doubted[0].emails[0].body
    assert "verstanden haben: Etwas" in doubted[1].emails[0].body


@pytest.mark.parametrize(
    ("reason", "category"),
    [
        ('Support got slow this year. "We\'ll get back to you within 24 hours" became four days.', "onboarding"),
        ("Wir wurden von der Kessler-Gruppe übernommen, dort läuft alles über SAP.", "competition"),
        ("pas de connexion avec Shopify, je ressaisis tout à la main tous les soirs", "features"),
    ],
)
def test_whether_somebody_moved_to_another_tool(reason: str, category: Category) -> None:
    assert read_cause(reason).category == category


def test_one_long_sentence_is_quoted_whole() -> None:
    reason = (
        "Mira, la herramienta en sí está bien, pero los informes tardan una eternidad y al final cada lunes acabábamos "
        "sacando los datos a Excel para poder preparar la reunión."
    )
    inputs = asked("es", "features", cancellation_reason=reason)
    letters = write(inputs)
    assert f"\u00ab{reason}\u00bb" in letters.emails[0].body
    assert AGENT.check(inputs, letters) is None


def test_a_terse_reason_is_quoted_and_still_asked_about() -> None:
    terse = write(asked("fr", "pricing", cancellation_reason="trop cher pour nous")).emails[0].body
    full = write(asked("fr", "pricing", cancellation_reason="trop cher pour nos trois magasins de Lyon")).emails[0].body
    assert "le montant" in terse
    assert "le montant" not in full


def test_two_causes_are_both_taken_up() -> None:
    inputs = asked("en", "features", cancellation_reason="No API, so we retyped everything. And far too expensive.")
    first, second, _ = write(inputs).emails
    assert "Which system was it" in first.body
    assert "You also named the price" in first.body
    assert first.body.count("?") == 1
    assert "About that connection" in second.body
    assert AGENT.check(inputs, write(inputs)) is None
    one = asked("en", "features", cancellation_reason="No API, so we retyped everything.")
    assert "You also" not in write(one).emails[0].body


def test_the_second_email_asks_one_thing() -> None:
    both = asked("en", "features", cancellation_reason="No API at all. And the price went up 30% without notice.")
    general = asked("en", "pricing", cancellation_reason="Far too expensive. And there was no API to connect to SAP.")
    assert "You also named the price" in write(both).emails[0].body
    assert "rise" not in write(both).emails[1].body
    assert "About that connection" in write(general).emails[1].body


@pytest.mark.parametrize(
    ("reason", "taken_up"),
    [
        ("We will see next year", True),
        ("Procurement decision.", True),
        ("n/a", False),
        ("personal reasons, I would rather not say", False),
        ("Aus privaten Gründen", False),
    ],
)
def test_words_that_name_no_cause_are_taken_up_unless_it_is_kept_private(reason: str, *, taken_up: bool) -> None:
    first = write(asked("en", "unclear", cancellation_reason=reason)).emails[0]
    assert (f"\u201c{reason}\u201d" in first.body) == taken_up
    assert ("What would have had to be different?" in first.body) == taken_up


LEFT = {"en": "May 2026", "de": "Mai", "fr": "mai", "es": "mayo", "it": "maggio", "pt": "maio", "nl": "mei"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_email_recites_when_they_left(language: Language) -> None:
    for reason in ("", "Price went up 30% at renewal"):
        for email in write(asked(language, "pricing", cancellation_reason=reason)).emails:
            assert LEFT[language] not in email.body


def test_who_signed_in_full_signs_what_follows_with_a_name() -> None:
    first, second, third = write(asked("de", "pricing", cancellation_reason="")).emails
    assert first.body.endswith("Freundliche Grüße\nIris Vogt\nHalden")
    assert second.body.endswith("\n\nIris Vogt")
    assert third.body.endswith("\n\nIris Vogt\nHalden")


@pytest.mark.parametrize(
    ("language", "marks"),
    [
        ("en", "\u201c\u201d"),
        ("de", "\u201e\u201c"),
        ("fr", "\u00ab\u00bb"),
        ("it", "\u00ab\u00bb"),
        ("nl", "\u201c\u201d"),
    ],
)
def test_a_quote_stands_in_the_marks_of_its_language(language: Language, marks: str) -> None:
    inputs = asked(language, "pricing", cancellation_reason="Far too much for the four of us")
    body = write(inputs).emails[0].body
    assert body.index(marks[0]) < body.index("Far too much") < body.index(marks[1], body.index("Far too much"))
