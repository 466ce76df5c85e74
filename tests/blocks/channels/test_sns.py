"""A topic of SNS over the wire."""

from urllib.parse import parse_qs

import pytest
from fakes.receiver import receiving

from blocks.channels.sns import SnsChannel
from blocks.prefect_server import free_port
from schemas.environment import AwsIdentity
from schemas.outbox import Content

TOPIC = "arn:aws:sns:eu-west-1:123456789012:alerts"
CONTENT = Content(title="Ürgent\n" + "x" * 200, text="es ist kaputt: ü", data={"a": 1})
PUBLISHED = b"<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>"


def identity(url: str) -> AwsIdentity:
    return AwsIdentity("eu-west-1", None, "AKIA" + "PLANTED", "hidden", endpoint_url=url)


@pytest.mark.parametrize(("status", "state"), [(200, "sent"), (403, "failed"), (500, "unknown")])
async def test_it_is_asked_once(status: int, state: str) -> None:
    with receiving(status, PUBLISHED) as sns:
        delivery = await SnsChannel(TOPIC, identity(sns.url)).send("msg_1", CONTENT)
        assert delivery.state == state
        (asked,) = sns.got
    said = parse_qs(asked[-1].decode() if isinstance(asked[-1], bytes) else str(asked[-1]))
    assert said["TopicArn"] == [TOPIC]
    assert said["Message"] == ["es ist kaputt: ü"]
    assert said["Subject"][0].startswith("?rgent?xxx")
    assert len(said["Subject"][0]) == 100
    assert "hidden" not in delivery.reason


async def test_nobody_there_or_no_topic_is_surely_not_sent() -> None:
    nowhere = identity(f"http://127.0.0.1:{free_port()}")
    assert (await SnsChannel(TOPIC, nowhere).send("m", CONTENT)).state == "failed"
    wrong = await SnsChannel("alerts", nowhere).send("m", CONTENT)
    assert (wrong.state, "by its ARN" in wrong.reason) == ("failed", True)
    assert not (await SnsChannel(TOPIC, nowhere).check()).ok
