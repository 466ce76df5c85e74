"""`revive agents approve | reject | promote | rollback`: a person decides about a release."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

import click

from commands.awaited import awaited
from commands.options import EPILOG, by_option, environment_option, guarded, json_option

if TYPE_CHECKING:
    from schemas.registry import ReleaseState
    from tasks.release.release_desk import ReleaseDesk

_comment = click.option("--comment", default="", help="The reason, for the history.")
_Move = Callable[["ReleaseDesk"], Awaitable["ReleaseState"]]


@click.command(name="promote", epilog=EPILOG)
@click.argument("agent")
@_comment
@by_option
@environment_option
@json_option
@guarded
def _promote(agent: str, comment: str, by: str | None, environment: str, as_json: bool) -> None:  # noqa: FBT001 -- same
    """Give the candidate of AGENT to everybody now, whatever its figures say; they are kept with the decision."""
    from tasks.registry.register import known_agent  # noqa: PLC0415 -- light start
    from tasks.release import moves  # noqa: PLC0415 -- same

    known_agent(agent)
    _move(environment, by, lambda desk: moves.promote(desk, agent, comment), as_json=as_json)


@click.command(name="rollback", epilog=EPILOG)
@click.argument("agent")
@click.option("--to", metavar="VERSION", help="Put this version into production.  [default: see above]")
@_comment
@by_option
@environment_option
@json_option
@guarded
def _rollback(agent: str, to: str | None, comment: str, by: str | None, environment: str, as_json: bool) -> None:  # noqa: FBT001 -- same
    """Take the candidate of AGENT away from all customers; without one, put the previous version into production.

    This only moves a pointer; every running flow follows within a minute.
    """
    from tasks.registry.register import known_agent, known_version  # noqa: PLC0415 -- light start
    from tasks.release import moves  # noqa: PLC0415 -- same

    known_agent(agent)
    version = None if to is None else known_version(to)
    _move(environment, by, lambda desk: moves.roll_back(desk, agent, version, comment), as_json=as_json)


@click.command(name="approve", epilog=EPILOG)
@click.argument("release_id", metavar="RELEASE")
@click.option("--quality", is_flag=True, help="You have read the candidate's answers to customers, and they are good.")
@_comment
@by_option
@environment_option
@json_option
@guarded
def _approve(release_id: str, quality: bool, comment: str, by: str | None, environment: str, as_json: bool) -> None:  # noqa: FBT001 -- same
    """Let RELEASE get its first customers; with --quality, vouch for the quality that the outcomes do not show.

    Unless the policy says otherwise, the person who began the release cannot approve it.
    """
    from tasks.release import moves, vouching  # noqa: PLC0415 -- light start

    said = vouching.vouch if quality else moves.approve
    _move(environment, by, lambda desk: said(desk, release_id, comment), as_json=as_json)


@click.command(name="reject", epilog=EPILOG)
@click.argument("release_id", metavar="RELEASE")
@_comment
@by_option
@environment_option
@json_option
@guarded
def _reject(release_id: str, comment: str, by: str | None, environment: str, as_json: bool) -> None:  # noqa: FBT001 -- same
    """End RELEASE; production stays."""
    from tasks.release import moves  # noqa: PLC0415 -- light start

    _move(environment, by, lambda desk: moves.reject(desk, release_id, comment), as_json=as_json)


COMMANDS = (_approve, _reject, _promote, _rollback)


def _move(environment: str, by: str | None, move: _Move, *, as_json: bool) -> None:
    """Make a move, print the outcome, and only then tell Prefect, which may be away."""
    from commands.release_tables import show_moved  # noqa: PLC0415 -- light start
    from commands.releasing import tell_prefect  # noqa: PLC0415 -- same
    from schemas.registry import Event  # noqa: PLC0415 -- same
    from tasks.release.release_desk import open_desk  # noqa: PLC0415 -- same

    events: list[Event] = []

    async def moved() -> "ReleaseState":
        async with open_desk(environment, by, events.append) as releasing:
            return await move(releasing.desk)

    show_moved(awaited(moved()), events, as_json=as_json)
    tell_prefect(events, environment)
