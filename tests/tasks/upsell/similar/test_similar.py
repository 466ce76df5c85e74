"""Comparable cases: both kinds of outcome, none from later, nobody's in particular."""

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fakes.places import place_of

from blocks.stores import open_folder
from schemas.upsell.features import Features
from schemas.upsell.past_case import PastCase
from tasks.bulk.place import Place
from tasks.upsell.similar.building import build_cases, case_bundles
from tasks.upsell.similar.finding import open_cases
from tasks.upsell.similar.profile import RANGES, profile, shared_texts

NOW = datetime(2026, 6, 1, tzinfo=UTC)
HOUSE = Features(plan="quarterly", property_type="house", visits=5, satisfaction_mean=4.8, tenure_days=900)
SHOP = Features(plan="one time", property_type="shop", visits=1, satisfaction_mean=3.5, tenure_days=20)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    monkeypatch.setenv("REVIVE_HOME", str(tmp_path))
    return place_of(open_folder(tmp_path))


def cases(count: int = 60) -> list[PastCase]:
    """Houses take termite plans and refuse mosquitoes; shops the other way round; a day apart."""
    found = []
    for number in range(count):
        features, liked, other = (HOUSE, "termites", "mosquitoes") if number % 2 else (SHOP, "mosquitoes", "termites")
        well = number % 4 < 2
        outcome = "accepted" if well else random.Random(number).choice(("declined", "ignored", "complained"))
        found.append(
            PastCase(
                features=features.model_copy(update={"visits": (features.visits or 0) + number % 3}),
                item=liked if well else other,
                outcome=outcome,
                known_at=NOW + timedelta(days=number),
            )
        )
    return found


async def test_what_went_well_and_what_did_not_with_customers_like_this_one(place: Place) -> None:
    assert (await open_cases(place)).of(HOUSE, NOW) == ()
    about = await build_cases(place, cases(), NOW)
    assert about.cases == {"accepted": 30, "others": 30}
    found = (await open_cases(place)).of(HOUSE, NOW + timedelta(days=99))
    assert [one.outcome == "accepted" for one in found] == [True, False, True, False]
    assert [one.item for one in found[:2]] == ["termites", "mosquitoes"]
    assert all("plan quarterly, property house" in one.profile for one in found[:2])


@pytest.mark.parametrize(("days", "count"), [(-1, 0), (0, 1), (3, 4), (59, 4)])
async def test_nothing_that_became_known_after_the_decision(place: Place, days: int, count: int) -> None:
    some = [one.model_copy(update={"item": f"item-{number}"}) for number, one in enumerate(cases())]
    await build_cases(place, some, NOW)
    found = (await open_cases(place)).of(HOUSE, NOW + timedelta(days=days))
    assert len(found) == count
    assert all(int(one.item.removeprefix("item-")) <= days for one in found)


def test_a_text_that_few_share_is_nobodys_to_read() -> None:
    rare = [HOUSE.model_copy(update={"plan": f"Ann Smith's own {number}"}) for number in range(2)]
    said = shared_texts([HOUSE] * 3 + rare)
    assert ("property_type", "house") in said
    assert all("smith" not in profile(one, said).lower() for one in rare)
    assert "plan quarterly" in profile(HOUSE, said)
    long = HOUSE.model_copy(update={"latest_service": "x" * 41, "plan": "Quarterly\x1b[31m"})
    assert profile(long, shared_texts([long] * 9)).count("x") == 0
    assert profile(Features(), said) == "nothing known"
    all_known = Features(**dict.fromkeys(sorted(RANGES), 50), season="winter", plan="quarterly")
    assert 200 < len(profile(all_known, said)) <= 300


async def test_what_is_built_without_somebody_takes_the_old_ones_along(place: Place) -> None:
    for day in range(4):
        await build_cases(place, cases(8), NOW + timedelta(days=day))
    assert len(await case_bundles(place).ids()) == 3
    about = await build_cases(place, cases(7), NOW + timedelta(days=9), kept=1)
    assert await case_bundles(place).ids() == [about.id]
    assert (await open_cases(place)).about == about
