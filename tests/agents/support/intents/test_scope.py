from typing import Any

import pytest

from agents.support.guardrails.names import names
from agents.support.intents.file import read_intents
from agents.support.intents.reader import open_intents
from agents.support.intents.scope import our_names, read_scope
from schemas.errors import BadInputError
from schemas.support.guardrails import Names
from schemas.support.intents import Guess, Intents
from schemas.support.scope import Scope
from tasks.support.deciding import Wordings, early
from tasks.support.desk import read_replies

BAKERY = Names(company=("crumb & co",), products=("rolls",), rivals=())
INTENTS = Intents.model_validate({
    "out_of_scope": "other",
    "intents": [
        {"name": "bread", "covers": "bread", "examples": ["Is the rye fresh?", "Have you rolls?", "A loaf please"]},
        {"name": "cake", "covers": "cake", "examples": ["A cake for ten", "Is there cream in it?", "Birthday cakes"]},
        {"name": "other", "covers": "nothing of ours", "examples": ["Who won?", "Tell me a joke", "Is it raining?"]},
    ],
})  # fmt: skip
KNEADER = {"names": ["kneadomatic"], "words": ["lever", "hook"], "intent": "bread"}


def scope(**said: Any) -> Scope:
    return Scope.model_validate({"topics": [KNEADER], **said})


@pytest.mark.parametrize(
    ("text", "ours"),
    [
        ("The Kneadomatic rattles", True),
        ("kneadomatics", False),
        ("The lever is loose", False),
        ("the lever of Crumb & Co", False),
        ("the Crumb & Co lever is loose", True),
        ("crumb & co rolls", True),
    ],
)
def test_a_name_makes_a_question_ours_and_a_word_does_so_behind_the_companys(text: str, ours: bool) -> None:  # noqa: FBT001 -- a table
    assert our_names(scope(), BAKERY).are_in(text) is ours


async def test_what_another_company_names_is_ours_without_an_example_of_it() -> None:
    reader = await open_intents(INTENTS, scope(), BAKERY, None)
    read = await reader.read("Why did the kneadomatic win?")
    assert read[0].intent != "other"
    assert (read[-1].intent, read[-1].confidence) == ("other", 0)
    assert sum(one.confidence for one in read) == pytest.approx(1)
    assert (await reader.read("Who won the joke?"))[0].intent == "other"


async def test_a_topic_of_an_intent_that_there_is_not_is_told_in_a_line() -> None:
    with pytest.raises(BadInputError, match="'kneadomatic' is of an intent that there is not: pizza"):
        await open_intents(INTENTS, scope(topics=[{**KNEADER, "intent": "pizza"}]), BAKERY, None)


def _reply(text: str, *guesses: tuple[str, float]) -> tuple[str, str]:
    wordings = Wordings(read_replies(), read_intents(), names().products, our_names(read_scope(), names()))
    read = [Guess(intent=intent, confidence=confidence) for intent, confidence in guesses]
    said = next(early(text, read, wordings, begins=True), None)
    return ("looked up", "") if said is None else (said.outcome, said.answer)


def test_not_ours_is_said_only_where_it_is_sure() -> None:
    replies = read_replies()
    unsure, sure = [("out_of_scope", 0.6), ("s3", 0.1)], [("out_of_scope", 0.9), ("s3", 0.1)]
    assert _reply("Who keeps the ledger?", *unsure) == ("clarification", replies.perhaps_out_of_scope)
    assert _reply("Who wrote Hamlet?", *sure) == ("answered", replies.out_of_scope)


def test_what_is_named_is_looked_up_however_unsure_its_intent_is() -> None:
    guesses = [("database", 0.3), ("account", 0.2)]
    assert _reply("Step Functions lost my input", *guesses)[0] == "looked up"
    assert _reply("The input got lost somewhere", *guesses)[0] == "clarification"


def test_two_intents_that_are_both_unlikely_are_not_named() -> None:
    assert _reply("The input got lost somewhere", ("s3", 0.1), ("ec2", 0.1))[1] == read_replies().vague


def test_who_is_not_surely_asking_about_money_is_not_handed_over() -> None:
    assert _reply("Redshift Spectrum and the price of rows", ("billing", 0.3), ("database", 0.2))[0] == "looked up"
