"""`revive keys …`: who may use the HTTP door from elsewhere."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

import click

from commands.awaited import awaited
from commands.options import EPILOG, by_option, environment_option, guarded, json_option
from commands.output import print_json, say
from schemas.scopes import ROLES, SCOPE_OF, SCOPES, Role, Scope

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
    help="What a program may use it for; each scope includes those before it.  [default: read]",
)
@click.option(
    "--role",
    type=click.Choice(ROLES),
    help="The role of a person who signs in on the pages with this key. Give this or --scope.",
)
@by_option
@environment_option
@json_option
@guarded
def _add(
    name: str,
    scope: Scope | None,
    role: Role | None,
    by: str | None,
    environment: str,
    as_json: bool,  # noqa: FBT001 -- click passes flags by name
) -> None:
    """Add a key for the person or program called NAME, and print it, only this once."""
    from blocks.settings import login_name  # noqa: PLC0415 -- light start
    from tasks.access.keys import add_key, invite  # noqa: PLC0415 -- same

    if scope and role:
        raise click.UsageError("--scope is for a program's key, --role for a person's: give one of them")
    who, now = by or login_name(), datetime.now(UTC)
    if role:
        key = _with_keys(environment, lambda records: invite(records, name, role, who, now))
    else:
        key = _with_keys(environment, lambda records: add_key(records, name, scope or "read", who, now))
    if as_json:
        print_json({"key": key, "name": name, "scope": scope or (SCOPE_OF[role] if role else "read"), "role": role})
    else:
        say(key)
        say("This is shown once; only a hash of it is kept.", err=True)


@keys.command(name="list", epilog=EPILOG)
@environment_option
@json_option
@guarded
def _list(environment: str, as_json: bool) -> None:  # noqa: FBT001 -- same
    """List every key, the newest first. Secrets cannot be shown: only their hashes are kept."""
    from schemas.environment import elsewhere  # noqa: PLC0415 -- light start
    from tasks.access.keys import list_keys  # noqa: PLC0415 -- same

    found = _with_keys(environment, list_keys)
    if as_json:
        print_json([key.model_dump(exclude={"secret_sha256"}) for key in found])
        return
    for key in found:
        state = f"revoked {key.revoked_at}" if key.revoked_at else f"added {key.added_at} by {key.added_by}"
        say(f"{key.id}  {key.role or key.scope:8}  {key.name}  ({state})")
    if not found:
        say(f"there is no key; revive keys add NAME --scope run{elsewhere(environment)} makes one")


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
    if as_json:
        print_json(said)
    else:
        say(f"{key.id} ({key.name}) is refused from now on")


def _with_keys(environment: str, use: "Callable[[Records], Awaitable[_Result]]") -> _Result:
    from blocks.local import resolve_environment  # noqa: PLC0415 -- light start
    from blocks.settings import read_settings  # noqa: PLC0415 -- same
    from tasks.access.keys import open_keys  # noqa: PLC0415 -- same

    async def used() -> _Result:
        async with open_keys(await resolve_environment(environment, read_settings())) as records:
            return await use(records)

    return awaited(used())
