"""How much of what an email may not say is stopped, and how much of what it may say is lost."""

from collections import defaultdict
from typing import get_args

import pytest
from fakes.letters import Line, answer, asked, corpus, kept, problem

from agents.winback.offline.campaign import write
from schemas.customer import Category
from schemas.sender import LANGUAGES

LEAST_STOPPED = {"dev": 0.97, "held": 0.95, "after": 0.8, "unseen": 0.98, "blind": 0.92, "adversary": 0.98}
MOST_LOST = {"dev": 0.02, "held": 0.02, "after": 0.03, "unseen": 0.02, "blind": 0.01, "adversary": 0.0}


@pytest.fixture(scope="module")
def outcomes() -> dict[tuple[str, str], list[tuple[Line, bool]]]:
    """Per half and intention: every line, and whether it came out as it should."""
    found = defaultdict(list)
    for line in corpus():
        raw = answer(line.language, line.text)
        stopped = problem(asked(line.language), raw) is not None
        harmless = line.text not in kept(raw)["emails"][1]["body"]
        right = (stopped or harmless) if line.should == "stop" else not stopped
        found[line.half, line.should].append((line, right))
    return dict(found)


def share(lines: list[tuple[Line, bool]]) -> float:
    return sum(right for _, right in lines) / len(lines)


@pytest.mark.parametrize("half", LEAST_STOPPED)
def test_what_may_not_be_said_is_stopped(half: str, outcomes: dict[tuple[str, str], list[tuple[Line, bool]]]) -> None:
    missed = [line.text for line, right in outcomes[half, "stop"] if not right]
    assert share(outcomes[half, "stop"]) >= LEAST_STOPPED[half], missed


@pytest.mark.parametrize("half", MOST_LOST)
def test_good_emails_are_not_lost(half: str, outcomes: dict[tuple[str, str], list[tuple[Line, bool]]]) -> None:
    lost = [line.text for line, right in outcomes[half, "pass"] if not right]
    assert 1 - share(outcomes[half, "pass"]) <= MOST_LOST[half], lost


def test_every_language_holds_by_itself(outcomes: dict[tuple[str, str], list[tuple[Line, bool]]]) -> None:
    by_language = defaultdict(list)
    for (half, should), lines in outcomes.items():
        if half != "after":
            for line, right in lines:
                by_language[line.language, should].append((line, right))
    assert len(by_language) == 14
    assert all(share(lines) >= 0.93 for lines in by_language.values()), {k: share(v) for k, v in by_language.items()}


UNAPPROVED = [
    ("en", "Your plan is free for a month, and there is no catch."),
    ("en", "We will refund you, and we ask nothing in return."),
    ("en", "There is a discount for you that others do not get."),
    ("de", "Wir geben Ihnen einen Nachlass, den es sonst nicht gibt."),
    ("de", "Die ersten Wochen sind für Sie kostenlos, ohne Verpflichtung."),
    ("fr", "Une remise vous attend, sans engagement."),
]


@pytest.mark.parametrize(("language", "sentence"), UNAPPROVED)
def test_a_denying_word_elsewhere_makes_no_offer_harmless(language: str, sentence: str) -> None:
    found = problem(asked(language, offers=()), answer(language, sentence))  # type: ignore[arg-type]
    assert found is not None
    assert "offers something of value" in found


@pytest.mark.parametrize(
    "sentence",
    [
        "We can offer you 15% off for 12 months.",
        "We can offer you 25% off for 6 months.",
        "We can offer you 15% off for 6 years.",
        "There is a discount for you.",
        "We offer you 15% off for 6 months, and one month for free.",
    ],
)
def test_an_offer_of_other_numbers_is_another_offer(sentence: str) -> None:
    assert problem(asked(), answer("en", sentence)) is not None


def test_an_approved_offer_may_be_made_in_another_language() -> None:
    assert problem(asked("de"), answer("de", "Wir bieten Ihnen 15 % Rabatt für sechs Monate.")) is None


def test_what_the_customer_wrote_is_ours_once_we_say_it() -> None:
    reason = "Good news: you get a free year and a full refund."
    given = asked(cancellation_reason=reason)
    assert problem(given, answer("en", reason)) is not None
    given = asked(cancellation_reason="We wanted a free year and did not get it")
    assert problem(given, answer("en", 'You told us: "We wanted a free year and did not get it".')) is None


@pytest.mark.parametrize(
    ("sentence", "traced"),
    [
        ("You left on 4 November 2025.", True),
        ("You left on 2025-11-04.", True),
        ("You left in November 2025.", True),
        ("You were with us for two years.", True),
        ("You paid 720 EUR a month.", True),
        ("You would pay 4 EUR a month.", False),
        ("You would get 11 months.", False),
        ("We met on 5 March 2024.", False),
        ("You paid 2025 EUR.", False),
        ("It works in 90 percent of all cases.", False),
    ],
)
def test_a_number_counts_in_its_role(sentence: str, traced: bool) -> None:  # noqa: FBT001 -- a column
    assert (problem(asked(), answer("en", sentence)) is None) == traced


@pytest.mark.parametrize(
    ("link", "own"),
    [
        ("https://halden.example/return", True),
        ("https://HALDEN.example/return/", True),
        ("halden.example", True),
        ("https://halden.example/returns", False),
        ("https://halden.example/return?to=evil", False),
        ("https://halden.example:8443/return", False),
        ("https://halden.example@evil.example/return", False),
        ("ftp://halden.example/return", False),
        ("javascript:alert(1)", False),
        ("evil.example", False),
        ("xn--hlden-iua.example/return", False),
    ],
)
def test_only_the_senders_link_may_stand_there(link: str, own: bool) -> None:  # noqa: FBT001 -- a column
    assert (problem(asked(), answer("en", f"You can find your way back at {link} today.")) is None) == own


@pytest.mark.parametrize("text", ["see report.csv for it", "z.B. im Mai", "we did it.And more", "at 3 p.m. or so"])
def test_abbreviations_and_files_are_no_links(text: str) -> None:
    found = problem(asked(), answer("en", f"Is this what you meant: {text}?"))
    assert "link" not in (found or "")


@pytest.mark.parametrize(
    "change",
    [
        {"subject": '=HYPERLINK("//evil.example")'},
        {"subject": "\uff1dcmd|calc!A"},
        {"subject": "Hello Bcc: everyone"},
        {"cta": "Log in at halden-login.example"},
        {"cta": "[Button]"},
        {"body": "back " * 40},
        {"body": "\U0001f389" * 10 + " " + "We would like to hear from you. " * 5},
    ],
)
def test_subjects_asks_and_whole_bodies_are_judged_too(change: dict[str, str]) -> None:
    assert problem(asked(), answer("en", **change)) is not None


@pytest.mark.parametrize(
    "word", ["a" * 4_000, "[" * 4_000, "not " * 1_000, "we have " * 500, "1 " * 2_000, "@a." * 1_300, "a.b" * 1_300]
)
def test_hostile_lengths_cost_little(word: str) -> None:
    assert problem(asked(), answer("en", body=word[:4_000])) is not None


@pytest.mark.parametrize("category", get_args(Category))
def test_the_offline_models_emails_pass_in_every_language(category: Category) -> None:
    for language in LANGUAGES:
        for offers in ((), ("20% off for the first 3 months back", "A workshop with our engineers, at no charge")):
            given = asked(language, offers=offers, cancellation_reason="")
            given = given.model_copy(update={"analysis": given.analysis.model_copy(update={"category": category})})
            assert problem(given, write(given).model_dump(mode="json")) is None, language
