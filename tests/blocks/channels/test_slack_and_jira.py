"""Slack's API and Jira's, over the wire."""

import base64
import json
from collections.abc import Iterator

import pytest
from fakes.receiver import Receiver, receiving

from blocks.channels.jira import JiraChannel
from blocks.channels.slack import SlackChannel
from blocks.settings import SourceRules
from schemas.outbox import Content

CONTENT = Content(title="A1: 1 new\nInjected: header", text="Call <!channel> {noformat} [~admin]", data={"n": 1})
HERE = SourceRules(frozenset({"127.0.0.1"}), ())
TOKEN = "xoxb-" + "planted"


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as found:
        yield found


def slack(receiver: Receiver) -> SlackChannel:
    return SlackChannel(TOKEN, "#accounts", HERE, f"{receiver.url}/api")


def jira(receiver: Receiver, user: str | None = "ann@acme.example") -> JiraChannel:
    return JiraChannel(receiver.url, "REV", TOKEN, HERE, user)


@pytest.mark.parametrize(
    ("status", "body", "state"),
    [
        (200, {"ok": True, "ts": "1"}, "sent"),
        (200, {"ok": False, "error": "channel_not_found"}, "failed"),
        (200, {"ok": False, "error": "internal_error"}, "unknown"),
        (200, ["odd"], "unknown"),
        (429, {"ok": False, "error": "ratelimited"}, "failed"),
        (503, {}, "unknown"),
        (0, {}, "unknown"),
    ],
)
async def test_slack_says_what_is_certain(receiver: Receiver, status: int, body: object, state: str) -> None:
    receiver.status, receiver.body = status, json.dumps(body).encode()
    assert (await slack(receiver).send("msg_1", CONTENT)).state == state
    method, path, headers, sent = receiver.got[0]
    assert (method, path, headers["Authorization"]) == ("POST", "/api/chat.postMessage", f"Bearer {TOKEN}")
    said = json.loads(sent)
    assert (said["channel"], said["metadata"]["event_payload"]) == ("#accounts", {"id": "msg_1"})
    assert "&lt;!channel&gt;" in said["text"]
    assert len(receiver.got) == 1


async def test_slack_is_checked_without_a_message(receiver: Receiver) -> None:
    receiver.body = b'{"ok": true}'
    assert (await slack(receiver).check()).ok
    receiver.body = b'{"ok": false, "error": "invalid_auth"}'
    refused = await slack(receiver).check()
    assert (refused.ok, refused.said) == (False, "Slack: invalid_auth")
    assert {path for _, path, _, _ in receiver.got} == {"/api/auth.test"}


@pytest.mark.parametrize(("status", "state"), [(201, "sent"), (400, "failed"), (401, "failed"), (502, "unknown")])
async def test_jira_makes_an_issue(receiver: Receiver, status: int, state: str) -> None:
    receiver.status, receiver.body = status, b'{"key": "REV-7"}'
    delivery = await jira(receiver).send("msg_1", CONTENT)
    assert delivery.state == state
    assert state != "sent" or delivery.reason == "REV-7"
    _, path, headers, sent = receiver.got[0]
    fields = json.loads(sent)["fields"]
    assert (path, fields["project"], fields["labels"]) == ("/rest/api/2/issue", {"key": "REV"}, ["revive", "msg_1"])
    assert "\n" not in fields["summary"]
    assert fields["description"].count("{noformat}") == 2  # a customer's own does not end it
    assert base64.b64decode(headers["Authorization"].removeprefix("Basic ")).decode() == f"ann@acme.example:{TOKEN}"


async def test_jira_is_checked_by_its_project_and_takes_an_access_token(receiver: Receiver) -> None:
    assert (await jira(receiver, None).check()).ok
    assert receiver.got[0][2]["Authorization"] == f"Bearer {TOKEN}"
    receiver.status = 404
    assert not (await jira(receiver).check()).ok


async def test_a_token_is_sent_over_https_or_to_named_hosts_only(receiver: Receiver) -> None:
    strangers = SourceRules(frozenset(), ())
    for channel in (
        JiraChannel(receiver.url, "REV", TOKEN, strangers),
        SlackChannel(TOKEN, "#a", strangers, receiver.url),
    ):
        delivery = await channel.send("msg_1", CONTENT)
        assert (delivery.state, "not sent without" in delivery.reason) == ("failed", True)
        assert TOKEN not in repr(channel) + delivery.reason
    assert receiver.got == []
    private = await JiraChannel("https://127.0.0.1:9", "REV", TOKEN, strangers).send("m", CONTENT)
    assert (private.state, "private network" in private.reason) == ("failed", True)
