"""What commands that start Prefect flows share: keeping Prefect's log quiet, and why a flow ended."""

import logging
import os
from typing import TYPE_CHECKING, Any

from schemas.errors import ReviveError
from schemas.printable import printable_lines

if TYPE_CHECKING:
    from prefect.client.schemas.objects import State


def quiet_prefect() -> None:
    """Leave Prefect's own log to its API; the terminal is for our progress bar and our one line."""
    os.environ.setdefault("PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL", "CRITICAL")
    os.environ.setdefault("PREFECT_INTERNAL_LOGGING_LEVEL", "CRITICAL")
    # Prefect's default of five retries takes a minute for every call to a server that has died.
    os.environ.setdefault("PREFECT_CLIENT_MAX_RETRIES", "1")
    # A log record that Prefect's API does not accept must not become noise at the terminal.
    logging.raiseExceptions = False
    handler = logging.StreamHandler()
    handler.setFormatter(_Printable("revive: %(message)s"))
    handler.addFilter(_Once())
    for room in ("agents", "blocks", "flows", "tasks"):
        logging.getLogger(room).addHandler(handler)


async def reason_of(state: "State[Any]") -> ReviveError | None:
    """Why a flow ended, None if it completed. An unexpected exception is raised as it is."""
    if not state.is_failed() and not state.is_crashed():
        return None
    outcome = await state.aresult(raise_on_failure=False)
    if isinstance(outcome, BaseException) and not isinstance(outcome, ReviveError):
        raise outcome
    return outcome if isinstance(outcome, ReviveError) else ReviveError(state.message or "the flow failed")


class _Printable(logging.Formatter):
    """Log lines without escape sequences from the texts in them."""

    def format(self, record: logging.LogRecord) -> str:
        return printable_lines(super().format(record))


class _Once(logging.Filter):
    """Lets no line through twice: if the server is gone, every call fails the same way."""

    def __init__(self) -> None:
        super().__init__()
        self._said: set[str] = set()

    def filter(self, record: logging.LogRecord) -> bool:
        before = len(self._said)
        self._said.add(record.getMessage())
        return len(self._said) > before
