"""The rolling window, on a clock of numbers."""

import random

import pytest

from agents.core.window import Window

LENGTH = 60.0


def test_without_a_quota_nothing_waits() -> None:
    window = Window(None, LENGTH)
    for _ in range(100):
        window.add(1_000_000, 0.0)
    assert window.wait_s(1_000_000, 0.0) == 0


def test_what_does_not_fit_waits_until_enough_has_left() -> None:
    window = Window(100, LENGTH)
    window.add(50, 0.0)
    window.add(40, 10.0)
    assert window.wait_s(10, 20.0) == 0
    assert window.wait_s(11, 20.0) == 40.0
    assert window.wait_s(60, 20.0) == 40.0
    assert window.wait_s(61, 20.0) == 50.0
    assert window.wait_s(60, 59.5) == 0.5
    assert window.wait_s(60, 60.0) == 0


def test_settling_gives_tokens_back_at_once() -> None:
    window = Window(100, LENGTH)
    entry = window.add(90, 0.0)
    assert window.wait_s(50, 1.0) > 0
    window.settle(entry, 50, 1.0)
    assert window.wait_s(50, 1.0) == 0
    assert window.wait_s(51, 1.0) == 59.0


def test_settling_for_more_than_was_reserved_counts_too() -> None:
    window = Window(100, LENGTH)
    window.settle(window.add(10, 0.0), 90, 1.0)
    assert window.wait_s(10, 2.0) == 0
    assert window.wait_s(11, 2.0) == 58.0


@pytest.mark.parametrize("looked_at", [0, 1])
def test_settling_what_has_left_the_window_changes_nothing(looked_at: int) -> None:
    window = Window(100, LENGTH)
    old = window.add(80, 0.0)
    window.add(30, 50.0)
    for _ in range(looked_at):
        window.wait_s(1, 60.0)  # forgets the old ones
    window.settle(old, 0, 60.0)
    assert window.wait_s(70, 60.0) == 0
    assert window.wait_s(71, 60.0) == 50.0


def test_an_oversize_request_passes_alone() -> None:
    window = Window(100, LENGTH)
    window.add(1, 0.0)
    window.add(1, 20.0)
    assert window.wait_s(500, 30.0) == 50.0
    assert window.wait_s(500, 80.0) == 0
    window.add(500, 80.0)
    assert window.wait_s(1, 139.0) == 1.0
    assert window.wait_s(1, 140.0) == 0


def test_an_oversize_request_is_alone_beside_what_was_given_back_entirely() -> None:
    window = Window(100, LENGTH)
    window.settle(window.add(500, 0.0), 0, 1.0)
    assert window.wait_s(500, 1.0) == 0


@pytest.mark.parametrize("seed", range(30))
def test_no_window_ever_holds_more_than_the_quota(seed: int) -> None:
    chance = random.Random(seed)
    quota = chance.randint(1, 1_000)
    window = Window(quota, LENGTH)
    now, waited = 0.0, 0
    entries: list[list[float]] = []
    open_entries: list[list[float]] = []
    for _ in range(300):
        now += chance.choice([0.0, chance.expovariate(1.0), chance.expovariate(0.05)])
        if open_entries and chance.random() < 0.4:
            entry = open_entries.pop(chance.randrange(len(open_entries)))
            window.settle(entry, chance.randint(0, int(entry[1])), now)
        amount = chance.randint(1, quota)
        while (wait := window.wait_s(amount, now)) > 0:
            assert wait <= LENGTH + 1e-9
            now += wait
            waited += 1
        entries.append(window.add(amount, now))
        open_entries.append(entries[-1])
        in_window = sum(used for started, used in entries if started + LENGTH > now)
        assert in_window <= quota
    assert waited  # else the quota was never tested


@pytest.mark.parametrize("seed", range(10))
def test_nothing_waits_that_would_fit(seed: int) -> None:
    chance = random.Random(seed)
    window, now = Window(100, LENGTH), 0.0
    entries: list[list[float]] = []
    for _ in range(300):
        now += chance.expovariate(0.2)
        amount = chance.randint(1, 100)
        used = sum(tokens for started, tokens in entries if started + LENGTH > now)
        assert (window.wait_s(amount, now) == 0) == (used + amount <= 100)
        if used + amount <= 100:
            entries.append(window.add(amount, now))
