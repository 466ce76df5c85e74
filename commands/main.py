"""The `revive` command: a thin front door. A command imports what it needs when it runs, so that help is immediate."""

import json
import signal
import sys

import click

from commands.agents import agents
from commands.approve import approve
from commands.correct import correct
from commands.edit import edit
from commands.hold import hold
from commands.keys import keys
from commands.options import EPILOG, stop_now
from commands.outcomes import outcomes
from commands.privacy import erase, retention
from commands.results import open_report, results
from commands.serve import serve
from commands.suppress import sent, suppress
from commands.upgrade import upgrade
from commands.uploads import uploads
from commands.winback import resume, retry, winback
from schemas.printable import printable_lines

_COMMANDS = (
    winback, resume, retry, results, open_report, uploads,
    approve, edit, hold, correct, suppress, sent, outcomes, erase, retention,
    agents, keys, serve, upgrade,
)  # fmt: skip


@click.group(epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="revive")
def main() -> None:
    """Run AI agents over a company's customers."""


for command in _COMMANDS:
    main.add_command(command)


def run() -> None:
    """The console script: with --json, a usage error is a document, too."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop_now)
    try:
        code = main(prog_name="revive", standalone_mode=False)
    except click.ClickException as error:
        # The message repeats what was typed, or what a script passed.
        error.message = printable_lines(error.message)  # type: ignore[misc]
        error.show()
        if "--json" in sys.argv:
            click.echo(json.dumps({"status": "error", "message": error.format_message(), "exit_code": error.exit_code}))
        code = error.exit_code
    sys.exit(code)


if __name__ == "__main__":
    run()
