"""The contract of a queue, the same for SQLite and for SQS over HTTP."""

import random
from collections.abc import AsyncIterator, Callable, Iterator
from itertools import count
from pathlib import Path
from uuid import uuid4

import pytest
from fakes.aws_emulator import serve_aws

from blocks.queue.aws import open_client
from blocks.queue.draining import drain
from blocks.queue.interface import Queue
from blocks.queue.marks import MARKS
from blocks.queue.message import TOO_MANY_ATTEMPTS, Depth, Leased, Message
from blocks.queue.pauses import Pauses
from blocks.queue.sqlite import SqliteQueue
from blocks.queue.sqs import SqsQueue
from blocks.records.aws import open_client as open_dynamodb
from blocks.records.dynamodb import DynamoRecords
from schemas.environment import AwsIdentity
from schemas.errors import QueueFullError

ODD = "odd '; DROP TABLE messages; -- \N{SNOWMAN}\n\x00\""
PAUSES = Pauses(first_s=1.0, longest_s=2.0, attempts=3, dice=random.Random(1))
Pass = Callable[[float], None]  # so many seconds go by


def message(number: int, group: str | None = None, *, digest: str = "d", body: bytes = b"{}") -> Message:
    return Message("", f"e{number}", f"g{number}" if group is None else group, body, digest)


def ids(leased: list[Leased]) -> list[str]:
    return [one.message.id for one in leased]


class Clock:
    """Seconds since the epoch, as the test says."""

    def __init__(self) -> None:
        self.at = 1_800_000_000.0

    def __call__(self) -> float:
        return self.at

    def go(self, seconds: float) -> None:
        self.at += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="module")
def aws_url() -> Iterator[str]:
    with serve_aws() as url:
        yield url


@pytest.fixture(params=["sqlite", pytest.param("sqs", marks=pytest.mark.wire)])
async def queue(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: Clock
) -> AsyncIterator[Queue]:
    if request.param == "sqlite":
        store = SqliteQueue(tmp_path / "queues/q.db", 12, PAUSES, clock)
        yield store
        await store.close()
        return
    for service in ("SQS", "DYNAMODB"):
        monkeypatch.setenv(f"AWS_ENDPOINT_URL_{service}", request.getfixturevalue("aws_url"))
    monkeypatch.setattr("moto.sqs.models.unix_time", clock)
    ticks = count()
    monkeypatch.setattr("moto.sqs.models.unix_time_millis", lambda: 1000 * clock() + 0.01 * next(ticks))
    prefix = uuid4().hex
    async with (
        open_dynamodb(prefix, AwsIdentity()) as dynamodb,
        open_client(prefix, AwsIdentity()) as client,
    ):
        records = DynamoRecords(dynamodb, prefix, (MARKS,), clock)
        made = SqsQueue(client, records, f"{prefix}-q", 12, PAUSES, clock, wait_s=0)
        assert len(await made.prepare()) == 3
        assert await made.prepare() == []
        yield made


async def test_nothing_is_there_at_first(queue: Queue) -> None:
    assert await queue.depth() == Depth(0, 0, 0)
    assert [one async for one in queue.dead()] == []
    assert await queue.lease(10, 60) == []


async def test_a_message_comes_as_it_was_put_until_it_is_acknowledged(queue: Queue, clock: Clock) -> None:
    odd = Message(ODD, ODD, ODD, b'{"\xe2\x98\x83": "\\u0000 \xef\xbf\xbf"}', "d")
    assert await queue.put([odd, message(1)]) == ["accepted", "accepted"]
    leased = await queue.lease(10, 60)
    assert {one.message for one in leased} == {odd, message(1)}
    assert {one.attempt for one in leased} == {1}
    assert await queue.lease(10, 60) == []
    assert await queue.depth() == Depth(0, 2, 0)
    assert await queue.acknowledge(leased) == 2
    assert await queue.depth() == Depth(0, 0, 0)
    clock.go(100)
    assert await queue.lease(10, 60) == []


async def test_ids_are_remembered_for_four_days(queue: Queue, clock: Clock) -> None:
    again, other = message(1), message(1, digest="other")
    assert await queue.put([message(1), again, other]) == ["accepted", "repeated", "conflicting"]
    await queue.acknowledge(await queue.lease(1, 60))
    clock.go(4 * 86_400 - 1)
    assert await queue.put([again, other]) == ["repeated", "conflicting"]
    assert (await queue.depth()).open == 0
    clock.go(2)
    assert await queue.put([other]) == ["accepted"]


async def test_a_lease_that_ends_makes_the_message_available_again(queue: Queue, clock: Clock) -> None:
    await queue.put([message(1)])
    first = await queue.lease(1, 60)
    clock.go(59)
    assert await queue.lease(1, 60) == []
    assert await queue.extend(first, 60) == 1
    clock.go(59)
    assert await queue.lease(1, 60) == []
    clock.go(2)
    second = await queue.lease(1, 60)
    assert [one.attempt for one in second] == [2]
    assert await queue.acknowledge(first) == 0  # it is somebody else's now
    assert await queue.extend(first, 60) == 0
    assert await queue.release(first) == 0
    assert await queue.acknowledge(second) == 1


