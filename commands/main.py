"""The `revive` command: a thin front door. A command imports what it needs when it runs, so that help is immediate."""

import json
import signal
import sys

import click

from commands.agents import agents
from commands.keys import keys
from commands.of_systems import commands_of_systems
from commands.options import EPILOG, stop_now
from commands.privacy import erase, retention
from commands.results import open_report, results
from commands.resuming import resume, retry
from commands.serve import serve
from commands.suppress import suppress
from commands.upgrade import upgrade
from commands.uploads import uploads
from schemas.printable import printable_lines

_SHARED = (resume, retry, results, open_report, uploads, suppress, erase, retention, agents, keys, serve, upgrade)


class _Revive(click.Group):
    """What all systems share, listed here, and what each installed system brings along."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *commands_of_systems()})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return super().get_command(ctx, cmd_name) or commands_of_systems().get(cmd_name)


@click.group(
    cls=_Revive, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110}
)
@click.version_option(package_name="revive")
def main() -> None:
    """Run AI agents over a company's customers."""


for command in _SHARED:
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
