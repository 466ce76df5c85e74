"""What is said of an event at once, and what names it."""

import base64
import json
from pathlib import Path

import pytest

from blocks.queue.sqlite import SqliteQueue
from tasks.upsell.accepting import UnusableEventError, accept, accept_all, message_of
from tasks.upsell.envelope import opened
from tasks.upsell.event_file import MOST_BYTES

EVENT = b'{"event_id": "e1", "customer": {"id": 7}, "cost": 5.0}'
AROUND = '{"specversion": "1.0", "id": "c1", "source": "/crm", "type": "plan_changed", "time": "2026-11-01T00:00:00Z", '


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "not_json"),
        (b"{", "not_json"),
        (b'{"event_id": "\\ud800"}', "not_json"),
        (b'{"event_id": "e", "cost": NaN}', "not_json"),
        (b"[" * 100_000, "not_json"),
        (b"[{}]", "not_an_object"),
        (b"null", "not_an_object"),
        (b"{}", "no_event_id"),
        (b'{"event_id": " "}', "no_event_id"),
        (b'{"event_id": [1]}', "no_event_id"),
        (b'{"event_id": "%s"}' % (b"e" * 257), "no_event_id"),
        (b'{"event_id": "e", "x": "%s"}' % (b"x" * MOST_BYTES), "too_large"),
        ((AROUND + '"data": [1]}').encode(), "bad_envelope"),
        ((AROUND + '"data_base64": "e30"}').encode(), "bad_envelope"),
    ],
)
def test_what_is_no_event(raw: bytes, reason: str) -> None:
    with pytest.raises(UnusableEventError) as refused:
        message_of(raw, {})
    assert refused.value.reason == reason


def test_spaces_and_order_make_no_other_event() -> None:
    one = message_of(EVENT, {})
    other = message_of(b'{"customer":{"id":7},"event_id":"e1",  "cost":5.0}', {})
    assert (one.id, one.source, one.group, one.body) == ("e1", "", "customer 7", EVENT)
    assert one.digest == other.digest
    assert message_of(b'{"event_id": "e1", "customer": {"id": 7}, "cost": 6.0}', {}).digest != one.digest
    assert message_of(b'{"event_id": 12}', {}).group == "event 12"


def test_an_envelope_is_taken_off_in_all_its_forms() -> None:
    data = {"customer": {"id": "a"}, "note": "\N{SNOWMAN}"}
    plain = (AROUND + f'"data": {json.dumps(data)}}}').encode()
    packed = (AROUND + f'"data_base64": "{base64.b64encode(json.dumps(data).encode()).decode()}"}}').encode()
    headers = {f"ce-{name}": value for name, value in json.loads(AROUND[:-2] + "}").items()}
    binary = message_of(json.dumps(data).encode(), headers | {"ce-source": "%2Fcrm"})
    messages = [message_of(plain, {}), message_of(packed, {}), binary]
    assert {(one.source, one.id, one.group) for one in messages} == {("/crm", "c1", "customer a")}
    assert [opened(json.loads(one.body)) for one in messages] == [opened(json.loads(plain))] * 3
    assert len({one.digest for one in messages}) == 1
    own = message_of((AROUND + '"data": {"eventId": " e9\\n", "customerId": 7}}').encode(), {})
    assert (own.id, own.group) == ("e9", "customer 7")


async def test_accepted_once_whatever_is_sent_again(tmp_path: Path) -> None:
    queue = SqliteQueue(tmp_path / "q.db", 100)
    assert (await accept(queue, EVENT)).outcome == "accepted"
    found = [(EVENT, "line 1"), (b'{"event_id": "e1"}', "line 2"), (b"{", "line 3"), (b'{"event_id": "e4"}', "line 4")]
    for fourth, third in (("accepted", "accepted"), ("repeated", "repeated")):
        accepted = await accept_all(queue, found)
        assert [one.outcome for one in accepted] == ["repeated", "conflicting", fourth, third]
        assert [one.reason for one in accepted] == ["", "", "", "not_json"]
    assert [(one.reason, one.detail) async for one in queue.dead()] == [("not_json", "line 3: this is not JSON")]
    await queue.close()
