"""`revive hold add | lift`: a person decides whether a customer is written to."""

from collections.abc import Callable

import click

from commands.awaited import awaited
from commands.options import EPILOG, environment_option, guarded, json_option
from commands.output import print_json, say


@click.group(short_help="Hold a customer of an upload, or lift a hold.")
def hold() -> None:
    """Decide that a customer is not written to, or lift such a hold."""


def _ruling(action: str) -> Callable[..., None]:
    @click.argument("upload_id")
    @click.argument("customer_id")
    @click.option("--reason", default="", help="The reason, for those who read the report.")
    @environment_option
    @json_option
    @guarded
    def rule(upload_id: str, customer_id: str, reason: str, environment: str, as_json: bool) -> None:  # noqa: FBT001
        from tasks.winback.rule_on import rule_on  # noqa: PLC0415 -- light start

        message = awaited(rule_on(upload_id, customer_id, action, reason, environment))
        if as_json:
            print_json({"status": action, "message": message})
        else:
            say(message)

    return rule


hold.command(name="add", epilog=EPILOG, help="Do not write to CUSTOMER_ID; its emails leave the exports at once.")(
    _ruling("hold")
)
hold.command(name="lift", epilog=EPILOG, help="Write to CUSTOMER_ID after all.")(_ruling("release"))
# Its earlier name, so that scripts keep working.
hold.command(name="release", hidden=True, epilog=EPILOG, help="Write to CUSTOMER_ID after all.")(_ruling("release"))
