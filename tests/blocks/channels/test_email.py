"""Email over the wire: a real SMTP server on loopback, and SES's API as far as it is used."""

import ssl
from asyncio import Transport
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session
from fakes.authority import make_authority
from fakes.receiver import receiving

from blocks.channels.ses import SesChannel
from blocks.channels.smtp import SmtpChannel
from blocks.prefect_server import free_port
from blocks.settings import SourceRules
from schemas.environment import AwsIdentity
from schemas.outbox import Content

CONTENT = Content(title="A1: 1 new\r\nBcc: everybody@evil.example", text="Call them.\n.\nQUIT\n", data={})
HERE = SourceRules(frozenset({"127.0.0.1", "localhost"}), ())
FROM, TO = "revive@acme.example", ("ana@acme.example",)


@dataclass
class Mailbox:
    """What a server keeps, and where it goes wrong: `at` is `rcpt`, `data` or `hang up`."""

    at: str = ""
    got: list[Message] = field(default_factory=list)

    async def handle_RCPT(self, _server: SMTP, _session: Session, envelope: Envelope, to: str, _options: Any) -> str:
        if self.at == "rcpt":
            return "550 nobody here"
        envelope.rcpt_tos.append(to)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:
        assert isinstance(envelope.content, bytes)
        self.got.append(message_from_bytes(envelope.content, policy=default))
        if self.at == "hang up":
            assert isinstance(server.transport, Transport)
            server.transport.abort()
        return "451 try later" if self.at == "data" else "250 taken"


@contextmanager
def mail_server(mailbox: Mailbox, **options: Any) -> Iterator[int]:
    port = free_port()
    controller = Controller(mailbox, hostname="127.0.0.1", port=port, ready_timeout=20, **options)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


@pytest.mark.parametrize(
    ("at", "state", "said"),
    [
        ("", "sent", ""),
        ("rcpt", "failed", "550 nobody here"),
        ("data", "failed", "451 try later"),
        ("hang up", "unknown", "broke off"),
    ],
)
async def test_a_letter_is_handed_over_once(at: str, state: str, said: str) -> None:
    mailbox = Mailbox(at)
    with mail_server(mailbox) as port:
        channel = SmtpChannel(f"smtp://127.0.0.1:{port}", FROM, TO, HERE)
        delivery = await channel.send("msg_1", CONTENT)
        assert (await channel.check()).ok
    assert delivery.state == state
    assert said in delivery.reason
    for message in mailbox.got:
        assert message["To"] == TO[0]
        assert message["Bcc"] is None  # a title makes no header
        assert message["Message-ID"] == "<msg_1@acme.example>"
        assert "\n.\nQUIT" in message.as_string().replace("\r", "")
    assert len(mailbox.got) == (at != "rcpt")


async def test_a_password_is_sent_only_inside_tls(tmp_path: Path) -> None:
    authority, here = make_authority(tmp_path)
    trust, served = ssl.create_default_context(cafile=authority), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    served.load_cert_chain(here)
    hidden = "p%40ss-" + "planted"

    def sign_in(_server: SMTP, _session: Session, _envelope: Envelope, _how: str, data: Any) -> AuthResult:
        is_right = data.password == b"p@ss-planted" and data.login == b"ann"
        return AuthResult(success=is_right, handled=False)

    mailbox = Mailbox()
    options = {"authenticator": sign_in, "tls_context": served, "auth_require_tls": True}
    with mail_server(mailbox, **options) as port:
        good = SmtpChannel(f"smtp://ann:{hidden}@localhost:{port}", FROM, TO, HERE, trust)
        assert (await good.send("msg_1", CONTENT)).state == "sent"
        wrong = SmtpChannel(f"smtp://ann:wrong@localhost:{port}", FROM, TO, HERE, trust)
        refused = await wrong.send("msg_2", CONTENT)
        assert (refused.state, refused.reason[:3]) == ("failed", "535")
        unknown = SmtpChannel(f"smtp://ann:{hidden}@localhost:{port}", FROM, TO, HERE, ssl.create_default_context())
        assert "certificate" in (await unknown.send("msg_3", CONTENT)).reason.lower()
        assert "planted" not in repr(good) + refused.reason
    with mail_server(mailbox) as port:  # one that offers no encryption
        plain = SmtpChannel(f"smtp://ann:{hidden}@127.0.0.1:{port}", FROM, TO, HERE)
        assert "no encryption" in (await plain.send("msg_4", CONTENT)).reason
    assert len(mailbox.got) == 1


async def test_private_mail_servers_are_refused_and_dead_ones_are_said() -> None:
    private = await SmtpChannel("smtp://127.0.0.1:9", FROM, TO, SourceRules(frozenset(), ())).send("m", CONTENT)
    assert (private.state, "private network" in private.reason) == ("failed", True)
    assert not (await SmtpChannel("smtp://127.0.0.1:9", FROM, TO, HERE).check()).ok
    odd = await SmtpChannel("pigeon://127.0.0.1", FROM, TO, HERE).send("m", CONTENT)
    assert (odd.state, "give smtp://" in odd.reason) == ("failed", True)


@pytest.mark.parametrize(("status", "state"), [(200, "sent"), (400, "failed"), (500, "unknown"), (0, "unknown")])
async def test_ses_is_asked_once(status: int, state: str) -> None:
    with receiving(status, b'{"MessageId": "1", "SendingEnabled": true}') as ses:
        aws = AwsIdentity("eu-west-1", None, "AKIA" + "PLANTED", "hidden", endpoint_url=ses.url)
        channel = SesChannel(aws, FROM, TO)
        assert (await channel.send("msg_1", CONTENT)).state == state
        assert len(ses.got) == 1
        assert ses.got[0][1] == "/v2/email/outbound-emails"
        if status == 200:
            assert (await channel.check()).ok


async def test_ses_out_of_reach_has_nothing() -> None:
    nowhere = AwsIdentity("eu-west-1", None, "AKIA", "x", endpoint_url="http://127.0.0.1:9")
    assert (await SesChannel(nowhere, FROM, TO).send("m", CONTENT)).state == "failed"
