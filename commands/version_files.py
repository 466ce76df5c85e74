"""`revive agents export | import | check`: an agent version as one file."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.awaited import awaited
from commands.options import EPILOG, by_option, environment_option, guarded, json_option
from commands.output import print_json, say

if TYPE_CHECKING:
    from schemas.agent import AgentVersion
    from schemas.registry import VersionRecord

_file = click.argument("path", metavar="FILE", type=click.Path(path_type=Path))


@click.command(name="export", epilog=EPILOG)
@click.argument("version", metavar="AGENT@VERSION")
@_file
@environment_option
@json_option
@guarded
def _export(version: str, path: Path, environment: str, as_json: bool) -> None:  # noqa: FBT001 -- click passes flags by name
    """Write AGENT@VERSION to FILE: its templates, settings, schema and content hash."""
    from tasks.registry.register import open_agents, reference  # noqa: PLC0415 -- light start
    from tasks.registry.version_file import write_version  # noqa: PLC0415 -- same

    named = reference(version)

    async def content() -> "AgentVersion":
        async with open_agents(environment) as records:
            return await records.content(*named)

    found = awaited(content())
    write_version(found, path)
    _say(found, f"is in {path}", as_json=as_json)


@click.command(name="import", epilog=EPILOG)
@_file
@by_option
@environment_option
@json_option
@guarded
def _import(path: Path, by: str | None, environment: str, as_json: bool) -> None:  # noqa: FBT001 -- same
    """Publish the version that was exported to FILE and record it as a draft. It serves nobody yet."""
    from datetime import UTC, datetime  # noqa: PLC0415 -- light start

    from commands.history_tables import show_registered  # noqa: PLC0415 -- same
    from tasks.registry.register import open_agents, person  # noqa: PLC0415 -- same
    from tasks.registry.version_file import import_version  # noqa: PLC0415 -- same

    who = person(by)

    async def imported() -> tuple["VersionRecord", bool]:
        async with open_agents(environment) as records:
            return await import_version(records, path, who, datetime.now(UTC))

    record, new = awaited(imported())
    show_registered(record, new=new, as_json=as_json)


@click.command(name="check", epilog=EPILOG)
@_file
@json_option
@guarded
def _check(path: Path, as_json: bool) -> None:  # noqa: FBT001 -- same
    """Say whether FILE is a version that could be registered; registers nothing."""
    from tasks.registry.version_file import check_version  # noqa: PLC0415 -- light start

    _say(check_version(path), "can be registered", as_json=as_json)


def _say(version: "AgentVersion", what: str, *, as_json: bool) -> None:
    if as_json:
        print_json({"agent": version.agent, "version": version.version, "content_hash": version.content_hash})
    else:
        say(f"{version.agent} {version.version} ({version.content_hash}) {what}")


COMMANDS = (_export, _import, _check)
