"""A queue in an SQS that delivers twice, in any order, and brings back what was deleted: each message is done once."""

from collections import Counter

import pytest
from fakes.aws_emulator import serve_aws
from fakes.odd_sqs import serve_odd_sqs

from blocks.queue.aws import open_client
from blocks.queue.marks import MARKS
from blocks.queue.message import Message
from blocks.queue.pauses import Pauses
from blocks.queue.sqs import NOT_OURS, SqsQueue
from blocks.records.aws import open_client as open_dynamodb
from blocks.records.dynamodb import DynamoRecords
from schemas.environment import AwsIdentity

pytestmark = pytest.mark.wire


@pytest.mark.parametrize("seed", [1, 2])
async def test_each_message_is_done_once(monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    at = [1_800_000_000.0]
    with serve_aws() as aws, serve_odd_sqs(lambda: at[0], seed) as (url, odd):
        monkeypatch.setenv("AWS_ENDPOINT_URL_DYNAMODB", aws)
        monkeypatch.setenv("AWS_ENDPOINT_URL_SQS", url)
        async with open_dynamodb(f"odd{seed}", AwsIdentity()) as dynamodb, open_client("odd", AwsIdentity()) as client:
            records = DynamoRecords(dynamodb, f"odd{seed}", (MARKS,), lambda: at[0])
            queue = SqsQueue(client, records, "odd-q", 1_000, Pauses(1.0, 1.0, 4), lambda: at[0], wait_s=0)
            await queue.prepare()
            messages = [Message("", f"e{number}", f"g{number % 9}", b"{}", "d") for number in range(60)]
            assert await queue.put(messages) == ["accepted"] * 60
            main = (await client.get_queue_url(QueueName="odd-q.fifo"))["QueueUrl"]
            entry = {"Id": "0", "MessageBody": "hello", "MessageGroupId": "x", "MessageDeduplicationId": "x"}
            await client.send_message_batch(QueueUrl=main, Entries=[entry])
            done: Counter[str] = Counter()
            for turn in range(200):
                leased = await queue.lease(20, 30)
                names = [one.message.id for one in leased]
                assert len(set(names)) == len(names)
                assert not done.keys() & names
                if turn % 5 == 4:  # this worker is killed
                    at[0] += 31
                    continue
                bad = [one for one in leased if one.message.id == "e7"]
                await queue.release(bad, "broken")
                assert await queue.acknowledge([one for one in leased if one not in bad]) == len(leased) - len(bad)
                done.update(one for one in names if one != "e7")
                at[0] += 2
                if len(done) == 59 and not (await queue.depth()).open:
                    break
            assert set(done.values()) == {1}
            assert len(done) == 59
            assert {one.reason async for one in queue.dead()} == {"broken", NOT_OURS}
            assert await queue.put(messages) == ["repeated"] * 60
            assert odd.delivered_again > 5
