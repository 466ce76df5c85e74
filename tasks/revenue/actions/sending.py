"""Sends what is due: approved, not quiet, within the day's room, in one message a group. Each action goes out once."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, time

from pydantic import BaseModel, Field

from blocks.channels.delivery import Channel
from blocks.records.interface import Records
from schemas.errors import BadInputError
from schemas.outbox import Content, OutboxEntry
from schemas.revenue.log import Tracked
from tasks.outbox.outbox import claim, entries, settle
from tasks.outbox.waiting import withdraw
from tasks.revenue.actions.policy import ActionPolicy
from tasks.revenue.actions.proposals import may_act
from tasks.revenue.log.tables import FINDINGS, one_row, parsed
from tasks.revenue.report.page import dollars

# The channel of an action, None if it is not configured; raises `BadInputError` where it is so in part.
Opens = Callable[[OutboxEntry], Channel | None]
_OUT = ("sent", "claimed", "unknown")


class Sent(BaseModel):
    """The outcome of one pass over the outbox."""

    sent: tuple[str, ...] = Field(default=(), description="Ids of actions; the same below.")
    failed: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    waiting: tuple[str, ...] = Field(default=(), description="Until quiet hours end, or for tomorrow's allowance.")
    withdrawn: tuple[str, ...] = Field(default=(), description="Their findings are gone, ended, or called wrong.")
    messages: int = 0
    reasons: tuple[str, ...] = ()


async def send_due(
    outbox: Records, log: Records, policy: ActionPolicy, opens: Opens, now: Callable[[], datetime]
) -> Sent:
    """Send what may go out at this moment; the rest waits where it is."""
    found = [one for one in await entries(outbox, now()) if one.system == "revenue" and one.content is not None]
    due = sorted((one for one in found if one.state in {"approved", "failed"}), key=lambda one: one.claimed_at)
    due, withdrawn = await _still_wanted(outbox, log, policy, due, now())
    if policy.is_quiet(now()):
        return _sum([Sent(waiting=_ids(due), withdrawn=withdrawn)])
    room = max(0, policy.most_a_day - _sent_today(found, policy, now()))
    groups = _grouped(due[:room], policy.most_a_message)
    done = [await _send_group(outbox, group, opens, now) for group in groups]
    return _sum([Sent(withdrawn=withdrawn, waiting=_ids(due[room:])), *done])


async def _send_group(outbox: Records, group: list[OutboxEntry], opens: Opens, now: Callable[[], datetime]) -> Sent:
    """Claim, send, settle: a process that dies in between leaves `claimed`, which becomes `unknown`."""
    try:
        channel = opens(group[0])
    except BadInputError as error:
        return Sent(waiting=_ids(group), reasons=(str(error),))
    if channel is None:
        return Sent(waiting=_ids(group))
    at = now().astimezone(UTC).isoformat(timespec="seconds")
    said = {"state": "claimed", "channel": channel.name, "claimed_at": at, "changed_at": at, "reason": ""}
    claimed = await claim(outbox, [one.model_copy(update=said) for one in group])
    if not claimed:
        return Sent()
    delivery = await channel.send(f"msg_{claimed[0].action_id}", digest(claimed))
    await settle(outbox, claimed, delivery, now())
    reasons = (delivery.reason,) if delivery.reason and delivery.state != "sent" else ()
    return Sent(messages=delivery.state == "sent", reasons=reasons).model_copy(update={delivery.state: _ids(claimed)})


async def _still_wanted(
    outbox: Records, log: Records, policy: ActionPolicy, due: list[OutboxEntry], now: datetime
) -> tuple[list[OutboxEntry], tuple[str, ...]]:
    """Those about findings that are still there; snoozed ones wait without being named, the others are withdrawn."""
    wanted, withdrawn = [], []
    today = policy.local(now).date()
    for one in due:
        row = await one_row(log, FINDINGS, one.subject)
        known = None if row is None else parsed(row, Tracked)
        if may_act(known, today):
            wanted.append(one)
        elif known is not None and not known.is_open:
            reason = "what it was about is gone or ended"
            withdrawn += [one.action_id] if await withdraw(outbox, one.action_id, reason=reason, now=now) else []
    return wanted, tuple(withdrawn)


def digest(group: list[OutboxEntry]) -> Content:
    """One message of several actions; of one, its own."""
    contents = [one.content for one in group if one.content is not None]
    if len(contents) == 1:
        (only,) = contents
        return only.model_copy(update={"data": {"findings": [only.data]}})
    stake = dollars(sum(one.data["revenue_at_stake"] for one in contents))
    lines = [f"{number}. {one.text}" for number, one in enumerate(contents, start=1)]
    return Content(
        title=f"{len(contents)} findings to act on, {stake} at stake",
        text="\n".join(lines),
        data={"findings": [one.data for one in contents]},
    )


def _grouped(due: Iterable[OutboxEntry], most: int) -> list[list[OutboxEntry]]:
    groups: dict[str, list[OutboxEntry]] = {}
    for one in due:
        groups.setdefault(one.group, []).append(one)
    return [group[start : start + most] for group in groups.values() for start in range(0, len(group), most)]


def _sent_today(found: Iterable[OutboxEntry], policy: ActionPolicy, now: datetime) -> int:
    local = policy.local(now)
    midnight = datetime.combine(local.date(), time.min, local.tzinfo)
    return sum(one.state in _OUT and datetime.fromisoformat(one.changed_at) >= midnight for one in found)


def _ids(found: Iterable[OutboxEntry]) -> tuple[str, ...]:
    return tuple(one.action_id for one in found)


def _sum(done: list[Sent]) -> Sent:
    names = ("sent", "failed", "unknown", "waiting", "withdrawn")
    ids = {name: tuple(one for part in done for one in getattr(part, name)) for name in names}
    reasons = tuple(dict.fromkeys(reason for part in done for reason in part.reasons))
    return Sent(messages=sum(part.messages for part in done), reasons=reasons, **ids)
