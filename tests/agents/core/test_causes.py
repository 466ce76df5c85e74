"""Why customers failed, in one line."""

import pytest

from agents.core.causes import Causes, cause_in, cause_of
from schemas.bulk import Status
from schemas.paid import Failure
from tasks.bulk.tally import Tally


def failure(message: str, step: str = "campaign") -> Failure:
    return Failure(step=step, message=message)


RULES = "3 answers broke the rules; the last: "


@pytest.mark.parametrize(
    ("message", "cause"),
    [
        (RULES + "emails.1.subject: too long", "the model's answer broke the rules: emails.1.subject: too long"),
        (RULES + "category: no; confidence: no", "the model's answer broke the rules: category: no"),
        (RULES + "'Acme' is not in the data", "the model's answer broke the rules: … is not in the data"),
        (RULES + '"Ann\'s" is a placeholder', "the model's answer broke the rules: … is a placeholder"),
        (RULES + "ann@acme.example is not the sender's", "the model's answer broke the rules: … is not the sender's"),
        ("bedrock:m: Throttling: wait (12 attempts in 91 s)", "bedrock:m: Throttling: wait"),
        (
            "bedrock:m: the answer was blocked (content_filtered)",
            "bedrock:m: the answer was blocked (content_filtered)",
        ),
        ("bedrock:m: ann@acme.example is too long", "bedrock:m: … is too long"),
    ],
)
def test_a_cause_is_what_other_customers_may_share(message: str, cause: str) -> None:
    assert cause_of(failure(message)) == cause


def test_a_question_of_an_evaluation_says_the_same() -> None:
    assert cause_in(f"{RULES}'Acme' is not in the data; 'Ann' is a name") == (
        "the model's answer broke the rules: … is not in the data"
    )
    assert cause_in("bedrock:m: ann@acme.example is odd (7 attempts in 9 s)") == "bedrock:m: … is odd"


def test_an_error_of_ours_says_so() -> None:
    assert cause_of(failure("KeyError at view:3", "internal")) == "internal: KeyError at view:3"


def test_a_cause_is_one_short_line() -> None:
    cause = cause_of(failure(RULES + "a\nb " * 500))
    assert "\n" not in cause
    assert len(cause) <= 300


def counted(*messages: str) -> Causes:
    causes = Causes()
    for message in messages:
        causes.add(cause_of(failure(message)))
    return causes


@pytest.mark.parametrize(
    ("messages", "named"),
    [
        ((), ""),
        (("a",), ": a"),
        (("a", "a"), ": a"),
        (("b", "a", "a"), ", 2 of them: a"),
        ((RULES + "emails.1: 90 words", RULES + "emails.3: 12 words", "b"),
         ", 2 of them: the model's answer broke the rules: emails.1: 90 words"),
        (("a (3 attempts in 91 s)", "a (7 attempts in 95 s)"), ": a"),
    ],
)  # fmt: skip
def test_the_commonest_is_named(messages: tuple[str, ...], named: str) -> None:
    assert counted(*messages).named == named


def test_only_the_commonest_are_listed_in_their_order() -> None:
    causes = counted(*(letter * 2 for letter in "abcdefg" for _ in range("abcdefg".index(letter) + 1)))
    assert list(causes.commonest.items()) == [("gg", 7), ("ff", 6), ("ee", 5), ("dd", 4), ("cc", 3)]


def test_what_shards_have_counted_is_added() -> None:
    parts = [
        Status(upload_id="u", status="complete", failed=2, causes={"a": 2}),
        Status(upload_id="u", status="complete", failed=4, causes={"b": 3, "a": 1}),
    ]
    tally = Tally()
    tally.recall(*parts, total=60)
    assert tally.failures == "6 of 60 customers failed, 3 of them: a"
