"""What can go wrong in a run: one class per reason, with its exit code and the name of its Prefect state.

Exit codes: 0 complete, 1 something outside failed (disk, store, server), 2 bad input or usage, 3 too many failures,
4 stopped by budget, 5 a gate failed, 6 somebody else was faster (the upload runs already, the record was changed),
128 + signal when stopped by one. A message is one line that says what happened and what to do; it holds no secret.
docs/errors.md is the map of all exception classes, these and those that never reach a person.
"""

from typing import ClassVar

from schemas.printable import printable, without_secrets


class ReviveError(Exception):
    """A run ended for a reason that a person can act on."""

    exit_code: ClassVar[int] = 1
    state: ClassVar[str] = "Failed"

    def __str__(self) -> str:
        # It contains file names, headers and providers' words, and it goes to terminals, logs and the UI.
        return printable(" ".join(super().__str__().splitlines()))


class BadInputError(ReviveError):
    """The file, the parameters or the configuration cannot be used; nothing was paid for."""

    exit_code = 2
    state = "BadInput"


class UnreadableFileError(BadInputError):
    """The customer file itself cannot be used, however often it is tried."""


class MissingTableError(BadInputError):
    """A table of the records was never created in this environment."""


class StoreError(ReviveError):
    """The artifact store cannot be read or written: disk full, folder not writable, S3 out of reach."""

    state = "StoreFailed"


class ProviderError(ReviveError):
    """The model's provider turned us away in the middle of a run, for example because credentials expired."""

    state = "ProviderFailed"


class TooManyFailuresError(ReviveError):
    """More subjects failed than `max_failure_rate` allows, or no question of an evaluation or a person was answered."""

    exit_code = 3
    state = "TooManyFailures"


class BudgetStoppedError(ReviveError):
    """The next call could have passed `max_cost_usd`."""

    exit_code = 4
    state = "StoppedBudget"


class CapReachedError(ReviveError):
    """The next call could have passed what agents may spend in a day; it goes on after midnight UTC."""

    exit_code = 4
    state = "StoppedCap"


class GateFailedError(ReviveError):
    """An agent version is not good enough to go on; the report says where."""

    exit_code = 5
    state = "GateFailed"


class AlreadyRunningError(ReviveError):
    """Another process works on this upload, or has taken it over."""

    exit_code = 6
    state = "AlreadyRunning"


class ConflictError(ReviveError):
    """Somebody else changed a record of the registry first; nothing of ours was written."""

    exit_code = 6
    state = "Conflict"


def shown(identifier: str) -> str:
    """An identifier from outside in a form that is safe in a message: short, and on one line."""
    return identifier[:80] if identifier[:80].isprintable() else repr(identifier[:80])


def one_line(text: object) -> str:
    """Text from a library or a service as one line of at most 300 characters, without what looks like a secret."""
    return printable(" ".join(without_secrets(str(text)).split()))[:300]


class QueueFullError(ReviveError):
    """A queue has as many messages as it may have; nothing was stored."""

    state = "QueueFull"


class OverloadedError(ReviveError):
    """So many wait that an answer would come too late; nothing was done."""

    state = "Overloaded"

    def __init__(self, message: str, retry_after_s: int) -> None:
        super().__init__(message)
        self.retry_after_s = retry_after_s


class InterruptedRunError(ReviveError):
    """SIGTERM or Ctrl-C: the calls in flight were finished and recorded, nothing new was started."""

    state = "Interrupted"

    def __init__(self, message: str, signal_number: int) -> None:
        super().__init__(message)
        self.signal_number = signal_number
