"""`revive results | open`: what came out of an upload, as a table or in the browser."""

import click

from commands.awaited import awaited
from commands.options import EPILOG, environment_option, guarded, json_option
from commands.output import say


@click.command(epilog=EPILOG)
@click.argument("upload_id")
@environment_option
@json_option
@guarded
def results(upload_id: str, environment: str, as_json: bool) -> None:  # noqa: FBT001 -- click passes flags by name
    """Show what came out of an upload, and where to find it."""
    from commands.run_tables import show_status  # noqa: PLC0415 -- light start
    from schemas.errors import BadInputError  # noqa: PLC0415 -- same
    from tasks.bulk.place import open_place  # noqa: PLC0415 -- same
    from tasks.bulk.status import read_status  # noqa: PLC0415 -- same
    from tasks.bulk.systems import system_of  # noqa: PLC0415 -- same

    async def show() -> None:
        place = await open_place(environment)
        status = await read_status(place.store, upload_id)
        if status is None:
            raise BadInputError(f"there is no upload {upload_id[:80]} in {place.store.url}")
        await show_status(system_of(status), status, place.store, as_json=as_json)

    awaited(show())


@click.command(name="open", epilog=EPILOG, short_help="Open the report of an upload in the browser.")
@click.argument("upload_id")
@environment_option
@guarded
def open_report(upload_id: str, environment: str) -> None:
    """Open the report of an upload in the browser, and say where it is."""
    from commands.browser import open_in_browser  # noqa: PLC0415 -- light start

    say(awaited(open_in_browser(upload_id, environment)))
