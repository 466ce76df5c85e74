"""What is left of a template is found, whatever it is written with; plain letters hold none of it."""

import pytest

from agents.checks.residue import residue

LEFT = (
    "Hello {first_name},", "Hi {{ name }}!", "Dear [Name, Title],", "<%= name %>", "*|FNAME|*", "Hi %name%,",
    "Hi $name,", "Hi %s,", "__NAME__", "FIRST_NAME", "Hello Mr X,", "Dear Frau N.,", "(insert company)",
    "(your company name)",
    "Insert name here", "insert link here", "INSERT DATE", "Your name here,", "your name here", "YOUR NAME HERE",
    "Lorem ipsum dolor", "Lorem Ipsum dolor", "Dear First Name,", "Hi Company Name,", "Dear Customer,", "Hallo Kunde,",
    "Hi ..., good to see you", "Hello \u2026, good to see you", "Hi --, good to see you", "XXX", "see xxx", "TBD",
    "TODO", "`code`", "^ref", "##title", "~~gone~~", "a | b |", "back\\slash",
)  # fmt: skip
NOTHING_LEFT = (
    "Hello Ann, thank you for writing so plainly.",
    "Would you insert the export into your month? It takes two minutes.",
    "Your name stays on the list of people we call first.",
    "We kept it short -> one question.",
    "Firm dates suit us; customers of yours may join.",
)


@pytest.mark.parametrize("text", LEFT)
def test_what_is_left_of_a_template_is_found(text: str) -> None:
    assert list(residue(text, ""))


@pytest.mark.parametrize("text", NOTHING_LEFT)
def test_a_plain_letter_holds_nothing_of_it(text: str) -> None:
    assert list(residue(text, "")) == []


def test_what_was_given_is_not_left_over() -> None:
    assert list(residue("Dear {Brackets} GmbH,", "{Brackets} GmbH")) == []
