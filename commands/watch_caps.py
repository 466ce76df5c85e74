"""`revive watch caps`: what agents may spend today, and what of it is drawn."""

import click

from commands.awaited import awaited
from commands.options import EPILOG, environment_option, guarded, json_option
from commands.output import print_json, say


@click.command(name="caps", epilog=EPILOG)
@environment_option
@json_option
@guarded
def show_caps(environment: str, as_json: bool) -> None:  # noqa: FBT001 -- click passes flags by name
    """Show the caps of deployments/caps/, and what is drawn from each today (UTC)."""
    from tasks.bulk.place import open_place  # noqa: PLC0415 -- light start
    from tasks.caps.showing import caps_today  # noqa: PLC0415 -- same

    shown = awaited(caps_today(awaited(open_place(environment)).environment))
    if as_json:
        print_json([one.model_dump(mode="json") for one in shown])
        return
    for one in shown:
        refused = f"; refuses calls since {one.refused_at}" if one.refused_at else ""
        limit = "no cap" if one.cap_usd is None else f"of ${one.cap_usd:,.2f}"
        say(f"{one.scope:40} ${one.drawn_usd:,.4f} {limit}{refused}")
    if not shown:
        say("no cap holds here: deployments/caps/default.yaml says how to set one")
