"""`revive keys …`: who may use the HTTP door from elsewhere."""

import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

import click

from commands.awaited import awaited
from commands.options import EPILOG, by_option, environment_option, guarded, json_option
from schemas.scopes import SCOPES, Scope

if TYPE_CHECKING:
    from blocks.records.interface import Records

_Result = TypeVar("_Result")


@click.group(short_help="API keys for `revive serve`: add, list, revoke.")
def keys() -> None:
    """API keys for `revive serve`; a key is shown once, when it is added."""


@keys.command(name="add", epilog=EPILOG)
@click.argument("name")
@click.option(
    "--scope",
    type=click.Choice(SCOPES),
    default="read",
    show_default=True,
    help="What it may be used for; each scope includes those before it.",
)
@by_option
@environment_option
@json_option
@guarded
def _add(name: str, scope: Scope, by: str | None, environment: str, as_json: bool) -> None:  # noqa: FBT001 -- click
    """Add a key for the person or program called NAME, and print it, only this once."""
    from blocks.settings import login_name  # noqa: PLC0415 -- light start
    from tasks.access.keys import add_key  # noqa: PLC0415 -- same

    who = by or login_name()
    key = _with_keys(environment, lambda records: add_key(records, name, scope, who, datetime.now(UTC)))
    click.echo(json.dumps({"key": key, "name": name, "scope": scope}) if as_json else key)
    if not as_json:
        click.echo("This is shown once; only a hash of it is kept.", err=True)


@keys.command(name="list", epilog=EPILOG)
@environment_option
@json_option
@guarded
def _list(environment: str, as_json: bool) -> None:  # noqa: FBT001 -- same
    """List every key, the newest first. Secrets cannot be shown: only their hashes are kept."""
    from tasks.access.keys import list_keys  # noqa: PLC0415 -- light start

    found = _with_keys(environment, list_keys)
    if as_json:
        click.echo(json.dumps([key.model_dump(exclude={"secret_sha256"}) for key in found], indent=2))
        return
    for key in found:
        state = f"revoked {key.revoked_at}" if key.revoked_at else f"added {key.added_at} by {key.added_by}"
        click.echo(f"{key.id}  {key.scope:5}  {key.name}  ({state})")
    if not found:
        click.echo("there is no key; revive keys add NAME --scope run makes one")


@keys.command(name="revoke", epilog=EPILOG)
@click.argument("key_id")
@environment_option
@json_option
@guarded
def _revoke(key_id: str, environment: str, as_json: bool) -> None:  # noqa: FBT001 -- same
    """Refuse a key from now on."""
    from tasks.access.keys import revoke_key  # noqa: PLC0415 -- light start

    key = _with_keys(environment, lambda records: revoke_key(records, key_id, datetime.now(UTC)))
    said = {"id": key.id, "name": key.name, "revoked_at": key.revoked_at}
    click.echo(json.dumps(said) if as_json else f"{key.id} ({key.name}) is refused from now on")


def _with_keys(environment: str, use: "Callable[[Records], Awaitable[_Result]]") -> _Result:
    from blocks.local import resolve_environment  # noqa: PLC0415 -- light start
    from blocks.settings import read_settings  # noqa: PLC0415 -- same
    from tasks.access.keys import open_keys  # noqa: PLC0415 -- same

    async def used() -> _Result:
        async with open_keys(await resolve_environment(environment, read_settings())) as records:
            return await use(records)

    return awaited(used())
