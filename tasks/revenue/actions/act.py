"""Acts on a result: proposes what the policy allows and sends what is due; a dry run only says what it would do."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Literal

from pydantic import BaseModel, Field

from blocks.channels.configured import KINDS, is_begun, is_configured, missing, open_channel
from blocks.channels.delivery import Channel
from blocks.records.interface import Records
from blocks.settings import login_name
from schemas.channels import ChannelKind
from schemas.errors import BadInputError
from schemas.outbox import OutboxEntry
from schemas.printable import counted
from schemas.revenue.finding import AnalysisResult
from schemas.revenue.log import Tracked
from tasks.bulk.place import Place, open_place
from tasks.outbox.outbox import entries, open_outbox
from tasks.outbox.waiting import propose
from tasks.revenue.actions.policy import ActionPolicy, action_policy
from tasks.revenue.actions.proposals import proposals
from tasks.revenue.actions.sending import Opens, Sent, send_due
from tasks.revenue.log.tables import FINDINGS, one_row, open_log, parsed
from tasks.revenue.log.writing import note_actions
from tasks.revenue.sessions import result_of


class Acted(BaseModel):
    """The outcome of a run's actions."""

    outcome: Literal["sent", "failed", "unknown", "waiting", "dry_run", "nothing_new"]
    actions: tuple[str, ...] = Field(default=(), description="Ids that its actions have in the outbox, or would have.")
    proposed: tuple[str, ...] = Field(default=(), description="Those that wait for a person's approval.")
    messages: int = 0
    reason: str = ""

    @property
    def line(self) -> str:
        """For a person."""
        approve = f", {len(self.proposed)} to approve" if self.proposed else ""
        return f"{self.outcome.replace('_', ' ')}, {counted(len(self.actions), 'action')}{approve}"


async def act_on_session(session: str, environment: str, *, scheduled: bool) -> Acted:
    """The same for a session that is complete, as the environment's policy says."""
    place = await open_place(environment)
    by = "the schedule" if scheduled else login_name()
    return await act_on(place, await result_of(place.store, session), dry=None, by=by)


async def act_on(place: Place, result: AnalysisResult, *, dry: bool | None, by: str) -> Acted:
    """Propose and send; None as `dry` does as the policy says. Raises `BadInputError` without a place to send to."""
    policy = action_policy(place.environment.name)
    is_dry = not policy.sends if dry is None else dry
    acted = await (_dry(place, result, policy, by) if is_dry else _act(place, result, policy, by))
    await note_actions(place.environment, result.session_id, acted.line)
    return acted


async def _act(place: Place, result: AnalysisResult, policy: ActionPolicy, by: str) -> Acted:
    opens = channels_of(place)
    async with open_outbox(place.environment) as outbox, open_log(place.environment) as log:
        tracked = await _tracked(log, result)
        wanted = proposals(result, policy, tracked, by, _now())
        added = await propose(outbox, [one for one in wanted if is_begun(_kind(one), place.settings)])
        sent = await send_due(outbox, log, policy, opens, _now)
    return _acted(sent, [one.action_id for one in added if one.state == "proposed"])


async def send_in(environment: str) -> Sent:
    """Send waiting actions in an environment, as its policy says."""
    return await send_waiting(await open_place(environment), dry=None)


async def send_waiting(place: Place, *, dry: bool | None) -> Sent:
    """Send what waits, without a run: in the morning, or after an approval."""
    policy = action_policy(place.environment.name)
    async with open_outbox(place.environment) as outbox, open_log(place.environment) as log:
        if not policy.sends if dry is None else dry:
            due = await entries(outbox, _now(), "approved", "failed")
            ids = tuple(one.action_id for one in due if one.system == "revenue")
            return Sent(waiting=ids, reasons=("a dry run: nothing was sent",))
        return await send_due(outbox, log, policy, channels_of(place), _now)


def channels_of(place: Place) -> Opens:
    """Opens the channels that this process is told of. Raises `BadInputError` if there is none at all."""
    if not any(is_configured(kind, place.settings) for kind in KINDS):
        raise BadInputError(
            f"there is nowhere to send actions: {missing('webhook')}, or another channel (docs/revenue.md)"
        )

    def opens(entry: OutboxEntry) -> Channel | None:
        kind = _kind(entry)
        if not is_begun(kind, place.settings):
            return None
        return open_channel(kind, place.settings, place.environment, (entry.to,) if entry.to else ())

    return opens


async def _dry(place: Place, result: AnalysisResult, policy: ActionPolicy, by: str) -> Acted:
    """What a run would propose that the outbox does not know; without records, everything that the policy lets out."""
    if place.environment.records_url is None:
        wanted, known = list(proposals(result, policy, {}, by, _now())), set[str]()
    else:
        async with open_outbox(place.environment) as outbox, open_log(place.environment) as log:
            wanted = list(proposals(result, policy, await _tracked(log, result), by, _now()))
            known = {one.action_id for one in await entries(outbox, _now())}
    routes = [kind for kind in KINDS if is_begun(kind, place.settings)] or ["webhook"]
    new = [one for one in wanted if one.action_id not in known and _kind(one) in routes]
    return Acted(outcome="dry_run", actions=tuple(one.action_id for one in new))


async def _tracked(log: Records, result: AnalysisResult) -> Mapping[str, Tracked]:
    rows = {one.finding_id: await one_row(log, FINDINGS, one.finding_id) for one in result.findings}
    return {name: parsed(row, Tracked) for name, row in rows.items() if row is not None}


def _acted(sent: Sent, proposed: list[str]) -> Acted:
    if sent.unknown:
        outcome: Literal["sent", "failed", "unknown", "waiting", "nothing_new"] = "unknown"
    elif sent.failed:
        outcome = "failed"
    elif sent.sent:
        outcome = "sent"
    else:
        outcome = "waiting" if sent.waiting or proposed else "nothing_new"
    actions = (*sent.sent, *sent.failed, *sent.unknown, *sent.waiting)
    return Acted(
        outcome=outcome,
        actions=actions,
        proposed=tuple(proposed),
        messages=sent.messages,
        reason="; ".join(sent.reasons),
    )


def _kind(entry: OutboxEntry) -> ChannelKind:
    """The channel's kind, which its group begins with: the name may be known only once it is open."""
    return next(kind for kind in KINDS if entry.group.startswith(f"{kind}/"))


def _now() -> datetime:
    return datetime.now(UTC)
