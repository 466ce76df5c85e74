"""`revive watch rules check` and `revive watch test`: whether somebody would be told."""

import click

from commands.awaited import awaited
from commands.options import EPILOG, environment_option, guarded, json_option
from commands.output import print_json, say


@click.group(short_help="What is called an alert.")
def rules() -> None:
    """The rules in deployments/watch/."""


@rules.command(name="check", epilog=EPILOG)
@environment_option
@json_option
@guarded
def _check(environment: str, as_json: bool) -> None:  # noqa: FBT001 -- click passes flags by name
    """Check the rules of an environment, and that each severity reaches a channel that is configured."""
    from schemas.errors import BadInputError  # noqa: PLC0415 -- light start
    from tasks.bulk.place import open_place  # noqa: PLC0415 -- same
    from tasks.monitoring.opening import channels_of  # noqa: PLC0415 -- same
    from tasks.monitoring.rules import load_rules  # noqa: PLC0415 -- same

    loaded, channels = load_rules(environment), channels_of(awaited(open_place(environment)))
    mute = [severity for severity, names in loaded.tell.items() if not set(names) & set(channels)]
    if as_json:
        print_json(loaded.model_dump(mode="json") | {"configured": sorted(channels), "reaches_nobody": mute})
    else:
        for name, rule in loaded.rules.items():
            say(f"{name:14} {rule.severity:6} {rule.says} ({loaded.runbooks}#{name})")
    if mute:
        wanted = ", ".join(sorted({name for names in loaded.tell.values() for name in names}))
        raise BadInputError(
            f"alerts of severity {' and '.join(mute)} reach nobody: none of {wanted} is configured here; "
            "docs/watch.md says what to set; then try it with revive watch test"
        )


@click.command(name="test", epilog=EPILOG)
@environment_option
@json_option
@guarded
def send_test_alert(environment: str, as_json: bool) -> None:  # noqa: FBT001 -- same
    """Send a test alert to every channel that is configured, and say what became of it."""
    from schemas.errors import BadInputError, StoreError  # noqa: PLC0415 -- light start
    from tasks.monitoring.trying import send_test  # noqa: PLC0415 -- same

    told = awaited(send_test(environment))
    if as_json:
        print_json([one.model_dump(mode="json") for one in told])
    else:
        for one in told:
            say(f"{one.channel}: {one.state} {one.reason}".rstrip())
    if not told:
        raise BadInputError("no channel is configured: docs/watch.md says what to set")
    if failed := [one.channel for one in told if one.state != "sent"]:
        raise StoreError(f"the test alert did not surely go out by {', '.join(failed)}")
