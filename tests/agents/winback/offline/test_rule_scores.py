"""What the rules add to the scores: nothing for a hint, in proportion to certainty, more for a move said outright."""

import pytest

from agents.winback.offline.cause import combine
from agents.winback.offline.rule_scores import rule_scores
from agents.winback.offline.scoring import FoundCause, stated_causes, weigh_causes
from schemas.customer import Category

EVEN: dict[Category, float] = dict.fromkeys(
    ("pricing", "features", "onboarding", "competition", "business_closure", "unclear"), 0.0
)


@pytest.mark.parametrize(
    ("stated", "added"),
    [
        (FoundCause("pricing", 35), {}),
        (FoundCause("pricing", 80), {"pricing": 1.6}),
        (FoundCause("competition", 60), {"competition": 1.2}),
        (FoundCause("competition", 75, "pricing"), {"competition": 3.5}),
    ],
)
def test_what_the_rules_add(stated: FoundCause, added: dict[Category, float]) -> None:
    assert rule_scores(stated, 2.0) == added
    assert combine(EVEN, stated, 2.0) == EVEN | added


@pytest.mark.parametrize(
    ("reason", "category"),
    [
        ("me cambié de operador", "competition"),
        ("sono migrato altrove", "competition"),
        ("bajamos la persiana a fin de mes", "business_closure"),
        ("chiudiamo l'attività", "business_closure"),
        ("refund refused on the second day", "pricing"),
        ("ne marche plus depuis la mise à jour", "features"),
        ("niemand erreichbar", "onboarding"),
    ],
)
def test_phrases_of_people_who_speak_for_themselves(reason: str, category: Category) -> None:
    assert weigh_causes(reason).category == category
    assert stated_causes(reason)[0] == category


def test_what_only_points_to_a_cause_is_not_stated() -> None:
    assert stated_causes("We needed SSO. Our security team would not sign another renewal without it.") == ["features"]
