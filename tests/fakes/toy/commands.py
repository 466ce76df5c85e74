"""The toy's command, which `revive` finds by an entry point; it goes on by `revive resume`, like everybody's."""

from typing import Any

import click

from commands.options import EPILOG, environment_option, guarded, json_option
from commands.run_options import concurrency, deadline, max_cost, shards


@click.command(epilog=EPILOG)
@click.argument("source")
@click.option("--upload-id")
@concurrency
@shards
@max_cost
@deadline
@click.option("--dry-run", is_flag=True, default=None)
@environment_option
@json_option
@guarded
def toy(environment: str, as_json: bool, **options: Any) -> None:  # noqa: FBT001 -- click passes flags by name
    """Say the notes in SOURCE in fewer words."""
    from fakes.toy.system import TOY  # noqa: PLC0415 -- light start

    from commands.run_system import asked, run_in_terminal  # noqa: PLC0415 -- same

    run_in_terminal(TOY, asked(TOY, **options), environment, as_json=as_json)


COMMANDS = (toy,)
