"""What commands share: common options, the exit codes in every help text, and how errors end a command."""

import json
import os
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from commands.output import print_json, say

if TYPE_CHECKING:
    from schemas.errors import ReviveError

EPILOG = (
    "Exit codes: 0 complete, 1 something outside failed, 2 bad input or usage, 3 too many failures, "
    "4 stopped by budget, 5 a gate failed, 6 somebody else was faster, 130 or 143 interrupted."
)
_KEPT = "interrupted; what is recorded is kept"
environment_option = click.option(
    "--environment", default="local", show_default=True, help="`local`, or the name of an Environment block."
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON document on standard output.")
by_option = click.option("--by", help="Your name, for the history.  [default: the login name]")


def guarded(command: Callable[..., None]) -> Callable[..., None]:
    """Make a known error end the command with one line and its exit code."""

    @wraps(command)
    def guarded_command(*args: Any, **options: Any) -> None:
        from blocks.prefect_files import require_own_prefect_files  # noqa: PLC0415 -- light start
        from schemas.errors import InterruptedRunError, ReviveError  # noqa: PLC0415 -- same

        code = 0
        try:
            require_own_prefect_files(Path())
            command(*args, **options)
        except ReviveError as error:
            code = 128 + error.signal_number if isinstance(error, InterruptedRunError) else error.exit_code
            _show_error(error, code, as_json=bool(options.get("as_json")))
        _leave(code)

    return guarded_command


def stop_now(number: int, _frame: object) -> NoReturn:
    """Ctrl-C or SIGTERM before or after the calls; during them, the run stops itself in order.

    The process ends at once, which is harmless for files. An exception could be lost where Python ignores exceptions.
    """
    if sys.stderr.isatty():
        os.write(2, b"\x1b[?25h\n")  # show the cursor, which a progress bar hides
    os.write(2, f"revive: {_KEPT}\n".encode())
    if "--json" in sys.argv and not print_json.done:
        document = {"status": "error", "message": _KEPT, "exit_code": 128 + number}
        os.write(1, json.dumps(document).encode() + b"\n")
    os._exit(128 + number)


def _show_error(error: "ReviveError", code: int, *, as_json: bool) -> None:
    """One line on standard error; with --json also a document, unless the command has printed one."""
    say(f"revive: {error}", err=True)
    if as_json and not print_json.done:
        print_json({"status": "error", "message": str(error), "exit_code": code})


def _leave(code: int) -> NoReturn:
    """End at once: at exit, Prefect's client would retry for minutes to reach a server that is gone."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
