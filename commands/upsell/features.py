"""`revive upsell features show | build | diff`: figures about customers."""

from typing import TYPE_CHECKING

import click

from commands.awaited import awaited
from commands.options import EPILOG, environment_option, guarded, json_option
from commands.output import print_json, say

if TYPE_CHECKING:
    from datetime import datetime

    from schemas.upsell.features import FeatureDiff, Features, FeatureVersion
    from tasks.upsell.features.reading import FeatureReader
    from tasks.upsell.similar.building import CasesAbout

as_of_option = click.option(
    "--as-of",
    help="As of this moment (2026-11-20, 2026-11-20T18:00:00Z): what had happened, and known.  [default: now]",
)


@click.group(short_help="What is known of customers, in figures.")
def features() -> None:
    """Figures about customers as of any moment: built every night, kept in versions."""


@features.command(epilog=EPILOG)
@click.argument("customer")
@as_of_option
@click.option("--version", help="The version to read.  [default: the current one]")
@environment_option
@json_option
@guarded
def show(customer: str, as_of: str | None, version: str | None, environment: str, as_json: bool) -> None:  # noqa: FBT001 -- click
    """Show the features of CUSTOMER, and what each is computed from."""
    from schemas.errors import BadInputError, shown  # noqa: PLC0415 -- light start

    moment = _moment(as_of)
    reader = awaited(_reader(environment, version))
    found = reader.of_customer(customer, moment, moment)
    if reader.about is None:
        raise BadInputError("no features were built yet: revive upsell features build")
    if found is None:
        raise BadInputError(f"version {reader.about.id} knows no customer {shown(customer)}; see the ids of the events")
    if as_json:
        print_json({"customer": customer, "as_of": moment.isoformat(), "version": reader.about.id,
                    "features": found.served()})  # fmt: skip
        return
    say("\n".join(_shown(customer, moment, reader, found)))


@features.command(epilog=EPILOG)
@as_of_option
@environment_option
@json_option
@guarded
def build(as_of: str | None, environment: str, as_json: bool) -> None:  # noqa: FBT001 -- click
    """Build a version from all stored events, and collect the comparable cases again."""
    version, cases = awaited(_built(environment, None if as_of is None else _moment(as_of)))
    if as_json:
        print_json({"features": version.model_dump(mode="json"), "cases": cases.model_dump(mode="json")})
        return
    say(f"version {version.id}: {version.customers:,} customers from {version.events:,} events, as of {version.as_of}")
    if version.unread:
        say(f"  {version.unread:,} stored lines are repeated or no event")
    say(f"  {sum(cases.cases.values()):,} comparable cases, {cases.cases['accepted']:,} of them accepted")


@features.command(epilog=EPILOG)
@click.argument("before", metavar="V1")
@click.argument("after", metavar="V2")
@environment_option
@json_option
@guarded
def diff(before: str, after: str, environment: str, as_json: bool) -> None:  # noqa: FBT001 -- click
    """Compare two versions: which customers each knows, and how many features differ."""
    found = awaited(_compared(environment, before, after))
    if as_json:
        print_json(found.model_dump(mode="json"))
        return
    say("\n".join(_compared_lines(found)))


def _moment(said: str | None) -> "datetime":
    from datetime import UTC, datetime  # noqa: PLC0415 -- light start

    from schemas.errors import BadInputError  # noqa: PLC0415 -- same
    from tasks.upsell.values import moment  # noqa: PLC0415 -- same

    if said is None:
        return datetime.now(UTC)
    found = moment(said)
    if found is None:
        raise BadInputError("--as-of is not a date or time; write it like 2026-11-20 or 2026-11-20T18:00:00Z")
    return found


async def _reader(environment: str, version: str | None) -> "FeatureReader":
    from tasks.bulk.place import open_place  # noqa: PLC0415 -- light start
    from tasks.upsell.features.reading import open_features  # noqa: PLC0415 -- same

    return await open_features(await open_place(environment), version)


async def _built(environment: str, as_of: "datetime | None") -> "tuple[FeatureVersion, CasesAbout]":
    from schemas.upsell.features import FeaturesParams  # noqa: PLC0415 -- light start
    from tasks.upsell.nightly import build_night  # noqa: PLC0415 -- same

    return await build_night(FeaturesParams(as_of=as_of), environment)


async def _compared(environment: str, before: str, after: str) -> "FeatureDiff":
    from tasks.bulk.place import open_place  # noqa: PLC0415 -- light start
    from tasks.upsell.features.diff import diff_features  # noqa: PLC0415 -- same

    return await diff_features(await open_place(environment), before, after)


def _shown(customer: str, moment: "datetime", reader: "FeatureReader", found: "Features") -> "list[str]":
    assert reader.about is not None
    lines = [f"{customer}, as of {moment:%Y-%m-%d %H:%M} UTC, from version {reader.about.id}"]
    for name, value in found.served().items():
        said = "unknown" if value is None else f"{value:,.2f}" if isinstance(value, float) else f"{value}"
        lines.append(f"  {name:<22} {said:<20} {reader.about.set.features.get(name, '')}")
    return lines


def _compared_lines(found: "FeatureDiff") -> "list[str]":
    counts = f"{found.in_both:,} customers in both, {found.added:,} added, {found.removed:,} removed"
    lines = [f"{found.before.id} → {found.after.id}: {counts}"]
    if found.before.set.code_hash != found.after.set.code_hash:
        lines.append(f"  computed by other code: {found.before.set.code_hash} → {found.after.set.code_hash}")
    for name, change in found.features.items():
        means = ""
        if change.mean_before is not None and change.mean_after is not None:
            means = f", mean {change.mean_before:,.2f} → {change.mean_after:,.2f}"
        known = f"known of {change.known_before:,} → {change.known_after:,}"
        lines.append(f"  {name:<22} {change.changed:>9,} changed, {known}{means}")
    return lines
