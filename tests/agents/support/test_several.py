"""Messages that ask several things, and those that only look like it."""

import pytest

from agents.support.offline.answer import NOT_KNOWN, answer
from agents.support.several import in_context, questions_in
from schemas.support.answer import AnswerInput, PassageView


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (
            "How do I delete an S3 bucket? And how do I enlarge an EBS volume?",
            ("How do I delete an S3 bucket?", "And how do I enlarge an EBS volume?"),
        ),
        (
            "1. How do I rotate my access key?\n2. How do I restore an RDS snapshot?",
            ("1. How do I rotate my access key?", "2. How do I restore an RDS snapshot?"),
        ),
        (
            "How do I delete a bucket, and why was I charged twice last month?",
            ("How do I delete a bucket", "why was I charged twice last month?"),
        ),
        (
            "My disk is full. How do I enlarge the volume? My key leaked. How do I rotate an access key? Thanks!",
            ("My disk is full. How do I enlarge the volume?", "My key leaked. How do I rotate an access key? Thanks!"),
        ),
        (
            "Wie vergrößere ich ein Volume und wie lösche ich einen Bucket?",
            ("Wie vergrößere ich ein Volume", "wie lösche ich einen Bucket?"),
        ),
    ],
)
def test_each_question_with_what_is_told_beside_it(text: str, asked: tuple[str, ...]) -> None:
    assert questions_in(text) == asked


@pytest.mark.parametrize(
    "text",
    [
        "",
        "How do I stop and start an instance?",
        "Can I attach a volume and how do I detach it?",
        "I get AccessDenied. Why? What can I do?",
        "Hi! Quick one: can two instances share a volume? Thanks!",
        "Deleted the wrong bucket. Please help me.",
    ],
)
def test_one_question_stays_whole(text: str) -> None:
    assert questions_in(text) == (text,)


def test_more_than_four_are_four() -> None:
    asked = questions_in(
        " ".join(f"How do I delete resource number {name}?" for name in ["one", "two", "three", "four", "five", "six"])
    )
    assert len(asked) == 4
    assert asked[-1].count("?") == 3


def test_a_short_one_is_looked_up_with_the_one_before() -> None:
    assert in_context(
        ("How do I enlarge an EBS volume?", "Do I need downtime?", "Which ports does a load balancer need?")
    ) == [
        "How do I enlarge an EBS volume?",
        "How do I enlarge an EBS volume? Do I need downtime?",
        "Which ports does a load balancer need?",
    ]


PASSAGES = (
    PassageView(
        id="p1", title="EBS volumes", text="To enlarge an EBS volume, modify the volume and extend the partition."
    ),
    PassageView(
        id="p2", title="Access keys", text="To rotate an access key, create a second key and delete the old key."
    ),
)


def test_the_offline_answer_covers_each_and_says_which_it_does_not_know() -> None:
    question = "How do I enlarge an EBS volume? How do I rotate an access key? How do I park a helicopter on a roof?"
    said = answer(AnswerInput(question=question, passages=PASSAGES))
    assert said.citations == ("p1", "p2")
    assert said.text.split("\n\n") == [PASSAGES[0].text, PASSAGES[1].text, f"{NOT_KNOWN} third question."]


def test_nothing_known_is_refused() -> None:
    assert answer(AnswerInput(question="How do I park? How do I sail a boat?", passages=PASSAGES)).action == "refuse"
