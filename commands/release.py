"""`revive agents release | status`: begin a release or go on with it, and see where the releases are."""

from typing import TYPE_CHECKING, Any

import click

from commands.awaited import awaited
from commands.options import EPILOG, by_option, environment_option, guarded, json_option

if TYPE_CHECKING:
    from schemas.release import ReleaseShown


@click.command(name="release", epilog=EPILOG, short_help="Release a version, or go on with its release.")
@click.argument("version", metavar="AGENT@VERSION")
@click.option(
    "--max-cost-usd", type=click.FloatRange(min=0, min_open=True), help="Stop the evaluation before spending more."
)
@click.option("--replace", is_flag=True, help="End the release of another version, once this one has passed its gate.")
@by_option
@environment_option
@json_option
@guarded
def _release(version: str, by: str | None, environment: str, as_json: bool, **options: Any) -> None:  # noqa: FBT001 -- click passes flags by name
    """Register VERSION, evaluate it against production and begin its release, or go on with it.

    If the environment's policy asks for approval, the command ends there: revive agents approve RELEASE. The scheduled
    flow advance-releases does the rest, and so does running this command again.
    """
    from commands.release_tables import show_releases  # noqa: PLC0415 -- light start
    from commands.releasing import deploy  # noqa: PLC0415 -- same
    from schemas.release import ReleaseParams  # noqa: PLC0415 -- same
    from tasks.registry.register import person, reference  # noqa: PLC0415 -- same

    agent, named = reference(version)
    params = ReleaseParams(agent=agent, version=named, by=person(by), **options)
    error = deploy(params, environment)
    if error is not None:
        raise error
    show_releases(_shown(environment, agent), environment, as_json=as_json)


@click.command(name="status", epilog=EPILOG)
@click.argument("agent", required=False)
@environment_option
@json_option
@guarded
def _status(agent: str | None, environment: str, as_json: bool) -> None:  # noqa: FBT001 -- same
    """Show where the releases are, their figures, and what would be decided now; changes nothing."""
    from commands.release_tables import show_releases  # noqa: PLC0415 -- light start
    from tasks.registry.register import known_agent  # noqa: PLC0415 -- same

    if agent is not None:
        known_agent(agent)
    show_releases(_shown(environment, agent), environment, as_json=as_json)


COMMANDS = (_release, _status)


def _shown(environment: str, agent: str | None) -> list["ReleaseShown"]:
    from tasks.release.release_desk import open_desk  # noqa: PLC0415 -- light start
    from tasks.release.release_list import list_releases  # noqa: PLC0415 -- same

    async def shown() -> "list[ReleaseShown]":
        async with open_desk(environment, None) as releasing:
            return await list_releases(releasing.desk, agent)

    return awaited(shown())
