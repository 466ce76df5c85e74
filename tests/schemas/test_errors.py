"""Exit codes are an interface: scripts and schedulers read them."""

import pytest

from schemas.errors import (
    AlreadyRunningError,
    BadInputError,
    BudgetStoppedError,
    GateFailedError,
    InterruptedRunError,
    ReviveError,
    StoreError,
    TooManyFailuresError,
    one_line,
)


@pytest.mark.parametrize(
    ("error", "exit_code", "state"),
    [
        (ReviveError, 1, "Failed"),
        (BadInputError, 2, "BadInput"),
        (StoreError, 1, "StoreFailed"),
        (TooManyFailuresError, 3, "TooManyFailures"),
        (BudgetStoppedError, 4, "StoppedBudget"),
        (GateFailedError, 5, "GateFailed"),
        (AlreadyRunningError, 6, "AlreadyRunning"),
        (InterruptedRunError, 1, "Interrupted"),
    ],
)
def test_exit_codes_and_states(error: type[ReviveError], exit_code: int, state: str) -> None:
    assert (error.exit_code, error.state) == (exit_code, state)
    assert issubclass(error, ReviveError)


def test_every_state_has_its_own_name() -> None:
    kinds: list[type[ReviveError]] = [ReviveError, *ReviveError.__subclasses__()]
    assert len({kind.state for kind in kinds}) == len(kinds)


def test_an_interrupted_run_knows_its_signal() -> None:
    interrupted = InterruptedRunError("stopped by SIGTERM", 15)
    assert (str(interrupted), interrupted.signal_number) == ("stopped by SIGTERM", 15)


def test_one_line_is_short() -> None:
    assert one_line(" a\n\tb  c ") == "a b c"
    assert len(one_line("x " * 10_000)) == 300
