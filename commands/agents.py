"""`revive agents …`: the registry of agent versions. The commands for evaluation and release are in their own files."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar

import click

from commands import release, release_decisions, version_files
from commands.awaited import awaited
from commands.evaluation import compare, evaluate, label
from commands.options import EPILOG, by_option, environment_option, guarded, json_option

if TYPE_CHECKING:
    from schemas.catalogue import Listed
    from tasks.registry.register import OpenRegistry

_Result = TypeVar("_Result")


@click.group(short_help="Agent versions: which there are, which serves whom, and why.")
def agents() -> None:
    """The versions of the agents: which there are, which serves whom, and what was decided."""


@agents.command(name="list", epilog=EPILOG)
@environment_option
@json_option
@guarded
def _list(environment: str, as_json: bool) -> None:  # noqa: FBT001 -- click passes flags by name
    """List every version of every agent."""
    from commands.agent_tables import show_list  # noqa: PLC0415 -- light start
    from tasks.catalogue import list_versions  # noqa: PLC0415 -- same

    async def listed(records: "OpenRegistry") -> tuple[list["Listed"], str | None]:
        return await list_versions(records), records.environment.model

    show_list(*_with_records(environment, listed), as_json=as_json)


@agents.command(name="show", epilog=EPILOG)
@click.argument("agent", metavar="AGENT[@VERSION]")
@environment_option
@json_option
@guarded
def _show(agent: str, environment: str, as_json: bool) -> None:  # noqa: FBT001 -- same
    """Show who is served by which version of AGENT, and how that goes; or one version of it."""
    from commands.agent_tables import show_agent, show_version  # noqa: PLC0415 -- light start
    from tasks import catalogue  # noqa: PLC0415 -- same
    from tasks.registry.register import known_agent, reference  # noqa: PLC0415 -- same

    if "@" in agent:
        named = reference(agent)
        show_version(
            _with_records(environment, lambda records: catalogue.version_view(records, *named)), as_json=as_json
        )
    else:
        known_agent(agent)
        show_agent(_with_records(environment, lambda records: catalogue.agent_view(records, agent)), as_json=as_json)


@agents.command(name="diff", epilog=EPILOG)
@click.argument("before", metavar="AGENT@VERSION")
@click.argument("after", metavar="AGENT@VERSION")
@environment_option
@json_option
@guarded
def _diff(before: str, after: str, environment: str, as_json: bool) -> None:  # noqa: FBT001 -- same
    """Show what changed from one version of an agent to another."""
    from commands.version_diff import show_diff  # noqa: PLC0415 -- light start
    from tasks import catalogue  # noqa: PLC0415 -- same
    from tasks.registry.register import reference  # noqa: PLC0415 -- same

    named = reference(before), reference(after)
    show_diff(_with_records(environment, lambda records: catalogue.version_diff(records, *named)), as_json=as_json)


@agents.command(name="register", epilog=EPILOG)
@click.argument("agent")
@click.argument("version")
@by_option
@environment_option
@json_option
@guarded
def _register(agent: str, version: str, by: str | None, environment: str, as_json: bool) -> None:  # noqa: FBT001 -- same
    """Publish VERSION of AGENT, prompts/SYSTEM/AGENT/VERSION.yaml, and record it as a draft. It serves nobody yet."""
    from datetime import UTC, datetime  # noqa: PLC0415 -- light start

    from commands.history_tables import show_registered  # noqa: PLC0415 -- same
    from tasks.registry.register import known_agent, known_version, person  # noqa: PLC0415 -- same
    from tasks.registry.register import register as register_version  # noqa: PLC0415 -- same

    known = known_agent(agent), known_version(version)
    who, now = person(by), datetime.now(UTC)
    record, new = _with_records(environment, lambda records: register_version(records, *known, who, now))
    show_registered(record, new=new, as_json=as_json)


@agents.command(name="history", epilog=EPILOG)
@click.argument("agent")
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True, help="How many events to show.")
@environment_option
@json_option
@guarded
def _history(agent: str, limit: int, environment: str, as_json: bool) -> None:  # noqa: FBT001 -- same
    """Show what happened to AGENT, newest first: who did it, when, and on which figures."""
    from commands.history_tables import show_history  # noqa: PLC0415 -- light start
    from tasks.registry.register import known_agent  # noqa: PLC0415 -- same

    known_agent(agent)
    events = _with_records(environment, lambda records: records.registry.history(agent, limit))
    show_history(agent, events, as_json=as_json)


@agents.command(name="init", epilog=EPILOG)
@environment_option
@json_option
@guarded
def _init(environment: str, as_json: bool) -> None:  # noqa: FBT001 -- same
    """Create the registry's tables in an environment if they are missing."""
    from commands.history_tables import show_made  # noqa: PLC0415 -- light start

    made, where = _with_records(environment, _made)
    show_made(made, where, as_json=as_json)


agents.add_command(evaluate)
agents.add_command(compare)
agents.add_command(label)
for command in (*release.COMMANDS, *release_decisions.COMMANDS, *version_files.COMMANDS):
    agents.add_command(command)


async def _made(records: "OpenRegistry") -> tuple[list[str], str]:
    return await records.registry.prepare(), records.registry.url


def _with_records(environment: str, use: Callable[["OpenRegistry"], Awaitable[_Result]]) -> _Result:
    from tasks.registry.register import open_agents  # noqa: PLC0415 -- light start

    async def used() -> _Result:
        async with open_agents(environment) as records:
            return await use(records)

    return awaited(used())
