"""`revive support escalations …`: customers who wait for a person, and what people do about it."""

import sys
from typing import TYPE_CHECKING

import click

from commands.awaited import awaited
from commands.options import EPILOG, by_option, environment_option, guarded, json_option
from commands.output import print_json, say

if TYPE_CHECKING:
    from schemas.support.escalation import EscalationRecord


@click.group(short_help="Customers who wait for a person.")
def escalations() -> None:
    """Conversations that the assistant handed over: who is waiting, who has them, and what became of them."""


@escalations.command("list", epilog=EPILOG)
@click.option("--all", "with_resolved", is_flag=True, help="Include resolved ones.")
@environment_option
@json_option
@guarded
def list_them(with_resolved: bool, environment: str, as_json: bool) -> None:  # noqa: FBT001 -- click passes flags by name
    """List who is waiting, longest first; `told` says whether the team was told."""
    from tasks.support.escalations.acting import listed  # noqa: PLC0415 -- light start

    found = awaited(listed(environment, with_resolved=with_resolved))
    if as_json:
        print_json([{**one.record.model_dump(mode="json"), "told": one.told} for one in found])
        return
    for one in found:
        say(_line(one.record, one.told))
    if not found:
        say("nobody waits for a person")


@escalations.command(epilog=EPILOG)
@click.argument("escalation_id")
@environment_option
@json_option
@guarded
def show(escalation_id: str, environment: str, as_json: bool) -> None:  # noqa: FBT001 -- click passes flags by name
    """Show ESCALATION_ID with its whole conversation."""
    from tasks.support.escalations.acting import with_conversation  # noqa: PLC0415 -- light start

    record, turns = awaited(with_conversation(escalation_id, environment))
    if as_json:
        said = [turn.model_dump(mode="json") for turn in turns]
        print_json({**record.model_dump(mode="json"), "conversation": said})
        return
    say(_line(record, None))
    for turn in turns:
        if turn.question:
            say(f"  {turn.at:%Y-%m-%d %H:%M}  customer: {turn.question}")
        say(f"  {turn.at:%Y-%m-%d %H:%M}  {turn.name or 'assistant'}: {turn.reply.answer}")


@escalations.command(epilog=EPILOG)
@click.argument("escalation_id")
@click.option("--instead-of", help="The colleague who has it and is away.")
@by_option
@environment_option
@json_option
@guarded
def take(escalation_id: str, instead_of: str | None, by: str | None, environment: str, as_json: bool) -> None:  # noqa: FBT001 -- click passes flags by name
    """Take ESCALATION_ID; the assistant does not answer in this conversation until it is resolved."""
    from tasks.support.escalations.acting import take_one  # noqa: PLC0415 -- light start

    _show(awaited(take_one(escalation_id, by, environment, instead_of)), as_json=as_json)


@escalations.command(epilog=EPILOG)
@click.argument("escalation_id")
@click.argument("text", required=False)
@by_option
@environment_option
@json_option
@guarded
def reply(escalation_id: str, text: str | None, by: str | None, environment: str, as_json: bool) -> None:  # noqa: FBT001 -- click passes flags by name
    """Write TEXT (or standard input) to the customer, in their conversation."""
    from tasks.support.escalations.acting import reply_to_one  # noqa: PLC0415 -- light start

    said = sys.stdin.read() if text is None else text
    _show(awaited(reply_to_one(escalation_id, said, by, environment)), as_json=as_json)


@escalations.command(epilog=EPILOG)
@click.argument("escalation_id")
@click.option("--note", default="", help="What was done, for colleagues; the customer does not read it.")
@by_option
@environment_option
@json_option
@guarded
def resolve(escalation_id: str, note: str, by: str | None, environment: str, as_json: bool) -> None:  # noqa: FBT001 -- click passes flags by name
    """Resolve ESCALATION_ID: the assistant answers again and does not hand over the same matter by itself."""
    from tasks.support.escalations.acting import resolve_one  # noqa: PLC0415 -- light start

    _show(awaited(resolve_one(escalation_id, by, environment, note)), as_json=as_json)


@escalations.command(epilog=EPILOG)
@click.option("--again", help="Tell this one again: it is `unknown`, and you know that the team was not told.")
@by_option
@environment_option
@json_option
@guarded
def tell(again: str | None, by: str | None, environment: str, as_json: bool) -> None:  # noqa: FBT001 -- click passes flags by name
    """Tell the team of every waiting customer that it has not heard of yet; never of the same one twice."""
    from tasks.support.escalations.acting import tell_team  # noqa: PLC0415 -- light start

    told = awaited(tell_team(environment, again, by))
    if as_json:
        print_json([{"escalation_id": one, "told": state} for one, state in told.items()])
        return
    for one, state in told.items():
        say(f"{one}  {state}")
    if not told:
        say("nothing to tell")


def _show(record: "EscalationRecord", *, as_json: bool) -> None:
    if as_json:
        print_json(record.model_dump(mode="json"))
    else:
        say(_line(record, None))


def _line(record: "EscalationRecord", told: str | None) -> str:
    who = f" by {record.holder}" if record.holder else ""
    about = ", ".join(dict.fromkeys(filter(None, (record.reason, record.intent, record.sentiment))))
    said = "" if told is None else f", team {told}"
    return (
        f"{record.escalation_id}  {record.state}{who}  since {record.opened_at:%Y-%m-%d %H:%M} UTC  {about}{said}\n"
        f"  {record.question[:200]}"
    )
