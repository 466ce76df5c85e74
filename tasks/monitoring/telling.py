"""Tells people of alerts: each once a channel, by the outbox. What was never told is told at the next look.

So a watcher that is killed between opening and telling loses nothing. One that is killed while it sends leaves
`unknown` in the outbox, which is never sent again by itself; `revive watch show` says so.
"""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

from blocks.channels.delivery import Channel
from blocks.records.interface import Records
from schemas.environment import elsewhere
from schemas.monitoring.alert import Alert
from schemas.monitoring.rules import ChannelName, Rules
from schemas.outbox import ActionState, Content, OutboxEntry
from schemas.registry import instant
from tasks.monitoring.silences import is_silent, silences
from tasks.outbox.outbox import OUTBOX, claim, settle

News = Literal["opened", "over"]
Channels = Mapping[ChannelName, Channel]


class Told(BaseModel):
    """What became of one message."""

    model_config = ConfigDict(frozen=True)

    channel: ChannelName
    news: News
    alerts: tuple[str, ...]
    state: ActionState
    reason: str = ""


async def tell(
    records: Records, alerts: Sequence[Alert], over: Sequence[Alert], channels: Channels, rules: Rules, now: datetime
) -> list[Told]:
    """Tell of what is open, and that what was told is over; one message a channel for all that is new."""
    silenced = await silences(records, now)
    loud = [one for one in alerts if not one.acked_by and not is_silent(one, silenced, rules, now)]
    told: list[Told] = []
    for name, channel in channels.items():
        opened = [one for one in loud if name in rules.tell.get(one.severity, ())]
        told += await send_news(records, name, channel, "opened", opened, rules.environment, now)
        ended = [one for one in over if await _was_told(records, one, channel)]
        told += await send_news(records, name, channel, "over", ended, rules.environment, now)
    return told


async def delivery_of(records: Records, alert: Alert, channel: Channel) -> ActionState | None:
    """What became of telling a channel that an alert was opened; None if it was not tried."""
    row = await records.get(OUTBOX, _action_id(alert, "opened", channel))
    return None if row is None else OutboxEntry.model_validate_json(row.document).state


async def _was_told(records: Records, alert: Alert, channel: Channel) -> bool:
    return await delivery_of(records, alert, channel) in ("sent", "unknown")


async def send_news(
    records: Records,
    name: ChannelName,
    channel: Channel,
    news: News,
    alerts: Sequence[Alert],
    environment: str,
    now: datetime,
) -> list[Told]:
    """One message of those alerts that this channel has not been told of."""
    about = {_action_id(one, news, channel): one for one in alerts}
    claimed = await claim(records, [_entry(one, news, channel, now) for one in about.values()])
    if not claimed:
        return []
    mine = [about[entry.action_id] for entry in claimed]
    delivery = await channel.send(f"msg_{claimed[0].action_id}", message(mine, news, environment))
    await settle(records, claimed, delivery, now)
    ids = tuple(one.alert_id for one in mine)
    return [Told(channel=name, news=news, alerts=ids, state=delivery.state, reason=delivery.reason)]


def message(alerts: Sequence[Alert], news: News, environment: str) -> Content:
    """What somebody reads at night: what is wrong, since when, what to do."""
    by_rule = defaultdict[str, list[Alert]](list)
    for one in alerts:
        by_rule[one.rule].append(one)
    pages = sum(one.severity == "page" for one in alerts)
    if news == "over":
        title = f"Revive {environment}: over: {', '.join(by_rule)}"
    else:
        title = f"Revive {environment}: {'PAGE ' if pages else ''}{alerts[0].title}{_more(len(by_rule) - 1)}"
    lines = [line for of_rule in by_rule.values() for one in of_rule for line in _lines(one, news, environment)]
    data = {"environment": environment, "news": news, "alerts": [one.model_dump(mode="json") for one in alerts]}
    return Content(title=title, text="\n".join(lines), data=data)


def _lines(alert: Alert, news: News, environment: str) -> list[str]:
    if news == "over":
        return [
            f"{alert.alert_id} {alert.about}: {alert.title}; over since {alert.closed_at}, open since {alert.opened_at}"
        ]
    return [
        f"{alert.alert_id} {alert.about}: {alert.says}; since {alert.opened_at}",
        f"  what to do: {alert.runbook}; yours: revive watch ack {alert.alert_id}{elsewhere(environment)}",
    ]


def _more(rules: int) -> str:
    return f", and {rules} more" if rules > 0 else ""


def _entry(alert: Alert, news: News, channel: Channel, now: datetime) -> OutboxEntry:
    return OutboxEntry(
        action_id=_action_id(alert, news, channel),
        system="watch",
        about=f"{news}: {alert.title} ({alert.about})",
        channel=channel.name,
        state="claimed",
        claimed_at=instant(now),
        changed_at=instant(now),
    )


def _action_id(alert: Alert, news: News, channel: Channel) -> str:
    said = f"watch/{alert.slot}/{alert.opened_at}/{news}/{channel.name}"
    return hashlib.sha256(said.encode()).hexdigest()[:16]
