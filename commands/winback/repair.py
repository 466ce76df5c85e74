"""`revive repair`: rows of rejects.csv, mended by a person, are taken in as rows of the same upload."""

from typing import Any

import click

from commands.awaited import awaited
from commands.options import EPILOG, environment_option, guarded, json_option
from commands.output import print_json, say
from commands.run_options import concurrency, max_cost, max_failures


@click.command(epilog=EPILOG, short_help="Take in rejected rows that you have mended.")
@click.argument("upload_id")
@click.argument("source")
@click.option("--mapping", type=click.Path(), help="A YAML file instead of how the upload's file was read.")
@environment_option
@concurrency
@max_cost
@max_failures
@json_option
@guarded
def repair(
    upload_id: str,
    source: str,
    mapping: str | None,
    environment: str,
    as_json: bool,  # noqa: FBT001 -- click passes flags by name
    **options: Any,
) -> None:
    """Take in the rejected rows of UPLOAD_ID that you have mended in SOURCE, and process them.

    SOURCE is the upload's rejects.csv, in which you changed cells: a path, an http(s) or s3 URL. Rows that you left as
    they are stay rejected. The rest of the upload is not paid for again.
    """
    from commands.run_system import asked, run_in_terminal  # noqa: PLC0415 -- light start
    from tasks.bulk.place import open_place  # noqa: PLC0415 -- same
    from tasks.files.mapping import load_mapping  # noqa: PLC0415 -- same
    from tasks.winback.repair import repair as take_in  # noqa: PLC0415 -- same
    from tasks.winback.system import WINBACK  # noqa: PLC0415 -- same

    given = None if mapping is None else load_mapping(mapping)

    async def taken() -> Any:
        return await take_in(await open_place(environment), upload_id, source, given)

    repaired = awaited(taken())
    say(repaired.message, err=as_json)
    if repaired.taken:
        params = asked(WINBACK, upload_id=upload_id, **options)
        run_in_terminal(WINBACK, params, environment, as_json=as_json)
    elif as_json:
        print_json({"status": "nothing_new", "message": repaired.message})
