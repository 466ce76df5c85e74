"""`revive agents release | promote | rollback | status | approve | reject`: decisions about releases."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

import click

from commands.options import EPILOG, by_option, environment_option, guarded, json_option

if TYPE_CHECKING:
    from schemas.registry import ReleaseState
    from schemas.release import ReleaseShown
    from tasks.release.desk import Desk

_comment = click.option("--comment", default="", help="The reason, for the history.")
_Move = Callable[["Desk"], Awaitable["ReleaseState"]]


@click.command(epilog=EPILOG, short_help="Release a version, or go on with its release.")
@click.argument("version", metavar="AGENT@VERSION")
@click.option(
    "--max-cost-usd", type=click.FloatRange(min=0, min_open=True), help="Stop the evaluation before spending more."
)
@click.option("--replace", is_flag=True, help="End the release of another version, once this one has passed its gate.")
@by_option
@environment_option
@json_option
@guarded
def release(version: str, by: str | None, environment: str, as_json: bool, **options: Any) -> None:  # noqa: FBT001 -- click passes flags by name
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


@click.command(epilog=EPILOG)
@click.argument("agent")
@_comment
@by_option
@environment_option
@json_option
@guarded
def promote(agent: str, comment: str, by: str | None, environment: str, as_json: bool) -> None:  # noqa: FBT001 -- same
    """Give the candidate of AGENT to everybody now, whatever its figures say; they are kept with the decision."""
    from tasks.registry.register import known_agent  # noqa: PLC0415 -- light start
    from tasks.release import moves  # noqa: PLC0415 -- same

    known_agent(agent)
    _move(environment, by, lambda desk: moves.promote(desk, agent, comment), as_json=as_json)


@click.command(epilog=EPILOG)
@click.argument("agent")
@click.option("--to", metavar="VERSION", help="Put this version into production.  [default: see above]")
@_comment
@by_option
@environment_option
@json_option
@guarded
def rollback(agent: str, to: str | None, comment: str, by: str | None, environment: str, as_json: bool) -> None:  # noqa: FBT001 -- same
    """Take the candidate of AGENT away from all customers; without one, put the previous version into production.

    This only moves a pointer; every running flow follows within a minute.
    """
    from tasks.registry.register import known_agent, known_version  # noqa: PLC0415 -- light start
    from tasks.release import moves  # noqa: PLC0415 -- same

    known_agent(agent)
    version = None if to is None else known_version(to)
    _move(environment, by, lambda desk: moves.roll_back(desk, agent, version, comment), as_json=as_json)


@click.command(epilog=EPILOG)
@click.argument("agent", required=False)
@environment_option
@json_option
@guarded
def status(agent: str | None, environment: str, as_json: bool) -> None:  # noqa: FBT001 -- same
    """Show where the releases are, their figures, and what would be decided now; changes nothing."""
    from commands.release_tables import show_releases  # noqa: PLC0415 -- light start
    from tasks.registry.register import known_agent  # noqa: PLC0415 -- same

    if agent is not None:
        known_agent(agent)
    show_releases(_shown(environment, agent), environment, as_json=as_json)


@click.command(epilog=EPILOG)
@click.argument("release_id", metavar="RELEASE")
@click.option("--quality", is_flag=True, help="You have read the candidate's answers to customers, and they are good.")
@_comment
@by_option
@environment_option
@json_option
@guarded
def approve(release_id: str, quality: bool, comment: str, by: str | None, environment: str, as_json: bool) -> None:  # noqa: FBT001 -- same
    """Let RELEASE get its first customers; with --quality, vouch for the quality that the outcomes do not show.

    Unless the policy says otherwise, this must be another person than the one who began the release.
    """
    from tasks.release import moves, vouching  # noqa: PLC0415 -- light start

    said = vouching.vouch if quality else moves.approve
    _move(environment, by, lambda desk: said(desk, release_id, comment), as_json=as_json)


@click.command(epilog=EPILOG)
@click.argument("release_id", metavar="RELEASE")
@_comment
@by_option
@environment_option
@json_option
@guarded
def reject(release_id: str, comment: str, by: str | None, environment: str, as_json: bool) -> None:  # noqa: FBT001 -- same
    """End RELEASE; production stays."""
    from tasks.release import moves  # noqa: PLC0415 -- light start

    _move(environment, by, lambda desk: moves.reject(desk, release_id, comment), as_json=as_json)


COMMANDS = (release, status, approve, reject, promote, rollback)


def _shown(environment: str, agent: str | None) -> list["ReleaseShown"]:
    from tasks.release.desk import open_desk  # noqa: PLC0415 -- light start
    from tasks.release.status import show_releases  # noqa: PLC0415 -- same

    async def shown() -> "list[ReleaseShown]":
        async with open_desk(environment, None) as releasing:
            return await show_releases(releasing.desk, agent)

    return asyncio.run(shown())


def _move(environment: str, by: str | None, move: _Move, *, as_json: bool) -> None:
    """Make a move, print the outcome, and only then tell Prefect, which may be away."""
    from commands.release_tables import show_moved  # noqa: PLC0415 -- light start
    from commands.releasing import tell_prefect  # noqa: PLC0415 -- same
    from schemas.registry import Event  # noqa: PLC0415 -- same
    from tasks.release.desk import open_desk  # noqa: PLC0415 -- same

    events: list[Event] = []

    async def moved() -> "ReleaseState":
        async with open_desk(environment, by, events.append) as releasing:
            return await move(releasing.desk)

    show_moved(asyncio.run(moved()), events, as_json=as_json)
    tell_prefect(events, environment)
