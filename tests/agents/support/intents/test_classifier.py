import pytest

from agents.retrieval.static_words import StaticWords
from agents.support.guardrails.names import names
from agents.support.intents.classifier import learn
from agents.support.intents.file import asked_back, read_intents
from agents.support.intents.reader import open_intents
from agents.support.intents.scope import read_scope
from agents.support.intents.vague import is_vague
from benchmarks.support.questions import questions
from benchmarks.support.scope import is_taken_for_ours, scope_questions
from schemas.support.intents import Guess, Intents


async def test_unseen_questions_are_read_as_aimed_at() -> None:
    reader = await open_intents(read_intents(), read_scope(), names(), StaticWords())
    read = [(one, (await reader.read(one.text))[0].intent) for one in questions("held_out")]
    known = [found == one.intent for one, found in read if one.intent != "out_of_scope"]
    others = [found == one.intent for one, found in read if one.intent == "out_of_scope"]
    assert sum(known) >= 0.9 * len(known)
    assert sum(others) >= 0.8 * len(others)
    ours = [await is_taken_for_ours(one.text, reader) for one in scope_questions() if one.scope == "in"]
    assert sum(ours) >= 0.95 * len(ours)
    alike = [await is_taken_for_ours(one.text, reader) for one in scope_questions() if one.scope == "out"]
    assert sum(alike) <= 0.1 * len(alike)


async def test_words_alone_are_enough_where_there_are_no_vectors() -> None:
    classifier = await learn(read_intents(), None)
    guesses = await classifier.read("My bucket refuses uploads with 403")
    assert guesses[0].intent == "s3"
    assert sum(guess.confidence for guess in guesses) == pytest.approx(1)


async def test_intents_are_data_of_whatever_company() -> None:
    bakery = Intents.model_validate({
        "out_of_scope": "other",
        "intents": [
            {"name": "bread", "covers": "bread", "examples": ["Is the rye fresh?", "Have you rolls?", "A loaf please"]},
            {"name": "other", "covers": "nothing of ours", "examples": ["hello", "Who won?", "Tell me a joke"]},
        ],
    })  # fmt: skip
    classifier = await learn(bakery, None)
    assert (await classifier.read("Do you have a fresh loaf of rye?"))[0].intent == "bread"
    guesses = [Guess(intent="other", confidence=0.6), Guess(intent="bread", confidence=0.4)]
    assert "bread, or about something else" in asked_back(bakery, guesses)


@pytest.mark.parametrize(
    ("text", "vague"),
    [
        ("it does not work", True),
        ("it doesn't work", True),
        ("It isn't working!", True),
        ("help!!", True),
        ("Lambda", True),
        ("S3 problem", True),
        ("resize a volume", False),
    ],
)
def test_a_question_that_says_nothing_is_vague(text: str, vague: bool) -> None:  # noqa: FBT001 -- a table
    assert is_vague(text, names().products) is vague
