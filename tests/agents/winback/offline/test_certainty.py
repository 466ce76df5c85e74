"""How sure an answer is said to be: grows with the lead, shrinks where the rules see another cause."""

from agents.winback.offline.certainty import certainty, probabilities, signs
from agents.winback.offline.classifier import load
from agents.winback.offline.scoring import weigh_causes
from schemas.customer import Category

CLOSE: dict[Category, float] = {"pricing": 1.0, "features": 0.9, "unclear": 0.0}
CLEAR: dict[Category, float] = {"pricing": 4.0, "features": 0.0, "unclear": 0.0}


def test_probabilities_are_shares_of_one_however_large_the_scores() -> None:
    assert abs(sum(probabilities({"pricing": 900.0, "features": -900.0, "unclear": 0.0}).values()) - 1) < 1e-9


def test_a_clear_lead_is_said_to_be_surer() -> None:
    weights = load().certainty
    stated = weigh_causes("too expensive")
    assert certainty("too expensive", CLEAR, stated, weights) > certainty("too expensive", CLOSE, stated, weights)


def test_rules_that_find_another_cause_cast_doubt() -> None:
    said = ("too expensive", "the support never answers")
    assert [signs(text, CLEAR, weigh_causes(text))[3] for text in said] == [1.0, -1.0]
