"""`POST /events`: signed or with a key, stored before it is answered, and problems for everything else."""

import asyncio
import base64
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from time import time

import httpx
import pytest
from fakes.door import door, made
from standardwebhooks import Webhook

from blocks.local import local_environment
from blocks.queue.message import Depth
from blocks.queue.open_queue import open_queue
from blocks.settings import read_settings
from web.signatures import SignatureError, verify

OLD, NEW, OTHER = ("whsec_" + base64.b64encode(letter * 32).decode() for letter in (b"a", b"b", b"c"))
EVENT = b'{"event_id": "e1", "customer": {"id": "ann"}}'
Headers = dict[str, str]


def signed(raw: bytes, secret: str = NEW, at: float | None = None) -> Headers:
    moment = time() if at is None else at
    signature = Webhook(secret).sign("msg_1", datetime.fromtimestamp(moment, UTC), raw.decode())
    return {"webhook-id": "msg_1", "webhook-timestamp": str(int(moment)), "webhook-signature": signature}


@pytest.fixture
async def http(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody far away, who knows a secret and has no key."""
    monkeypatch.setenv("REVIVE_WEBHOOK_SECRETS", f"{OLD} {NEW}")
    async with door(open_to_loopback=False, client="203.0.113.7") as client:
        yield client


async def depth() -> Depth:
    async with open_queue(local_environment(read_settings()), "upsell") as queue:
        return await queue.depth()


async def test_an_event_is_stored_once_however_often_it_comes(http: httpx.AsyncClient) -> None:
    first = await http.post("/events", content=EVENT, headers=signed(EVENT))
    assert (first.status_code, first.json()) == (202, {"event_id": "e1", "status": "accepted"})
    assert await depth() == Depth(1, 0, 0)
    again = await http.post("/events", content=EVENT, headers=signed(EVENT, OLD))
    assert (again.status_code, again.json()["status"]) == (202, "repeated")
    other = b'{"event_id": "e1", "customer": {"id": "bob"}}'
    refused = await http.post("/events", content=other, headers=signed(other))
    assert (refused.status_code, refused.headers["content-type"]) == (409, "application/problem+json")
    assert "event e1 was accepted before, with another body" in refused.json()["detail"]
    assert await depth() == Depth(1, 0, 0)


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        (b"{", 400, "this is not JSON"),
        (b"[]", 400, "one JSON object"),
        (b'{"event": 1}', 400, "needs an event_id"),
        (b'{"event_id": "' + b"x" * (256 << 10) + b'"}', 413, "256 KB at most"),
    ],
)
async def test_what_cannot_be_used_is_said_at_once(
    http: httpx.AsyncClient, body: bytes, status: int, said: str
) -> None:
    answer = await http.post("/events", content=body, headers=signed(body))
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert said in answer.json()["detail"]
    assert await depth() == Depth(0, 0, 0)


@pytest.mark.parametrize(
    "change",
    [
        lambda _: {},
        lambda _: signed(EVENT, OTHER),
        lambda _: signed(EVENT + b" "),
        lambda headers: headers | {"webhook-id": "msg_2"},
        lambda headers: headers | {"webhook-timestamp": str(int(time()) - 1)},
        lambda headers: headers | {"webhook-timestamp": "now"},
        lambda headers: headers | {"webhook-signature": "v1,"},
        lambda headers: headers | {"webhook-signature": headers["webhook-signature"].replace("v1,", "v2,")},
        lambda headers: headers | {"webhook-signature": "v1"},
    ],
)
async def test_what_is_not_signed_by_a_secret_is_refused(
    http: httpx.AsyncClient, change: Callable[[Headers], Headers]
) -> None:
    answer = await http.post("/events", content=EVENT, headers=change(signed(EVENT)))
    assert answer.status_code == 401
    assert await depth() == Depth(0, 0, 0)
    several = signed(EVENT)
    several["webhook-signature"] = (
        f"v1a,xyz v1,!!! {signed(EVENT, OTHER)['webhook-signature']} " + (several["webhook-signature"])
    )
    assert (await http.post("/events", content=EVENT, headers=several)).status_code == 202


@pytest.mark.parametrize(("away", "fits"), [(-301, False), (-300, True), (0, True), (300, True), (301, False)])
def test_a_signature_holds_for_five_minutes_and_not_a_second_longer(away: int, *, fits: bool) -> None:
    now = 1_800_000_000.0
    headers = signed(EVENT, at=now + away)
    if fits:
        verify(EVENT, headers, (NEW,), now)
        return
    with pytest.raises(SignatureError, match="more than 5 minutes"):
        verify(EVENT, headers, (NEW,), now)


async def test_refused_signatures_are_counted(http: httpx.AsyncClient) -> None:
    answers = [await http.post("/events", content=EVENT, headers=signed(EVENT, OTHER)) for _ in range(32)]
    assert [answer.status_code for answer in answers] == [401] * 30 + [429] * 2
    assert (await http.post("/events", content=EVENT, headers=signed(EVENT))).status_code == 202


async def test_without_a_signature_a_key_or_this_machine_is_asked_for() -> None:
    async with door(client="203.0.113.7") as http:
        assert (await http.post("/events", content=EVENT)).status_code == 401
        bearer = {"authorization": f"Bearer {await made('run')}"}
        assert (await http.post("/events", content=EVENT, headers=bearer)).status_code == 202
        no_secret = await http.post("/events", content=EVENT, headers=signed(EVENT))
        assert (no_secret.status_code, "REVIVE_WEBHOOK_SECRETS" in no_secret.text) == (401, True)
    async with door() as http:
        enveloped = {"ce-specversion": "1.0", "ce-id": "e2", "ce-source": "/crm", "ce-type": "plan_changed"}
        answer = await http.post("/events", content=b'{"customer": {"id": 1}}', headers=enveloped)
        assert (answer.status_code, answer.json()["event_id"]) == (202, "e2")


async def test_a_full_queue_says_when_to_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVIVE_QUEUE_LIMIT", "2")
    async with door() as http:
        sent = [b'{"event_id": "%d"}' % number for number in range(3)]
        answers = [await http.post("/events", content=body) for body in sent]
        assert [answer.status_code for answer in answers] == [202, 202, 429]
        assert (answers[2].headers["retry-after"], answers[2].json()["status"]) == ("60", 429)
        assert "2 messages of at most 2" in answers[2].json()["detail"]


async def test_many_at_once_are_each_stored(http: httpx.AsyncClient) -> None:
    sent = [b'{"event_id": "e%d"}' % (number % 50) for number in range(100)]
    answers = await asyncio.gather(*(http.post("/events", content=body, headers=signed(body)) for body in sent))
    assert {answer.status_code for answer in answers} == {202}
    assert sorted(answer.json()["status"] for answer in answers) == ["accepted"] * 50 + ["repeated"] * 50
    assert await depth() == Depth(50, 0, 0)
