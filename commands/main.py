"""The `revive` command: a thin front door. A command imports what it needs when it runs, so that help is immediate."""

import json
import signal
import sys

import click

from commands.agents import agents
from commands.environment import environment
from commands.keys import keys
from commands.of_systems import commands_by_system, commands_of_systems
from commands.options import EPILOG, stop_now
from commands.privacy import erase, retention
from commands.results import open_report, results
from commands.resuming import resume, retry
from commands.serve import serve
from commands.suppress import suppress
from commands.upgrade import upgrade
from commands.uploads import uploads
from commands.watch import watch
from schemas.printable import printable_lines

_SHARED = (
    resume,
    retry,
    results,
    open_report,
    uploads,
    suppress,
    erase,
    retention,
    agents,
    environment,
    watch,
    keys,
    serve,
    upgrade,
)


class _Revive(click.Group):
    """The commands that all systems share, listed here, and those of each installed system."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *commands_of_systems()})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return super().get_command(ctx, cmd_name) or commands_of_systems().get(cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """One section per system: one list of thirty commands would not show which belong together."""
        sections = {f"Commands of {name}": commands for name, commands in commands_by_system().items()}
        sections["Commands for all of them"] = tuple(map(self.commands.__getitem__, super().list_commands(ctx)))
        width = max(len(str(command.name)) for commands in sections.values() for command in commands)
        for title, commands in sections.items():
            room = formatter.width - 6 - width
            lines = [(str(one.name).ljust(width), one.get_short_help_str(room)) for one in commands if not one.hidden]
            with formatter.section(title):
                formatter.write_dl(lines)


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
