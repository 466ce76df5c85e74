"""Actions of findings: by the policy's routes, once each, when it may be, and never what people ended."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from blocks.channels.delivery import Delivery
from blocks.records.interface import Records
from schemas.environment import EnvironmentSpec
from schemas.errors import BadInputError
from schemas.outbox import Content, OutboxEntry
from schemas.revenue.finding import AnalysisResult
from schemas.revenue.request import RevenueRequest
from tasks.outbox.outbox import entries, open_outbox, resolve
from tasks.outbox.waiting import decide, propose
from tasks.revenue.actions.policy import ActionPolicy, action_policy
from tasks.revenue.actions.proposals import proposals
from tasks.revenue.actions.sending import Sent, send_due
from tasks.revenue.log import deciding
from tasks.revenue.log.tables import open_log
from tasks.revenue.log.writing import log_result

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)  # a Friday
WEBHOOK = {"channel": "webhook", "by": "all", "kinds": ["usage_decline"], "least_severity": "medium"}
DEFAULT: dict[str, Any] = {
    "sends": True, "time_zone": "Europe/Berlin", "quiet": {"from": "20:00", "to": "07:00", "weekends": True},
    "most_a_message": 10, "most_a_day": 40, "proposer_may_approve": False, "teams": {}, "routes": [WEBHOOK],
}  # fmt: skip


class Remembering:
    """A channel that keeps what it was given."""

    name = "webhook hooks.example"

    def __init__(self, *answers: Delivery) -> None:
        self.sent: list[tuple[str, Content]] = []
        self.answers = list(answers)

    async def send(self, message_id: str, content: Content) -> Delivery:
        self.sent.append((message_id, content))
        return self.answers.pop(0) if self.answers else Delivery("sent")

    @property
    def told(self) -> list[list[str]]:
        """The accounts of each message."""
        return [[one["subject"]["id"] for one in content.data["findings"]] for _, content in self.sent]


class House:
    """Log and outbox of one environment, with a night and a look at the outbox."""

    def __init__(self, outbox: Records, log: Records) -> None:
        self.outbox, self.log = outbox, log

    async def night(
        self, channel: Remembering, *names: str, policy: ActionPolicy | None = None, at: datetime = NOON, **said: Any
    ) -> Sent:
        policy = policy or policy_of()
        found = result(at.date(), *names, **said)
        await log_result(self.log, RevenueRequest(analysis="A1"), found, at)
        tracked = {one.finding_id: one for one in await deciding.findings(self.log)}
        await propose(self.outbox, proposals(found, policy, tracked, "ana", at))
        return await self.send(channel, policy, at)

    async def send(self, channel: Remembering, policy: ActionPolicy, at: datetime) -> Sent:
        def opens(_entry: OutboxEntry) -> Remembering:
            return channel

        return await send_due(self.outbox, self.log, policy, opens, lambda: at)


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    url = f"sqlite:///{tmp_path / 'records.db'}"
    environment = EnvironmentSpec(name="prod", artifacts_url=tmp_path.as_uri(), records_url=url)
    async with open_outbox(environment) as outbox, open_log(environment) as log:
        yield House(outbox, log)


def policy_of(**said: Any) -> ActionPolicy:
    return action_policy("x", {"default": DEFAULT | said})


def result(day: date, *names: str, severity: str = "high", owner: str = "ana") -> AnalysisResult:
    findings: list[dict[str, Any]] = [
        {
            "analysis": "A1", "kind": "usage_decline", "subject": {"type": "account", "id": name}, "account_name": name,
            "owner": owner, "severity": severity, "revenue_at_stake": 100.0, "summary": "It is down.",
            "evidence": [], "actions": ["Call them."],
        }
        for name in names
    ]  # fmt: skip
    said = {"session_id": f"s{day}", "analysis": "A1", "status": "complete", "question": "?", "as_of": day.isoformat()}
    return AnalysisResult.model_validate(said | {"findings": findings})


def days(number: int, hour: int = 12) -> datetime:
    """Mondays to Fridays from 2026-11-23 on."""
    return datetime(2026, 11, 23 + number, hour, tzinfo=UTC)


async def test_a_finding_is_told_once_and_doubt_is_a_persons(house: House) -> None:
    channel = Remembering(Delivery("sent"), Delivery("failed", "HTTP 404"), Delivery("unknown", "no answer"))
    nights = [
        await house.night(channel, *names, at=days(number))
        for number, names in enumerate(("ab", "abc", "abc", "abc", "abcd"))
    ]
    assert channel.told == [["a", "b"], ["c"], ["c"], ["d"]]
    assert [bool(one.sent) for one in nights] == [True, False, False, False, True]
    assert (len(nights[1].failed), len(nights[2].unknown), nights[3]) == (1, 1, Sent())
    assert channel.sent[1][0] == channel.sent[2][0]  # the receiver can tell that it is the same
    (doubt,) = await entries(house.outbox, days(4), "unknown")
    assert (doubt.about, doubt.channel) == ("A1 usage decline: c", "webhook hooks.example")
    await resolve(house.outbox, doubt.action_id, was_sent=False, by="bob", now=days(4))
    await house.send(channel, policy_of(), days(4))
    assert channel.told[-1] == ["c"]
    low = Remembering()
    await house.night(low, "e", severity="low", at=days(4))
    assert low.sent == []


async def test_nothing_is_sent_in_quiet_hours_and_it_goes_out_in_the_morning(house: House) -> None:
    channel, policy = Remembering(), policy_of()
    night = await house.night(channel, "a", at=days(0, 19))  # 20:00 in Berlin
    assert (len(night.waiting), channel.sent) == (1, [])
    assert (await house.send(channel, policy, days(1, 5))).sent == ()
    assert len((await house.send(channel, policy, days(1, 6))).sent) == 1
    assert policy.is_quiet(datetime(2026, 11, 28, 12, tzinfo=UTC))  # a Saturday


async def test_no_more_than_so_many_a_message_and_a_day(house: House) -> None:
    channel, policy = Remembering(), policy_of(most_a_message=3, most_a_day=7)
    names = [f"n{number}" for number in range(12)]
    night = await house.night(channel, *names, policy=policy, at=days(0))
    assert ([len(one) for one in channel.told], len(night.waiting)) == ([3, 3, 1], 5)
    assert (await house.send(channel, policy, days(0, 15))).sent == ()
    assert len((await house.send(channel, policy, days(1))).sent) == 5


async def test_a_digest_an_owner_and_an_address_only_where_it_is_one(house: House) -> None:
    mail = {"channel": "email", "by": "owner", "kinds": ["usage_decline"]}
    teams = {"emea": {"to": "emea@acme.example", "owners": ["cem"]}}
    policy, channel = policy_of(routes=[mail]), Remembering()
    await house.night(channel, "a", "b", owner="ana@acme.example", policy=policy, at=days(0))
    await house.night(channel, "a", "b", "c", owner="bob", policy=policy, at=days(1))
    assert channel.told == [["a", "b"], ["c"]]
    team = policy_of(routes=[mail | {"by": "team"}], teams=teams)
    found = list(proposals(result(NOON.date(), "d", owner="cem"), team, {}, "ana", NOON))
    found += proposals(result(NOON.date(), "d", owner="ana@acme.example"), policy, {}, "ana", NOON)
    assert [one.to for one in found] == ["emea@acme.example", "ana@acme.example"]


async def test_a_person_approves_and_not_who_proposed(house: House) -> None:
    channel, policy = Remembering(), policy_of(routes=[WEBHOOK | {"by": "finding", "approval": True}])
    await house.night(channel, "a", "b", policy=policy)
    first, second = await entries(house.outbox, NOON, "proposed")
    assert channel.sent == []

    async def say(entry: OutboxEntry, by: str, *, approve: bool = True) -> OutboxEntry:
        return await decide(
            house.outbox, entry.action_id, approve=approve, by=by, note="", proposer_may=False, now=NOON
        )

    with pytest.raises(BadInputError, match="asks for somebody else to approve"):
        await say(first, "ana")
    assert (await say(first, "bob")).approved_by == "bob"
    assert (await say(second, "bob", approve=False)).state == "rejected"
    with pytest.raises(BadInputError, match="is rejected; only what is proposed"):
        await say(second, "bob")
    assert (await house.send(channel, policy, NOON)).sent == (first.action_id,)
    assert len(channel.sent) == 1


async def test_what_is_snoozed_wrong_ended_or_gone_is_not_acted_on(house: House) -> None:
    channel, policy = Remembering(), policy_of()
    await house.night(channel, "a", "b", "c", "d", at=days(0, 21))  # quiet: they wait
    by_name = {one.account_name: one.finding_id for one in await deciding.findings(house.log)}
    await deciding.snooze(house.log, by_name["a"], date(2026, 11, 26), by="x", now=days(0))
    await deciding.call_wrong(house.log, by_name["b"], wrong=True, by="x", note="", now=days(0))
    await deciding.set_status(house.log, by_name["c"], "resolved", by="x", note="", now=days(0))
    await log_result(house.log, RevenueRequest(analysis="A1"), result(date(2026, 11, 24), "a", "b", "c"), days(1))
    sent = await house.send(channel, policy, days(1))
    assert (channel.sent, len(sent.withdrawn)) == ([], 3)
    await house.send(channel, policy, days(3))
    assert channel.told == [["a"]]  # on its day
    await house.night(channel, "a", "b", "d", at=days(4))
    assert channel.told == [["a"], ["d"]]  # it was gone and came back


def test_policies_that_somebody_broke_are_named() -> None:
    assert action_policy("prod").sends
    assert not action_policy("dev").sends
    for broken, said in (
        ({"time_zone": "Mars/Base"}, "time_zone: Value error, is not a time zone"),
        ({"routes": [WEBHOOK | {"channel": "pigeon"}]}, "routes.0.channel"),
        ({"teams": {"x": {"to": "nobody", "owners": []}}}, "teams.x.to"),
        ({"pigeons": 1}, "pigeons"),
    ):
        with pytest.raises(BadInputError, match=said):
            policy_of(**broken)


def test_quiet_hours_hold_over_midnight_and_through_the_change_of_clocks() -> None:
    policy = policy_of(quiet={"from": "22:00", "to": "06:00"})
    for moment, quiet in (
        (datetime(2026, 10, 24, 20, tzinfo=UTC), True),  # 22:00 in summer
        (datetime(2026, 10, 25, 20, tzinfo=UTC), False),  # 21:00 in winter
        (datetime(2026, 10, 26, 4, 59, tzinfo=UTC), True),
        (datetime(2026, 10, 26, 5, tzinfo=UTC), False),
    ):
        assert policy.is_quiet(moment) is quiet
    assert not policy_of(quiet=None).is_quiet(NOON + timedelta(hours=12))
