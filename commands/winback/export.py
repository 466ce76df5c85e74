"""`revive export`: a win-back upload's contacts for a mailer, or its report without names."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import click

from commands.awaited import awaited
from commands.options import EPILOG, environment_option, guarded, json_option
from commands.output import print_json, say

if TYPE_CHECKING:
    from blocks.artifacts import ArtifactStore
    from tasks.winback.mailers.export_for import ForMailer


@click.command(epilog=EPILOG, short_help="Write an upload's contacts for a mailer, or its report without names.")
@click.argument("upload_id")
@click.option(
    "--for",
    "wanted",
    multiple=True,
    help="klaviyo, mailchimp, hubspot or customerio; or my-map.yaml, a map of your own. May be repeated.",
)
@click.option("--anonymous", is_flag=True, help="Write a report and a table without names, to be passed on.")
@environment_option
@json_option
@guarded
def export(upload_id: str, wanted: tuple[str, ...], environment: str, *, anonymous: bool, as_json: bool) -> None:
    """Write the contacts of an upload as a mailer imports them, and a second file of those who opted out.

    All exports are rewritten first, so that nobody who has opted out since is in them.
    """
    from blocks.layout import Upload  # noqa: PLC0415 -- light start
    from schemas.errors import BadInputError  # noqa: PLC0415 -- same
    from tasks.bulk.place import open_place  # noqa: PLC0415 -- same
    from tasks.winback.mailers.export_for import export_for  # noqa: PLC0415 -- same

    if not wanted and not anonymous:
        raise BadInputError("nothing to write: say --for a mailer, or --anonymous")

    async def write() -> "tuple[ArtifactStore, dict[str, ForMailer]]":
        place = await open_place(environment)
        return place.store, await export_for(place, upload_id, wanted, anonymous=anonymous)

    store, written = awaited(write())
    keys = Upload(upload_id)
    nameless = [store.location(key) for key in (keys.anonymous_report, keys.anonymous_rows) if anonymous]
    if as_json:
        mailers = {name: _document(one, store) for name, one in written.items()}
        print_json({"mailers": mailers, "anonymous": nameless})
        return
    for line in (*_said(written, store), *nameless):
        say(line)


def _document(one: "ForMailer", store: "ArtifactStore") -> dict[str, Any]:
    counts = {"contacts": one.contacts, "suppressed": one.suppressed, "left_out": list(one.left_out)}
    return counts | {"files": [store.location(key) for key in one.keys]}


def _said(written: "Mapping[str, ForMailer]", store: "ArtifactStore") -> Iterator[str]:
    from schemas.errors import shown  # noqa: PLC0415 -- light start

    for name, one in written.items():
        yield f"{name}: {one.contacts} contacts, {one.suppressed} suppressed"
        yield from (store.location(key) for key in one.keys)
        if one.left_out:
            first = ", ".join(shown(customer_id) for customer_id in one.left_out[:5])
            yield f"{len(one.left_out)} contacts are left out, a text is longer than {name} takes: {first}"
        if one.suppressed and one.suppressed_goes_to:
            yield f"import the suppressed ones first: {one.suppressed_goes_to}"
