import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from typing import Any, ClassVar

import pytest
from fakes.web_server import serving
from standardwebhooks import Webhook

from blocks.channels.webhook import WebhookChannel
from blocks.settings import SourceRules
from schemas.outbox import Content

SIGNING = "whsec_" + "QUJD" * 8
CONTENT = Content(title="A1: 1 new", text="Call <!channel> & all", data={"n": 1})
HERE = SourceRules(frozenset({"127.0.0.1"}), ())


class Receiver(BaseHTTPRequestHandler):
    status = 200
    got: ClassVar[list[tuple[dict[str, str], bytes]]] = []

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.got.append((dict(self.headers), body))
        if self.status == 0:  # ends without an answer
            self.close_connection = True
            return
        self.send_response(self.status)
        self.send_header("Content-Length", "0")
        self.send_header("Location", "http://127.0.0.1:1/")
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def receiving(status: int) -> Iterator[tuple[str, list[tuple[dict[str, str], bytes]]]]:
    got: list[tuple[dict[str, str], bytes]] = []
    with serving(type("Handler", (Receiver,), {"status": status, "got": got})) as host:
        yield f"http://{host}/hook/hidden-path", got


async def test_it_is_signed_and_its_name_holds_no_secret() -> None:
    with receiving(200) as (url, got):
        channel = WebhookChannel(url, SIGNING, HERE)
        delivery = await channel.send("msg_1", CONTENT)
    assert delivery.state == "sent"
    headers, body = got[0]
    Webhook(SIGNING).verify(body, {name.lower(): value for name, value in headers.items()})
    assert json.loads(body)["data"] == {"n": 1}
    assert "hidden" not in channel.name + repr(channel)


@pytest.mark.parametrize(
    ("status", "state"),
    [(204, "sent"), (400, "failed"), (429, "failed"), (302, "failed"), (500, "unknown"), (0, "unknown")],
)
async def test_what_is_certain_is_said_and_what_is_not_is_unknown(status: int, state: str) -> None:
    with receiving(status) as (url, got):
        delivery = await WebhookChannel(url, SIGNING, HERE).send("msg_1", CONTENT)
    assert delivery.state == state
    assert len(got) == 1  # no redirect is followed, nothing is tried twice


async def test_private_addresses_and_dead_ports_are_refused_before_anything_is_sent() -> None:
    private = await WebhookChannel("http://127.0.0.1:9/x", None, SourceRules(frozenset(), ())).send("m", CONTENT)
    assert (private.state, "private network" in private.reason) == ("failed", True)
    dead = await WebhookChannel("http://127.0.0.1:9/x", None, HERE).send("m", CONTENT)
    assert dead.state == "failed"
    assert (await WebhookChannel("no url", None, HERE).send("m", CONTENT)).state == "failed"


def test_slack_gets_its_own_form_and_customers_wake_nobody() -> None:
    body = WebhookChannel("https://hooks.slack.com/services/T/B/x", None, HERE)._body(CONTENT)
    assert json.loads(body) == {"text": "*A1: 1 new*\nCall &lt;!channel&gt; &amp; all"}
