"""Who only looks around has not moved: a move that is considered does not settle the cause."""

import pytest

from agents.winback.offline.intent import only_intended
from agents.winback.offline.plain_words import canonical, words
from agents.winback.offline.scoring import weigh_causes


@pytest.mark.parametrize(
    "reason",
    [
        "The support never answers, I am looking for another provider.",
        "Support never answers, thinking of moving to another provider",
        "Der Support antwortet nie, ich suche einen anderen Anbieter.",
        "The app is slow; if it stays so we might switch to a competitor",
    ],
)
def test_a_move_that_is_considered_does_not_outweigh_its_reason(reason: str) -> None:
    assert weigh_causes(reason).category != "competition"


@pytest.mark.parametrize(
    "reason",
    ["The support never answers, we moved to another provider.", "Looking for help took days. We switched to Zoho."],
)
def test_a_move_that_was_made_settles_it(reason: str) -> None:
    assert weigh_causes(reason).category == "competition"


def test_a_clause_before_says_nothing_of_the_next() -> None:
    said = canonical(words("looking for help, another bank"))
    assert not only_intended(said, said.index("another"))
    said = canonical(words("looking for another bank"))
    assert only_intended(said, said.index("another"))
