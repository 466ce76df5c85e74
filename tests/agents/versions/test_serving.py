"""Who is assigned to a candidate: uniform, sticky, only growing with the share, and new with every release."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.versions.serving import Serving, assigned
from agents.versions.versions import Versions
from schemas.registry import Assignment

ANYTHING = st.characters(codec=None)  # half surrogates included
IDS = st.text(ANYTHING, max_size=40)


def versions() -> Serving:
    known = Versions()
    production, candidate = known.get("campaign", "1.1.0"), known.get("campaign", "1.0.0")
    return Serving(production, candidate, "r1", 10)


SERVING = versions()


def at(share: int, release_id: str = "r1") -> Serving:
    return Serving(SERVING.production, SERVING.candidate, release_id, share)


@given(st.text(ANYTHING, max_size=30), st.text(ANYTHING, max_size=10), IDS)
def test_a_place_is_below_100_and_stays(agent: str, release_id: str, customer_id: str) -> None:
    place = assigned(agent, release_id, customer_id)
    assert 0 <= place < 100
    assert place == assigned(agent, release_id, customer_id)


@given(IDS, st.integers(0, 100), st.integers(0, 100))
def test_raising_the_share_only_adds_customers(customer_id: str, one: int, other: int) -> None:
    lower, higher = sorted((one, other))
    if at(lower).choose(customer_id) is SERVING.candidate:
        assert at(higher).choose(customer_id) is SERVING.candidate


@given(IDS)
def test_nobody_at_0_and_everybody_at_100(customer_id: str) -> None:
    assert at(0).choose(customer_id) is SERVING.production
    assert at(100).choose(customer_id) is SERVING.candidate


@pytest.mark.parametrize("form", ["{}", "cus_{:08x}", "{:05}@example.com"])
def test_uniform_whatever_the_ids_look_like(form: str) -> None:
    counts = [0] * 20
    for number in range(20_000):
        counts[int(assigned("campaign", "r1", form.format(number)) // 5)] += 1
    chi_square = sum((count - 1_000) ** 2 / 1_000 for count in counts)
    assert chi_square < 43.8  # 19 degrees of freedom, p = 0.001; the hash is fixed, so this is no gamble


@pytest.mark.parametrize("others", [("campaign", "r2"), ("churn-analysis", "r1")])
def test_another_release_or_agent_draws_anew(others: tuple[str, str]) -> None:
    ids = [str(number) for number in range(20_000)]
    first = {customer_id for customer_id in ids if assigned("campaign", "r1", customer_id) < 10}
    second = {customer_id for customer_id in ids if assigned(*others, customer_id) < 10}
    # Independent: 10% of 10% of 20,000, within 4 standard deviations.
    assert abs(len(first & second) - 200) < 4 * 14.1


@settings(max_examples=20)
@given(st.integers(1, 99))
def test_what_the_record_says_of_the_choice(share: int) -> None:
    serving = at(share)
    for version in serving.versions:
        assert serving.assignment(version) == Assignment(
            release_id="r1", share=share, candidate=version is SERVING.candidate
        )
    assert Serving(SERVING.production).assignment(SERVING.production) is None


def test_a_choice_takes_microseconds() -> None:
    """It is made twice per customer, for up to a million of them."""
    ids = [f"customer-{number}" for number in range(20_000)]
    started = time.process_time()
    for customer_id in ids:
        SERVING.choose(customer_id)
    assert time.process_time() - started < 0.5  # 25 µs each; measured: 0.8
