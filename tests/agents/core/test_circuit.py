"""A model whose calls fail one after the other is left alone for a while."""

import pytest

from agents.core.circuit import Circuit
from agents.core.failures import CircuitOpenError


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def circuit(clock: Clock) -> Circuit:
    return Circuit(3, 10.0, clock)


def fail(circuit: Circuit, times: int = 1) -> None:
    for _ in range(times):
        circuit.failed("ServiceUnavailableException", probe=circuit.enter())


def test_failures_in_a_row_open_it_and_it_says_why(circuit: Circuit) -> None:
    fail(circuit, 3)
    with pytest.raises(CircuitOpenError) as refusal:
        circuit.enter()
    assert str(refusal.value) == "3 calls in a row failed, asked again in 10 s; the last: ServiceUnavailableException"


def test_failures_between_answers_do_not(circuit: Circuit) -> None:
    for _ in range(10):
        fail(circuit, 2)
        assert circuit.enter() is False
        circuit.succeeded()


def test_after_its_time_one_call_is_a_probe_and_the_others_are_refused(circuit: Circuit, clock: Clock) -> None:
    fail(circuit, 3)
    clock.now += 10
    assert circuit.enter() is True
    with pytest.raises(CircuitOpenError, match="one call is trying it out"):
        circuit.enter()


def test_a_probe_that_is_answered_closes_it(circuit: Circuit, clock: Clock) -> None:
    fail(circuit, 3)
    clock.now += 10
    circuit.enter()
    circuit.succeeded()
    fail(circuit, 2)
    assert circuit.enter() is False


def test_a_probe_that_fails_opens_it_for_as_long_again(circuit: Circuit, clock: Clock) -> None:
    fail(circuit, 3)
    clock.now += 10
    fail(circuit)
    clock.now += 9.9
    with pytest.raises(CircuitOpenError):
        circuit.check()
    clock.now += 0.1
    assert circuit.enter() is True


def test_a_probe_that_was_given_up_lets_the_next_call_try(circuit: Circuit, clock: Clock) -> None:
    fail(circuit, 3)
    clock.now += 10
    circuit.abandoned(probe=circuit.enter())
    assert circuit.enter() is True


def test_calls_from_before_it_opened_do_not_keep_it_open(circuit: Circuit, clock: Clock) -> None:
    late = circuit.enter()
    fail(circuit, 3)
    clock.now += 9
    circuit.failed("late", probe=late)
    clock.now += 1
    assert circuit.enter() is True
    circuit.failed("later still", probe=late)
    with pytest.raises(CircuitOpenError, match="one call is trying it out"):
        circuit.check()


def test_looking_takes_no_probe(circuit: Circuit, clock: Clock) -> None:
    fail(circuit, 3)
    clock.now += 10
    circuit.check()
    assert circuit.enter() is True