async def test_of_one_customer_one_message_at_a_time_in_order_and_nobody_else_waits(queue: Queue, clock: Clock) -> None:
    await queue.put([message(1, "ann"), message(2, "ann"), message(3, "bob"), message(4, "ann")])
    first = await queue.lease(10, 60)
    assert ids(first) == ["e1", "e3"]
    await queue.put([message(5, "ann"), message(6, "cid")])
    assert ids(await queue.lease(10, 60)) == ["e6"]
    await queue.release(first[:1], "broken")  # e1 has to wait, and ann with it
    await queue.acknowledge(first[1:])
    assert await queue.lease(10, 60) == []
    clock.go(1.01)
    for expected in ("e1", "e2", "e4", "e5"):
        found = await queue.lease(10, 30)
        assert ids(found) == [expected]
        await queue.acknowledge(found)


async def test_pauses_double_with_jitter_and_the_last_fault_is_the_end(queue: Queue, clock: Clock) -> None:
    await queue.put([message(1, "ann"), message(2, "ann")])
    for pause in (1.0, 2.0):
        await queue.release(await queue.lease(1, 60), "broken")
        clock.go(pause / 2 - 0.01)
        assert await queue.lease(1, 60) == []
        clock.go(pause / 2 + 0.02)
    await queue.release(await queue.lease(1, 60), "broken")
    (dead,) = [one async for one in queue.dead()]
    assert (dead.message, dead.reason, dead.attempts) == (message(1, "ann"), "broken", 3)
    assert ids(await queue.lease(1, 60)) == ["e2"]  # what ann did later goes on


async def test_what_is_given_back_without_a_fault_was_never_tried(queue: Queue) -> None:
    await queue.put([message(1)])
    for _ in range(5):
        leased = await queue.lease(1, 60)
        assert [one.attempt for one in leased] == [1]
        assert await queue.release(leased) == 1


async def test_what_kills_each_of_its_processes_is_dead_in_the_end(queue: Queue, clock: Clock) -> None:
    await queue.put([message(1, "ann"), message(2, "ann")])
    for _ in range(3):
        assert ids(await queue.lease(1, 60)) == ["e1"]
        clock.go(61)
    found = await queue.lease(1, 60) or await queue.lease(1, 60)
    assert [one.reason async for one in queue.dead()] == [TOO_MANY_ATTEMPTS]
    assert ids(found) == ["e2"]


async def test_dead_messages_are_listed_by_reason_and_redriven(queue: Queue) -> None:
    await queue.put([message(number) for number in range(4)])
    for one, reason in zip(await queue.lease(4, 60), ("a", "b", "a", "b"), strict=True):
        assert await queue.dead_letter([one], reason, f"because of {reason}") == 1
    assert await queue.put_dead([message(9, body=b"no json")], "a", ["line 3"]) == ["accepted"]
    assert await queue.put_dead([message(9, body=b"no json")], "a", ["line 3"]) == ["repeated"]
    assert await queue.depth() == Depth(0, 0, 5)
    of_a = [one async for one in queue.dead("a")]
    assert [(one.message.id, one.detail) for one in of_a][1:] == [("e2", "because of a"), ("e9", "line 3")]
    assert await queue.put([message(0)]) == ["repeated"]  # it is still there
    assert await queue.redrive(of_a) == 3
    assert await queue.redrive(of_a) == 0
    assert {one.reason async for one in queue.dead()} == {"b"}
    again = await queue.lease(10, 60)
    assert sorted(ids(again)) == ["e0", "e2", "e9"]
    assert {one.attempt for one in again} == {1}
    await queue.acknowledge(again)
    assert await queue.put([message(0)]) == ["repeated"]


async def test_a_full_queue_takes_nothing_more(queue: Queue) -> None:
    await queue.put([message(number) for number in range(10)])
    with pytest.raises(QueueFullError, match="10 messages of at most 12"):
        await queue.put([message(number) for number in range(10, 13)])
    await queue.acknowledge(await queue.lease(4, 60))
    assert (await queue.depth()).open == 6
    assert await queue.put([message(10)]) == ["accepted"]


async def test_a_drain_keeps_what_it_acknowledges_and_gives_back_the_rest(queue: Queue) -> None:
    await queue.put([message(number) for number in range(6)])
    async with drain(queue, 4) as taken:
        assert len([one async for one in taken.messages()]) == 4
    async with drain(queue, 4) as taken:
        async for one in taken.messages():
            assert one.attempt == 1
            if one.message.id == "e3":
                await taken.dead_letter(one, "no_customer")
        assert await taken.acknowledge() == 3
    async with drain(queue) as taken:
        assert len([one async for one in taken.messages()]) == 2
        await taken.acknowledge()
    assert await queue.depth() == Depth(0, 0, 1)


async def test_what_is_about_somebody_is_removed_wherever_it_is(queue: Queue) -> None:
    hers = [message(number, "ann", body=b'"ann@home.example"') for number in range(3)]
    await queue.put([message(7, body=b'"ann@home.example"')])
    await queue.dead_letter(await queue.lease(1, 60), "broken", "of Ann")
    await queue.put([hers[0], message(9), *hers[1:]])
    assert await queue.erase(lambda one: b"ann@" in one.body) == 4
    assert await queue.depth() == Depth(1, 0, 0)
    assert ids(await queue.lease(10, 60)) == ["e9"]
    assert await queue.put(hers) == ["repeated"] * 3
    assert await queue.erase(lambda one: b"ann@" in one.body) == 0
