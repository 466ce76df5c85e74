"""`revive resume | retry`: continue an upload of any system; its status says which."""

from typing import Any

import click

from commands.awaited import awaited
from commands.options import EPILOG, environment_option, guarded, json_option
from commands.run_options import concurrency, deadline, max_cost, max_failures, sender, shards, suppress


@click.command(epilog=EPILOG, short_help="Continue an upload where it stopped.")
@click.argument("upload_id")
@environment_option
@concurrency
@shards
@max_cost
@deadline
@max_failures
@sender
@suppress
@json_option
@guarded
def resume(upload_id: str, environment: str, as_json: bool, **options: Any) -> None:  # noqa: FBT001 -- click passes flags by name
    """Continue an upload where it stopped; nothing is paid for twice.

    It continues with the options it was given, except those given now. After a stop by budget it may spend that
    budget again.
    """
    _go_on(upload_id, environment, as_json=as_json, **options)


@click.command(epilog=EPILOG, short_help="Try the failed customers of an upload again.")
@click.argument("upload_id")
@environment_option
@concurrency
@max_cost
@deadline
@max_failures
@json_option
@guarded
def retry(upload_id: str, environment: str, as_json: bool, **options: Any) -> None:  # noqa: FBT001 -- same
    """Try the failed customers of an upload again, and only those."""
    _go_on(upload_id, environment, as_json=as_json, only_failed=True, **options)


def _go_on(upload_id: str, environment: str, *, as_json: bool, **options: Any) -> None:
    from commands.run_system import asked, run_in_terminal  # noqa: PLC0415 -- light start
    from schemas.errors import BadInputError, shown  # noqa: PLC0415 -- same
    from tasks.bulk.place import open_place  # noqa: PLC0415 -- same
    from tasks.bulk.status import read_status  # noqa: PLC0415 -- same
    from tasks.bulk.systems import system_of  # noqa: PLC0415 -- same

    async def found() -> Any:
        place = await open_place(environment)
        status = await read_status(place.store, upload_id)
        if status is None:
            raise BadInputError(f"there is nothing to resume: no upload {shown(upload_id)} in {place.store.url}")
        return system_of(status)

    system = awaited(found())
    params = asked(system, upload_id=upload_id, **options)
    run_in_terminal(system, params, environment, as_json=as_json)
