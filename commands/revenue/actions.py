"""`revive revenue run --act` and `revive revenue actions`: what goes out, and what waits for a person."""

from datetime import UTC, datetime
from typing import Any

from blocks.settings import login_name
from commands.output import print_json, say
from schemas.outbox import OutboxEntry
from schemas.printable import counted
from schemas.revenue.finding import AnalysisResult
from tasks.bulk.place import Place, open_place
from tasks.outbox.outbox import entries, open_outbox, resolve
from tasks.outbox.waiting import decide
from tasks.revenue.actions.act import Acted, act_on, send_waiting
from tasks.revenue.actions.policy import action_policy
from tasks.revenue.actions.sending import Sent


async def acted_on(place: Place, result: AnalysisResult, *, dry: bool | None) -> Acted:
    """Propose and send the actions that the policy allows, or say what they would be."""
    return await act_on(place, result, dry=dry, by=login_name())


async def show_actions(state: Any, environment: str, *, as_json: bool) -> None:
    """The actions of the outbox."""
    place = await open_place(environment)
    async with open_outbox(place.environment) as records:
        found = await entries(records, _now(), *([state] if state else []))
    found = [one for one in found if one.system == "revenue"]
    if as_json:
        print_json([one.model_dump(mode="json") for one in found])
        return
    for one in found:
        say(_line(one))
    if not found:
        say("no actions")


async def show_resolved(action_id: str, environment: str, *, was_sent: bool, by: str | None, as_json: bool) -> None:
    """Record what a person says became of an action."""
    place = await open_place(environment)
    async with open_outbox(place.environment) as records:
        entry = await resolve(records, action_id, was_sent=was_sent, by=by or login_name(), now=_now())
    _show(entry, as_json=as_json)


async def show_decided(
    action_id: str, environment: str, *, approve: bool, by: str | None, note: str, as_json: bool
) -> None:
    """Record a person's approval or refusal; this sends nothing."""
    place = await open_place(environment)
    policy = action_policy(place.environment.name)
    async with open_outbox(place.environment) as records:
        entry = await decide(
            records, action_id, approve=approve, by=by or login_name(), note=note,
            proposer_may=policy.proposer_may_approve, now=_now(),
        )  # fmt: skip
    _show(entry, as_json=as_json)
    if approve and not as_json:
        say("It goes out with the next run that acts, or by: revive revenue actions send")


async def show_sent(environment: str, *, dry: bool | None, as_json: bool) -> None:
    """Send the actions that were waiting."""
    sent = await send_waiting(await open_place(environment), dry=dry)
    if as_json:
        print_json(sent.model_dump(mode="json"))
        return
    for line in sent_lines(sent):
        say(line)


def sent_lines(sent: Sent) -> list[str]:
    """The outcome as lines for a terminal."""
    lines = [f"sent: {counted(len(sent.sent), 'action')} in {counted(sent.messages, 'message')}"]
    for name in ("failed", "unknown", "waiting", "withdrawn"):
        ids = getattr(sent, name)
        lines += [f"{name}: {', '.join(ids)}"] if ids else []
    return lines + list(sent.reasons)


def _show(entry: OutboxEntry, *, as_json: bool) -> None:
    print_json(entry.model_dump(mode="json")) if as_json else say(_line(entry))


def _line(entry: OutboxEntry) -> str:
    reason = f" ({entry.reason})" if entry.reason else ""
    to = f" to {entry.to}" if entry.to and entry.to not in entry.channel else ""
    return f"{entry.action_id}  {entry.state:<8} {entry.changed_at}  {entry.about}, {entry.channel}{to}{reason}"


def _now() -> datetime:
    return datetime.now(UTC)
