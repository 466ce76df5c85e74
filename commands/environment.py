"""`revive environment apply`: environments from a file, on Prefect's server."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.awaited import awaited
from commands.options import EPILOG, guarded, json_option
from commands.output import print_json, say

if TYPE_CHECKING:
    from blocks.environment_file import EnvironmentsSaid


@click.group(short_help="Environments from a file: apply.")
def environment() -> None:
    """Environments: where artifacts, records, queues and models of a company are."""


@environment.command(epilog=EPILOG)
@click.argument("file", type=click.Path(path_type=Path))
@json_option
@guarded
def apply(
    file: Path,
    as_json: bool,  # noqa: FBT001 -- click passes flags by name
) -> None:
    """Create or update Environment blocks on Prefect's server as FILE says.

    Blocks that it does not name stay as they are. Applying it again changes nothing. The file holds no secrets: a block
    keeps those that it has.
    """
    from agents.core.small_file import read_small  # noqa: PLC0415 -- light start
    from agents.core.yaml_file import MAX_BYTES, model_in  # noqa: PLC0415 -- same
    from blocks.environment_file import EnvironmentsSaid  # noqa: PLC0415 -- same

    said = model_in(read_small(file, MAX_BYTES), str(file), EnvironmentsSaid)
    done = awaited(_applied(said))
    if as_json:
        print_json({"environments": done})
    for name, changed in done.items() if not as_json else ():
        say(f"{name}: {', '.join(changed) or 'no change'}")


async def _applied(said: "EnvironmentsSaid") -> dict[str, list[str]]:
    from prefect.settings import get_current_settings  # noqa: PLC0415 -- light start

    from blocks.environment_file import apply as apply_one  # noqa: PLC0415 -- same
    from schemas.errors import BadInputError  # noqa: PLC0415 -- same

    names = [one.name for one in said.environments]
    if len(set(names)) < len(names):
        raise BadInputError("an environment is in the file twice")
    if get_current_settings().api.url is None:
        raise BadInputError("environments are blocks on a Prefect server: set PREFECT_API_URL")
    return {one.name: await apply_one(one) for one in said.environments}
